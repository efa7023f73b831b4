package org.toban.app.doctor;

import org.jspecify.annotations.Nullable;
import org.toban.remedy.Outcome;
import org.toban.saying.Saying;

/**
 * What was tried and how it went.
 *
 * @param mend what to do; null when nothing is to be done
 */
public record Finding(Saying subject, State state, Saying found, @Nullable Saying mend) {
  /** How it went. */
  public enum State {
    OK(Subject.OK),
    WARNING(Subject.WARNING),
    FAILED(Subject.FAILED);

    private final Subject word;

    State(Subject word) {
      this.word = word;
    }

    public Saying word() {
      return word.of();
    }
  }

  public static Finding ok(Saying subject, Saying found) {
    return new Finding(subject, State.OK, found, null);
  }

  /** With what there is to do about what was found. */
  public static Finding warning(Saying subject, Saying found) {
    return new Finding(subject, State.WARNING, found, found.mending().orElse(null));
  }

  public static Finding warning(Saying subject, Saying found, @Nullable Saying mend) {
    return new Finding(subject, State.WARNING, found, mend);
  }

  /** With what there is to do about what was found. */
  public static Finding failed(Saying subject, Saying found) {
    return new Finding(subject, State.FAILED, found, found.mending().orElse(null));
  }

  public static Finding failed(Saying subject, Saying found, @Nullable Saying mend) {
    return new Finding(subject, State.FAILED, found, mend);
  }

  /** Why a host could not be asked. */
  public static Saying failure(Outcome.Failed failed) {
    Advice reason =
        switch (failed.reason()) {
          case CONNECT -> Advice.CONNECT;
          case HOST_KEY -> Advice.HOST_KEY;
          case AUTHENTICATION -> Advice.AUTHENTICATION;
          case TIME_LIMIT -> Advice.TIME_LIMIT;
          case GUARD -> Advice.GUARD;
          case STOPPED -> Advice.STOPPED;
          case LOST -> Advice.LOST;
        };
    return reason.of(failed.detail());
  }

  /** What was tried, in English. */
  public String name() {
    return subject.toString();
  }

  /** What was found, in English. */
  public String detail() {
    return found.toString();
  }
}
