package org.toban.ui.board;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Severity;
import org.toban.engine.Board;
import org.toban.incident.Incident;
import org.toban.ui.look.Plain;

/** One line of the board. Unchanged lines are the same objects from board to board. */
public sealed interface BoardLine {
  /** Stays the same while the line is on the board. */
  String key();

  /**
   * A heading over the entries of one service.
   *
   * @param title empty for what belongs to no group
   */
  record Group(String key, String title, Map<Severity, Integer> counts, int size, boolean collapsed)
      implements BoardLine {}

  /**
   * An alert, or an incident whose alerts have all cleared.
   *
   * @param chip the label that tells most, empty when none does
   * @param row null when all alerts of the incident have cleared
   * @param incident null when the alert made none
   */
  record Entry(
      String key,
      String group,
      Severity severity,
      String name,
      String chip,
      String target,
      String owner,
      Status status,
      Instant since,
      Board.@Nullable Row row,
      @Nullable Incident incident)
      implements BoardLine {

    public boolean stale() {
      return row != null && row.stale();
    }

    /** When it came to the board. */
    Instant came() {
      return row != null ? row.firstSeen() : since;
    }

    /** The sources that show it, the newest sighting first; empty when none does any more. */
    public String sources() {
      return row == null ? "" : Plain.line(String.join(", ", row.sources()), 60);
    }

    /** Who answered, empty when nobody has. */
    public String acknowledgedBy() {
      Incident.Acknowledgement given = incident == null ? null : incident.acknowledgement();
      return given == null ? "" : Plain.line(given.by(), 60);
    }

    /** The group by a label's value; by the most telling one for no label. */
    String groupBy(String label) {
      if (label.isEmpty()) {
        return group;
      }
      Alert subject = row != null ? row.alert() : incident == null ? null : incident.subject();
      return subject == null ? "" : Plain.line(subject.labels().getOrDefault(label, ""), 60);
    }

    /** Recovered or closed: nothing burns any more. */
    boolean over() {
      return status == Status.RECOVERED || status == Status.CLOSED;
    }

    public boolean unanswered() {
      return status == Status.WAITING;
    }

    @SuppressWarnings("ReferenceEquality") // unchanged ones are the same objects
    boolean isOf(Board.@Nullable Row otherRow, @Nullable Incident otherIncident) {
      return row == otherRow && incident == otherIncident;
    }
  }
}
