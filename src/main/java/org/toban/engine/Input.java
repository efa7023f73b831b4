package org.toban.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.history.LastBoard;
import org.toban.incident.MaintenanceWindow;
import org.toban.incident.Schedule;
import org.toban.notice.Delivery;
import org.toban.notice.Parcel;
import org.toban.remedy.Outcome;
import org.toban.runbook.Approval;
import org.toban.runbook.Library;
import org.toban.runbook.Trust;
import org.toban.source.Answer;
import org.toban.source.Reading;
import org.toban.source.silence.Silence;
import org.toban.source.silence.SilenceMade;

/** Everything that can reach the engine; time is a field of it. */
public sealed interface Input {
  Instant at();

  record Read(Reading reading) implements Input {
    @Override
    public Instant at() {
      return reading.at();
    }
  }

  record Commanded(Instant at, Command command) implements Input {}

  record OutputArrived(Instant at, String runId, String text) implements Input {}

  record RunFinished(Instant at, String incident, String runId, Outcome outcome) implements Input {}

  /**
   * An attempt to send was made.
   *
   * @param attempts how often the message has failed so far
   */
  record Delivered(Instant at, Parcel parcel, Delivery delivery, int attempts) implements Input {}

  /** A list of a source's silences, or why there is none. */
  record SilencesRead(Instant at, String source, Answer<List<Silence>> answer) implements Input {}

  /** What came of a silence that a person made or changed here. */
  record SilencePut(
      Instant at, String by, String source, Silence.Draft draft, Answer<SilenceMade> answer)
      implements Input {}

  /** What came of the end of a silence that a person asked for here. */
  record SilenceExpired(Instant at, String by, String source, String silence, Answer<String> answer)
      implements Input {}

  /** An on-call schedule, or why it could not be read. */
  record ScheduleRead(Instant at, String name, Answer<Schedule> answer) implements Input {}

  /** An on-call schedule as it was last read before the program was started. */
  record ScheduleRemembered(Instant at, String name, Schedule schedule, Instant readAt)
      implements Input {}

  record RunbooksRead(Instant at, Library library) implements Input {}

  /** What is approved on this machine, by the file that others write to as well. */
  record TrustRead(Instant at, Trust trust) implements Input {}

  /** An approval of a person at this desk is stored: from now it holds. */
  record Approved(Instant at, Approval approval) implements Input {}

  /** What people have declared, by the file that others write to as well. */
  record MaintenanceRead(Instant at, List<MaintenanceWindow> windows) implements Input {
    public MaintenanceRead {
      windows = List.copyOf(windows);
    }
  }

  /** The history failed or works again; {@code problem} null when it works. */
  record HistoryChanged(Instant at, @Nullable String problem) implements Input {}

  /** Something that the person at the desk should know; {@code key} as in {@link Board.Message}. */
  record Told(Instant at, String key, List<String> arguments) implements Input {}

  /** Alerts that the sources showed before the program was started, some or all of them. */
  record Remembered(Instant at, LastBoard board) implements Input {}

  /** What was kept of the last board is of no use. */
  record Forgotten(Instant at, String why) implements Input {}

  /** Parts of this program that stand still now, as another thread sees them; all of them. */
  record Stuck(Instant at, Set<String> parts) implements Input {
    public Stuck {
      parts = Set.copyOf(parts);
    }
  }

  /** The engine itself stood still, until now. */
  record Stood(Instant at, Duration time) implements Input {}

  record Tick(Instant at) implements Input {}
}
