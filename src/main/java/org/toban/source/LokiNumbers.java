package org.toban.source;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;
import org.toban.source.json.Tokens;

/**
 * LogQL that counts: {@code rate()}, {@code count_over_time()} and what is made of them. Loki
 * answers it as Prometheus would, and its lines otherwise.
 */
public final class LokiNumbers {
  private LokiNumbers() {}

  /** Whether an expression gives numbers: what gives lines begins with a selector of streams. */
  public static boolean areAskedBy(String expression) {
    int at = 0;
    while (at < expression.length()
        && (expression.charAt(at) == '(' || Character.isWhitespace(expression.charAt(at)))) {
      at++;
    }
    return at < expression.length() && expression.charAt(at) != '{';
  }

  /** The values of an expression from one time to another, one each step; waits for them. */
  public static QueryAnswer query(
      SourceSettings loki, String expression, Instant from, Instant to, Duration step) {
    Range range = new Range(from, to, step);
    String refusal = range.refusal() == null ? Range.refusal(expression) : range.refusal();
    if (refusal != null) {
      return new QueryAnswer.Failed(new Fault.Misconfigured(refusal));
    }
    Exchange exchange = new Exchange(loki, Secrets.ofSystem());
    String question = range.question(LokiNumbers::nanos).with("query", expression).toString();
    Fault fault = new Fault.Unreachable("no address");
    for (URI base : loki.urls()) {
      AtomicReference<@Nullable QueryAnswer> answer = new AtomicReference<>();
      try {
        exchange.get(
            Question.url(base, "loki/api/v1/query_range", question),
            body -> Tokens.read(body, tokens -> answer.set(new QueryFormat().read(tokens))));
        QueryAnswer values = answer.get();
        if (values != null) {
          return values;
        }
      } catch (PollFailure e) {
        fault = e.fault();
      }
    }
    return new QueryAnswer.Failed(fault);
  }

  /** A time in nanoseconds, which every server with this API reads; not all read RFC 3339. */
  public static String nanos(Instant at) {
    return Long.toString(
        Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano()));
  }
}
