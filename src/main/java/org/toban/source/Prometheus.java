package org.toban.source;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;
import org.toban.source.json.Tokens;

/**
 * Questions to a Prometheus, Thanos or Mimir beside its alerts: queries, rules, targets. Each waits
 * for its end, at most for the source's time limit.
 */
public final class Prometheus {
  private final SourceSettings settings;
  private final Exchange exchange;

  private Prometheus(SourceSettings settings) {
    this.settings = settings;
    this.exchange = new Exchange(settings, Secrets.ofSystem());
  }

  /**
   * The questions that these settings allow; nothing is opened before the first.
   *
   * @throws IllegalArgumentException when the source is of another kind
   */
  public static Prometheus of(SourceSettings settings) {
    if (settings.kind() != SourceSettings.Kind.PROMETHEUS) {
      throw new IllegalArgumentException(settings.name() + " is no Prometheus");
    }
    return new Prometheus(settings);
  }

  /** The value of an expression at one time. */
  public QueryAnswer query(String expression, Instant at) {
    return ask("api/v1/query", expression, new Question().with("time", at.toString()));
  }

  /** The values of an expression from one time to another, one each step. */
  public QueryAnswer query(String expression, Instant from, Instant to, Duration step) {
    Range range = new Range(from, to, step);
    String refusal = range.refusal();
    return refusal == null
        ? ask("api/v1/query_range", expression, range.question(Instant::toString))
        : failed(refusal);
  }

  private QueryAnswer ask(String path, String expression, Question question) {
    String refusal = Range.refusal(expression);
    if (refusal != null) {
      return failed(refusal);
    }
    question.with("query", expression).with("timeout", settings.timeout().toMillis() + "ms");
    AtomicReference<@Nullable QueryAnswer> answer = new AtomicReference<>();
    Fault fault = ask(path, question, tokens -> answer.set(new QueryFormat().read(tokens)));
    QueryAnswer values = answer.get();
    return fault == null && values != null
        ? values
        : new QueryAnswer.Failed(fault == null ? new Fault.Unreachable("no answer") : fault);
  }

  private static QueryAnswer failed(String why) {
    return new QueryAnswer.Failed(new Fault.Misconfigured(why));
  }

  /** What it says of its rules and targets. */
  public Inspection inspect() {
    List<Fault> faults = new ArrayList<>();
    AtomicReference<Inspection.@Nullable Rules> rules = new AtomicReference<>();
    AtomicReference<Inspection.@Nullable Targets> targets = new AtomicReference<>();
    Fault noRules =
        ask(
            "api/v1/rules",
            // older servers do not know the second and send the alerts too
            new Question().with("type", "alert").with("exclude_alerts", "true"),
            tokens -> rules.set(new InspectionFormat().rules(tokens)));
    Fault noTargets =
        ask(
            "api/v1/targets",
            new Question().with("state", "active"),
            tokens -> targets.set(new InspectionFormat().targets(tokens)));
    if (noRules != null) {
      faults.add(noRules);
    }
    if (noTargets != null) {
      faults.add(noTargets);
    }
    return new Inspection(
        noRules == null ? rules.get() : null, noTargets == null ? targets.get() : null, faults);
  }

  private @Nullable Fault ask(String path, Question question, Tokens.Reader reader) {
    try {
      URI url = Question.url(settings.urls().getFirst(), path, question.toString());
      exchange.get(url, body -> Tokens.read(body, reader));
      return null;
    } catch (PollFailure e) {
      return e.fault();
    }
  }
}
