package org.toban.app;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.source.Answer;
import org.toban.source.fault.Fault;
import org.toban.source.silence.Silence;
import org.toban.source.silence.SilenceComparison;
import org.toban.source.silence.SilenceMade;
import org.toban.source.silence.SilencePreview;

/** Tells a person or a script what a silence would hit, and what it does hold back. */
final class SilenceReport {
  private static final int SHOWN = 20;

  private final Surroundings surroundings;

  SilenceReport(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** 1 and loud when the source does not hold back what was meant, and nothing else. */
  int verdict(SilenceMade made) {
    String mend = "; to end it: toban silence expire " + made.id() + " --yes";
    return switch (made.comparison()) {
      case Answer.Failed<SilenceComparison>(Fault fault) -> {
        surroundings.warn("what it holds back could not be read (" + fault.summary() + ")" + mend);
        yield 1;
      }
      case Answer.Given<SilenceComparison>(SilenceComparison it) when !it.isAsExpected() -> {
        surroundings.warn(
            "IT DOES NOT HOLD BACK WHAT WAS MEANT: "
                + it.missed().size()
                + " alerts are still loud, "
                + it.surplus().size()
                + " others are silenced"
                + mend);
        it.surplus().forEach(alert -> surroundings.warn("silenced: " + alert.labels()));
        it.missed().forEach(alert -> surroundings.warn("loud: " + alert.labels()));
        yield 1;
      }
      case Answer.Given<SilenceComparison> _ -> 0;
    };
  }

  void show(Silence.Draft draft, SilencePreview preview, @Nullable SilenceMade made, boolean json) {
    if (json) {
      surroundings
          .out()
          .println(
              Json.pretty(
                  Json.object(
                      "id", made == null ? draft.id() : made.id(),
                      "done", made != null,
                      "matchers", draft.matchers(),
                      "starts_at", draft.startsAt(),
                      "ends_at", draft.endsAt(),
                      "created_by", draft.createdBy(),
                      "comment", draft.comment(),
                      "alerts", preview.all(),
                      "hit", preview.hit().stream().map(Alert::labels).toList(),
                      "warnings", preview.warnings().stream().sorted().toList(),
                      "as_expected", made == null ? null : isAsExpected(made))));
      return;
    }
    surroundings.say(
        "%s until %s, by %s: %s"
            .formatted(draft.matchers(), draft.endsAt(), draft.createdBy(), draft.comment()));
    surroundings.say("hits %d of %d alerts".formatted(preview.hit().size(), preview.all()));
    preview.hit().stream().limit(SHOWN).forEach(alert -> surroundings.say("  " + alert.labels()));
    if (preview.hit().size() > SHOWN) {
      surroundings.say("  and " + (preview.hit().size() - SHOWN) + " more");
    }
    if (!preview.warnings().isEmpty()) {
      surroundings.say("warnings: " + words(preview.warnings()));
    }
    surroundings.say(
        made == null ? "nothing was changed: add --yes to do it" : "silence " + made.id());
  }

  private static boolean isAsExpected(SilenceMade made) {
    return made.comparison() instanceof Answer.Given<SilenceComparison> it
        && it.value().isAsExpected();
  }

  static String words(Collection<? extends Enum<?>> names) {
    return String.join(
        ", ",
        names.stream()
            .sorted(Comparator.comparingInt(Enum::ordinal))
            .map(it -> it.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .toList());
  }

  static String line(Silence it) {
    return "%s  %-7s  until %s  %s  %s: %s"
        .formatted(
            it.id(),
            it.state().name().toLowerCase(Locale.ROOT),
            it.endsAt(),
            it.matchers() == null ? "{?}" : it.matchers(),
            it.createdBy(),
            it.comment());
  }

  static Map<String, @Nullable Object> entry(Silence it) {
    return Json.object(
        "id", it.id(),
        "source", it.source(),
        "state", it.state(),
        "matchers", it.matchers(),
        "starts_at", it.startsAt(),
        "ends_at", it.endsAt(),
        "created_by", it.createdBy(),
        "comment", it.comment());
  }
}
