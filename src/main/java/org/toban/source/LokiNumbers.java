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
    Exchange exchange = new Exchange(loki, Secrets.ofSystem());
    String question =
        new Question()
            .with("query", expression)
            .with("start", from.toString())
            .with("end", to.toString())
            .with("step", step.toMillis() / 1000.0 + "")
            .toString();
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
}
