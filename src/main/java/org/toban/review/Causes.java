package org.toban.review;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.toban.alert.Severity;
import org.toban.incident.Cause;
import org.toban.incident.Run;

/** Why something was done, in the reader's language. */
public final class Causes {
  private final Wording wording;

  Causes(Wording wording) {
    this.wording = wording;
  }

  public static Causes in(Locale locale) {
    return new Causes(new Wording(locale, ZoneOffset.UTC));
  }

  /** What an event keeps, in this language when the words are Toban's; a person's as they are. */
  public String of(String kept) {
    return Cause.of(kept).map(this::words).orElseGet(() -> failure(kept));
  }

  private String words(Cause.Told told) {
    List<String> arguments = told.arguments();
    String[] said = arguments.toArray(String[]::new);
    switch (told.cause()) {
      case LABEL_SEVERITY, NO_SEVERITY, POLICY_SEVERITY ->
          said[0] = wording.text("severity." + Severity.valueOf(said[0]));
      case VERIFY_STEP_FAILS, RUN_ON, OUTCOME_UNKNOWN, BUNDLED, DIGEST ->
          said[said.length - 1] = of(arguments.getLast());
      default -> {}
    }
    return wording.text("cause." + told.cause(), (Object[]) said);
  }

  /** {@code TIME_LIMIT} or {@code TIME_LIMIT: detail}, as a run that failed is told. */
  private String failure(String kept) {
    int colon = kept.indexOf(": ");
    String name = colon < 0 ? kept : kept.substring(0, colon);
    return Arrays.stream(Run.FailureReason.values())
        .filter(it -> it.name().equals(name))
        .findFirst()
        .map(it -> wording.text("failure." + it) + kept.substring(name.length()))
        .orElse(kept);
  }
}
