package org.toban.ui.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.toban.engine.Guard;
import org.toban.runbook.Step;
import org.toban.saying.Saying;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;

/** The state of a step's guards in words, as it stands beside the button that they guard. */
final class GuardWords {
  private GuardWords() {}

  /** Why a run by hand would be refused; else approval and how much of the start limit is used. */
  static String of(Guard guard, Step step, Duration window, Times times) {
    Guard.Refusal refusal = guard.refusal();
    if (refusal != null) {
      return refusal(refusal, guard, times);
    }
    List<String> parts = new ArrayList<>();
    parts.add(approval(guard, step, times.words()));
    parts.add(limit(guard, window, times));
    if (step.automatic() && guard.automaticRefusal() == Guard.Refusal.ON_HOLD) {
      parts.add(times.words().get("guard.on-hold"));
    }
    if (step.automatic() && guard.automaticRefusal() == Guard.Refusal.MAINTENANCE) {
      parts.add(times.words().get("guard.maintenance"));
    }
    return String.join(" · ", parts.stream().filter(part -> !part.isEmpty()).toList());
  }

  static String refusal(Guard.Refusal refusal, Guard guard, Times times) {
    Words words = times.words();
    Instant nextAt = guard.nextAt();
    return switch (refusal) {
      case START_LIMIT ->
          words.get(
              "refusal.start-limit",
              guard.used(),
              guard.burst(),
              nextAt == null ? "–" : times.clock(nextAt));
      case HOST_BUSY ->
          words.get("refusal.host-busy", Plain.line(String.valueOf(guard.busy()), 60));
      case BAD_REQUEST, PLACE_NOT_ALLOWED, SECRET_NOT_ALLOWED -> {
        Saying problem = guard.problem();
        yield words.of("refusal", refusal)
            + (problem == null ? "" : ": " + Plain.line(words.of(problem), 200));
      }
      default -> words.of("refusal", refusal);
    };
  }

  static String approval(Guard guard, Step step, Words words) {
    if (!step.automatic()) {
      return words.get("guard.by-hand");
    }
    return guard.trusted()
        ? words.get("guard.trusted", hash(step))
        : words.get("guard.not-trusted");
  }

  static String limit(Guard guard, Duration window, Times times) {
    return times.words().get("guard.used", guard.used(), guard.burst(), window.toSeconds());
  }

  /** A hash as a person compares it: {@code 9f3c…e1a0}. */
  static String hash(Step step) {
    String sha = step.sha256();
    return sha.length() < 12 ? sha : sha.substring(0, 4) + "…" + sha.substring(sha.length() - 4);
  }
}
