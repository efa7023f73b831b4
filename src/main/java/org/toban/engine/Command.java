package org.toban.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Matchers;
import org.toban.incident.Verdict;
import org.toban.runbook.Step;
import org.toban.source.silence.Silence;

/**
 * What a person asks for; {@code by} is the person. A command that is refused leaves a message on
 * the board.
 */
public sealed interface Command {
  String by();

  record Acknowledge(String by, String incident, String reason, @Nullable Duration length)
      implements Command {}

  record EndAcknowledgement(String by, String incident) implements Command {}

  record Diagnose(String by, String incident) implements Command {}

  /** Runs one step of the incident's runbook on the incident's host, behind the guards. */
  record RunStep(String by, String incident, String stepId) implements Command {}

  record StopRun(String by, String incident, String runId) implements Command {}

  record SetCheck(String by, String incident, String checkId, boolean done) implements Command {}

  record AddNote(String by, String incident, String text) implements Command {}

  record Escalate(String by, String incident, String reason) implements Command {}

  /** Says that the response is done and verification may begin. */
  record Verify(String by, String incident) implements Command {}

  record DraftReview(String by, String incident) implements Command {}

  /** Closing what still fires needs a reason. */
  record Close(String by, String incident, Verdict verdict, String reason) implements Command {}

  /** Stops or allows all automation at once. */
  record Hold(String by, boolean on, String reason) implements Command {}

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

  record PollNow(String by, @Nullable String source) implements Command {}
}
