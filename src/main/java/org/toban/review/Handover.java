package org.toban.review;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.MaintenanceWindow;
import org.toban.incident.Roster;
import org.toban.incident.Verdict;
import org.toban.saying.Saying;

/**
 * What the next person on call has to know, as of one instant; documents are made from this.
 *
 * @param silences those that hold back now or will, the one that ends first on top
 * @param maintenance what is under way, then what is to come
 * @param roster who is on call now and next; without any schedule nothing is said of it
 */
public record Handover(
    Shift shift,
    Incidents incidents,
    List<Silence> silences,
    List<MaintenanceWindow> maintenance,
    Roster roster,
    Sight sight,
    Restraints restraints) {
  /** More of one kind is counted, not shown: it stays a page. */
  public static final int MOST = 30;

  public Handover {
    silences = List.copyOf(silences);
    maintenance = List.copyOf(maintenance);
  }

  /**
   * Who hands over, and from when on things are told.
   *
   * @param console as the history names it
   */
  public record Shift(Instant since, Instant at, String console, String person, boolean practice) {}

  /**
   * Incidents, the most urgent of each kind; there may be more than are listed.
   *
   * @param open recovery is not confirmed
   * @param sums of all that are open
   * @param recovered still to be reviewed or closed
   * @param closed in this shift, the newest first
   */
  public record Incidents(
      List<Open> open,
      Sums sums,
      List<Incident> recovered,
      int recoveredInAll,
      List<Closed> closed,
      long closedInAll) {
    public Incidents {
      open = List.copyOf(open);
      recovered = List.copyOf(recovered);
      closed = List.copyOf(closed);
    }
  }

  /**
   * An open incident.
   *
   * @param notes the last of them, the newest at the end
   * @param recorded false when only this look has seen that it fires: its id is then not kept
   */
  public record Open(Incident incident, List<Event.NoteAdded> notes, boolean recorded) {
    public Open {
      notes = List.copyOf(notes);
    }
  }

  /**
   * How many are open, and how they stand.
   *
   * @param untaken how many nobody has acknowledged
   */
  public record Sums(Map<Severity, Integer> bySeverity, int breached, int atRisk, int untaken) {
    public Sums {
      bySeverity = Map.copyOf(bySeverity);
    }

    static Sums of(Collection<Incident> incidents, Instant now) {
      Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
      int breached = 0;
      int atRisk = 0;
      int untaken = 0;
      for (Incident it : incidents) {
        counts.merge(it.severity(), 1, Integer::sum);
        Incident.Timeliness time = it.timeliness(now);
        breached += time == Incident.Timeliness.BREACHED ? 1 : 0;
        atRisk += time == Incident.Timeliness.AT_RISK ? 1 : 0;
        untaken += it.acknowledgement() == null ? 1 : 0;
      }
      return new Sums(counts, breached, atRisk, untaken);
    }

    /** How many are open. */
    public int all() {
      return bySeverity.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * An incident that was closed.
   *
   * @param by empty when that is not known
   */
  public record Closed(
      String id,
      String name,
      Severity severity,
      Instant at,
      Verdict verdict,
      String by,
      String reason,
      boolean stillFiring) {}

  /** A silence of a source; {@code matchers} is empty when they cannot be read. */
  public record Silence(
      String source, String matchers, String by, Instant from, Instant until, String comment) {}

  /** How a source falls short. */
  public enum Lack {
    /** Its last answer is too old, or the newest poll failed. */
    STALE,
    /** No complete answer for a long while. */
    FAILED,
    /** It never answered. */
    NEVER,
    /** What is known is from before the start. */
    REMEMBERED,
    /** Its server has just started, and may not know yet what fires. */
    RECOVERING,
    /** An alert that should always fire is missing. */
    UNWATCHED,
    /** Its silences cannot be read. */
    SILENCES
  }

  /**
   * A source that cannot be believed.
   *
   * @param since its last complete answer; null for none
   * @param detail why, in its own words; may be empty
   */
  public record Doubt(String source, Lack lack, @Nullable Instant since, @Nullable Saying detail) {}

  /**
   * How far what stands here can be believed.
   *
   * @param blind whether a source may hide alerts
   * @param overLimit how many alerts their sources hold that nothing is known of
   * @param historyProblem why earlier events are missing; null when they are not
   */
  public record Sight(
      boolean blind, List<Doubt> doubts, int overLimit, @Nullable String historyProblem) {
    public Sight {
      doubts = List.copyOf(doubts);
    }

    /** Whether that no incident is known means that there is none. */
    public boolean isWhole() {
      return !blind && overLimit == 0 && historyProblem == null;
    }
  }

  /**
   * What does not happen by itself now.
   *
   * @param hold null when automation is allowed
   * @param noticesOnly what alone is notified, as matchers; null for everything
   */
  public record Restraints(
      @Nullable Hold hold, @Nullable String noticesOnly, List<LostChannel> lost) {
    public Restraints {
      lost = List.copyOf(lost);
    }
  }

  /** Somebody stopped all automation. */
  public record Hold(Instant since, String by, String reason) {}

  /** A channel by which nobody can be told. */
  public record LostChannel(String channel, Instant since, String problem) {}

  /**
   * The most urgent first: past the deadline, near it, then by severity; untaken before taken, and
   * what is due sooner before what is due later.
   */
  static Comparator<Incident> worstFirst(Instant now) {
    return Comparator.comparingInt((Incident it) -> urgency(it, now))
        .thenComparing(Incident::severity)
        .thenComparing(it -> it.acknowledgement() != null)
        .thenComparing(it -> Objects.requireNonNullElse(it.deadline(), Instant.MAX))
        .thenComparing(Incident::openedAt)
        .thenComparing(Incident::id);
  }

  private static int urgency(Incident it, Instant now) {
    return switch (it.timeliness(now)) {
      case BREACHED -> 0;
      case AT_RISK -> 1;
      case NONE, ON_TIME, MET, MISSED -> 2;
    };
  }
}
