package org.toban.ui.parts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;

/** The practice estate as the Drill page drives it. */
public interface Practice {
  List<Scenario> scenarios(Locale locale);

  /** Starts a scenario; may block, called off the FX thread. */
  void start(String scenario);

  /** Ends the scenario that runs, and repairs the estate; may block. */
  void stop();

  /** What runs and how earlier attempts went; returns at once, from any thread. */
  State state();

  /**
   * Something to practise.
   *
   * @param about one or two sentences: what breaks, and what to look out for
   */
  record Scenario(String id, String title, String about, Severity severity) {}

  /**
   * Newest attempt first.
   *
   * @param running the scenario's id, null when none runs
   */
  record State(@Nullable String running, List<Attempt> attempts) {
    public State {
      attempts = List.copyOf(attempts);
    }
  }

  /**
   * The responder's times of one attempt; null for what has not happened (yet).
   *
   * @param brokenAt when the estate was broken
   */
  record Attempt(
      String scenario,
      Instant brokenAt,
      @Nullable Instant shownAt,
      @Nullable Instant answeredAt,
      @Nullable Instant recoveredAt,
      @Nullable Instant reviewedAt,
      @Nullable Instant closedAt,
      boolean deadlineMissed) {

    /** From the break to one of the other times. */
    public @Nullable Duration until(@Nullable Instant time) {
      return time == null ? null : Duration.between(brokenAt, time);
    }
  }
}
