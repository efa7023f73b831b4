package org.toban.source;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks for the values of an expression from one time to another, one each step. */
record Range(Instant from, Instant to, Duration step) {
  /** Prometheus and Loki themselves refuse more points a series. */
  private static final long MOST_STEPS = 11_000;

  /** An expression goes into the URL, which servers and proxies limit. */
  private static final int LONGEST = 6000;

  /** Why it is not even asked, null when it can be. */
  @Nullable String refusal() {
    if (step.isZero() || step.isNegative() || to.isBefore(from)) {
      return "the range ends before it begins, or its step is nothing";
    }
    return Duration.between(from, to).dividedBy(step) > MOST_STEPS
        ? "more than " + MOST_STEPS + " steps: take a longer step or a shorter time"
        : null;
  }

  /** As above, of an expression at one time or at many. */
  static @Nullable String refusal(String expression) {
    return expression.length() > LONGEST
        ? "an expression of more than " + LONGEST + " characters"
        : null;
  }

  /** The question with times as the server writes them. */
  Question question(Function<Instant, String> time) {
    return new Question()
        .with("start", time.apply(from))
        .with("end", time.apply(to))
        .with("step", step.toMillis() / 1000.0 + "");
  }
}
