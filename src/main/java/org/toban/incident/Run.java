package org.toban.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One execution of one step on one host: what was meant before it started, and how it ended when
 * that is known.
 *
 * @param ended null while it runs
 */
public record Run(Intent intent, Instant plannedAt, @Nullable Ending ended) {

  /** The stages of a runbook. */
  public enum Stage {
    DIAGNOSE,
    RESPOND,
    VERIFY
  }

  /**
   * What is about to be run; stored before the command starts.
   *
   * @param runId unique across consoles
   * @param stepId the step of the runbook
   * @param title what a person calls the step
   * @param host the target's name in the inventory
   * @param sha256 of the script, 64 hexadecimal digits
   * @param script the exact text of the runbook
   * @param by the person, or {@code automatic}
   * @param values of what the script asks for, by name; empty also in histories of before
   */
  public record Intent(
      String runId,
      String stepId,
      String title,
      Stage stage,
      String host,
      String sha256,
      String script,
      boolean automatic,
      String by,
      Map<String, String> values) {
    public Intent {
      values = Collections.unmodifiableMap(new TreeMap<>(values == null ? Map.of() : values));
    }
  }

  /** How a run ended. */
  public sealed interface Ending {
    Instant at();

    default boolean succeeded() {
      return this instanceof Exited exited && exited.status() == 0;
    }
  }

  /** The command ended by itself with a status. */
  public record Exited(Instant at, int status, Duration took, String outputTail)
      implements Ending {}

  /** It did not end by itself, or never began; the reason is from a closed list. */
  public record Failed(
      Instant at, FailureReason reason, String detail, Duration took, String outputTail)
      implements Ending {}

  /** The console lost sight of it (crash, lost connection): never repeated by itself. */
  public record Unknown(Instant at, String why) implements Ending {}

  /** Why a run has no exit status. */
  public enum FailureReason {
    CONNECT,
    HOST_KEY,
    AUTHENTICATION,
    TIME_LIMIT,
    GUARD,
    STOPPED,
    LOST
  }
}
