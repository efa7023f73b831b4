package org.toban.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.toban.engine.consent.Consents;
import org.toban.incident.Cause;
import org.toban.incident.Incident;
import org.toban.remedy.Destination;
import org.toban.runbook.Step;
import org.toban.saying.Saying;

/**
 * What stands between a step and its run, now.
 *
 * @param target null when no host of the inventory matches, or a request cannot be read
 * @param trusted whether this exact text is approved for automatic runs here
 * @param used starts of this action on this host inside the window
 * @param nextAt when the start limit allows the next; null when it does now
 * @param busy the run that holds the host's only place, null when it is free
 * @param hold whether all automation is stopped
 * @param problem what is wrong with a request; null when nothing is
 * @param refusal why a run by hand would be refused now; null when it would start
 * @param automaticRefusal why an automatic run would be refused now; null when it would start
 */
public record Guard(
    @Nullable Destination target,
    boolean trusted,
    int used,
    int burst,
    @Nullable Instant nextAt,
    @Nullable String busy,
    boolean hold,
    @Nullable Saying problem,
    @Nullable Refusal refusal,
    @Nullable Refusal automaticRefusal) {

  /** The guards by name, so that the desk can say it in the reader's language. */
  public enum Refusal {
    NO_HOST,
    NOT_A_COMMAND,
    START_LIMIT,
    HOST_BUSY,
    NOT_TRUSTED,
    ON_HOLD,
    /** Automatic only: it is expected from announced work. */
    MAINTENANCE,
    NOT_AUTOMATIC,
    HISTORY_DOWN,
    NO_LONGER_FIRING,
    STALE_SOURCE,
    UNSAFE_LABEL,
    /** A value that the script asks for is missing, or cannot stand there. */
    NEEDS_VALUES,
    /** The script has a placeholder where no value can be put safely. */
    UNSAFE_FIELD,
    /** The block is no request, or a value of it is missing or cannot stand there. */
    BAD_REQUEST,
    /** The configuration does not let requests go there. */
    PLACE_NOT_ALLOWED,
    /** The configuration has no such secret, or not for there. */
    SECRET_NOT_ALLOWED,
    CLOSED,
    /** The host's name must be typed. */
    CONFIRM_HOST,
    /** Somebody has asked for it, and somebody else must agree. */
    SECOND_PERSON,
    /** Whoever asked for it cannot agree to it, too. */
    SAME_PERSON,
    /** Automatic only: this action has run for this firing, and starts at most once by itself. */
    ALREADY_TRIED,
    /** Automatic only: this action failed to bring recovery too often lately. */
    FAILS_TOO_OFTEN,
    /** Automatic only: as many automatic runs as are allowed are under way. */
    TOO_MANY_RUNS;

    static Refusal of(Consents.Lack lack) {
      return switch (lack) {
        case HOST_NOT_TYPED -> CONFIRM_HOST;
        case SECOND_PERSON -> SECOND_PERSON;
        case SAME_PERSON -> SAME_PERSON;
      };
    }
  }

  /** The guards of a step as a board shows them. Pure. */
  public static Guard of(Board board, Incident incident, Step step, Instant now) {
    return Guards.judge(new BoardFacts(board), incident, step, now);
  }

  /** Why a run was refused, in words for the timeline: what, and what to do. */
  String inWords(Refusal why) {
    return switch (why) {
      case NO_HOST -> Cause.NO_HOST.said();
      case NOT_A_COMMAND -> Cause.NOT_A_COMMAND.said();
      case START_LIMIT -> Cause.START_LIMIT.said(used(), burst(), nextAt());
      case HOST_BUSY -> Cause.HOST_BUSY.said(busy());
      case NOT_TRUSTED -> Cause.NOT_TRUSTED.said();
      case ON_HOLD -> Cause.ON_HOLD.said();
      case MAINTENANCE -> Cause.IN_MAINTENANCE.said();
      case NOT_AUTOMATIC -> Cause.NOT_AUTOMATIC.said();
      case HISTORY_DOWN -> Cause.HISTORY_DOWN.said();
      case NO_LONGER_FIRING -> Cause.NO_LONGER_FIRING.said();
      case STALE_SOURCE -> Cause.STALE_SOURCE.said();
      case UNSAFE_LABEL -> Cause.UNSAFE_LABEL.said();
      case NEEDS_VALUES -> Cause.NEEDS_VALUES.said();
      case UNSAFE_FIELD -> Cause.UNSAFE_FIELD.said();
      case BAD_REQUEST -> Cause.BAD_REQUEST.said(problem());
      case PLACE_NOT_ALLOWED -> Cause.PLACE_NOT_ALLOWED.said(problem());
      case SECRET_NOT_ALLOWED -> Cause.SECRET_NOT_ALLOWED.said(problem());
      case CLOSED -> Cause.CLOSED.said();
      case CONFIRM_HOST -> Cause.CONFIRM_HOST.said();
      case SECOND_PERSON -> Cause.SECOND_PERSON.said();
      case SAME_PERSON -> Cause.SAME_PERSON.said();
      case ALREADY_TRIED -> Cause.ALREADY_TRIED.said();
      case FAILS_TOO_OFTEN -> Cause.FAILS_TOO_OFTEN.said();
      case TOO_MANY_RUNS -> Cause.TOO_MANY_RUNS.said();
    };
  }
}
