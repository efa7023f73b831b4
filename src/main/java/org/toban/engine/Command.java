package org.toban.engine;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Fingerprint;
import org.toban.alert.Matchers;
import org.toban.incident.AboutStep;
import org.toban.incident.Evidence;
import org.toban.incident.MaintenanceWindow;
import org.toban.incident.Verdict;
import org.toban.incident.rollout.Share;
import org.toban.runbook.Step;
import org.toban.source.silence.Silence;

/**
 * What a person asks for; {@code by} is the person. A command that is refused leaves a message on
 * the board.
 */
public sealed interface Command {
  String by();

  /** What is asked for, in a word that histories keep: {@code take-over}. */
  default String word() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  /** Something about one incident. */
  sealed interface OnIncident extends Command {
    String incident();
  }

  record Acknowledge(String by, String incident, String reason, @Nullable Duration length)
      implements OnIncident {}

  record EndAcknowledgement(String by, String incident) implements OnIncident {}

  record Diagnose(String by, String incident) implements OnIncident {}

  /**
   * Runs one step of the incident's runbook on the incident's host, behind the guards.
   *
   * @param values by the names of the step's fields; what is not among them is as it is offered
   * @param typed the host's name as the person typed it; empty where nothing asks for it
   */
  record RunStep(
      String by, String incident, String stepId, Map<String, String> values, String typed)
      implements OnIncident {
    public RunStep {
      values = Map.copyOf(values);
    }

    public RunStep(String by, String incident, String stepId, Map<String, String> values) {
      this(by, incident, stepId, values, "");
    }

    /** With the values that are offered. */
    public RunStep(String by, String incident, String stepId) {
      this(by, incident, stepId, Map.of());
    }
  }

  /**
   * Runs one step on several hosts, a share at a time, each behind its own guards.
   *
   * @param hosts by the names of the inventory, in the order of their turns
   * @param share how many at a time
   * @param values that are the same on every host, by the names of fields; the others are as each
   *     host is offered them
   * @param typed the hosts' confirmation as the person typed it; empty where nothing asks for it
   */
  record RunOnHosts(
      String by,
      String incident,
      String stepId,
      List<String> hosts,
      Share share,
      Map<String, String> values,
      String typed)
      implements OnIncident {
    public RunOnHosts {
      hosts = List.copyOf(hosts);
      values = Map.copyOf(values);
    }
  }

  /** Ends what runs of a rollout, and starts no more of it. */
  record StopRollout(String by, String incident, String rollout) implements OnIncident {}

  /** Goes on with the hosts of a rollout where nothing was started. */
  record GoOnRollout(String by, String incident, String rollout) implements OnIncident {}

  record StopRun(String by, String incident, String runId) implements OnIncident {}

  record SetCheck(String by, String incident, String checkId, boolean done) implements OnIncident {}

  /**
   * Notes something.
   *
   * @param step which step it belongs to; null for the whole incident
   */
  record AddNote(String by, String incident, String text, @Nullable AboutStep step)
      implements OnIncident {
    public AddNote(String by, String incident, String text) {
      this(by, incident, text, null);
    }
  }

  /** Keeps something as evidence, of a step or (null) of the whole incident. */
  record AddEvidence(String by, String incident, @Nullable AboutStep step, Evidence evidence)
      implements OnIncident {}

  /**
   * Hands it to the next contact.
   *
   * @param seen the escalation level that the person saw: whoever comes second with the same wish
   *     is refused
   */
  record Escalate(String by, String incident, String reason, int seen) implements OnIncident {}

  /** Says that the response is done and verification may begin. */
  record Verify(String by, String incident) implements OnIncident {}

  record DraftReview(String by, String incident) implements OnIncident {}

  /** Closing what still fires needs a reason. */
  record Close(String by, String incident, Verdict verdict, String reason) implements OnIncident {}

  /** How people arrange an incident among themselves. */
  sealed interface Arrange extends OnIncident {}

  /** Nobody is asked again before a time is over; no response. */
  record Snooze(String by, String incident, Duration length, String reason) implements Arrange {}

  record EndSnooze(String by, String incident) implements Arrange {}

  /** Acknowledges it in the place of the one who had. */
  record TakeOver(String by, String incident, String reason) implements Arrange {}

  /** Gives it to a person by name, who is told. */
  record Reassign(String by, String incident, String to, String reason) implements Arrange {}

  /** Ends it here, and goes on with its alerts in another one. */
  record Merge(String by, String incident, String into, String reason) implements Arrange {}

  /** Takes some of its alerts to an incident of their own. */
  record Split(String by, String incident, List<Fingerprint> alerts, String reason)
      implements Arrange {
    public Split {
      alerts = List.copyOf(alerts);
    }
  }

  record Link(String by, String incident, String other, String reason) implements Arrange {}

  /** Takes up again what has recovered, or was closed a short time ago. */
  record Reopen(String by, String incident, String reason) implements Arrange {}

  /** Stops the clocks of its deadlines. */
  record PauseDeadline(String by, String incident, String reason) implements Arrange {}

  record ResumeDeadline(String by, String incident) implements Arrange {}

  /** Stops or allows all automation at once. */
  record Hold(String by, boolean on, String reason) implements Command {}

  /** From now on work is announced; one of the same name is replaced. */
  record DeclareMaintenance(String by, MaintenanceWindow window) implements Command {}

  /** Ends what was declared, now; what the configuration or an alert says goes on. */
  record EndMaintenance(String by, String name) implements Command {}

  /** Approves a step's text, exactly as the person saw it, for automatic runs on this machine. */
  record Approve(String by, Step step) implements Command {}

  /** Withdraws the approval of a text. */
  record Revoke(String by, String sha256) implements Command {}

  /** Makes or changes a silence in one source; what it then holds back is compared. */
  record PutSilence(String by, String source, Silence.Draft draft) implements Command {}

  /** Ends a silence in its source now. */
  record ExpireSilence(String by, String source, String silence) implements Command {}

  /** Notifies only about alerts that these matchers hit, null for all again; until the end. */
  record NarrowNotices(String by, @Nullable Matchers only) implements Command {}

  /** Sends a notice that says that it is a test through each channel. */
  record TestNotices(String by) implements Command {}

  record PollNow(String by, @Nullable String source) implements Command {}
}
