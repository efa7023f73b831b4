package org.toban.incident;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;

/**
 * Why Toban did something by itself, as an event keeps it. The event holds the English words, which
 * anybody can read in an export; whoever shows them knows them again by this table and says them in
 * the reader's language. A text of before stays readable when its words here change.
 */
public enum Cause {
  LABEL_SEVERITY("{0} by the label severity={1}"),
  NO_SEVERITY("{0}: no policy and no severity label"),
  POLICY_SEVERITY("{0} by {1}"),
  FIRED_AGAIN_WITH("fired again: {0}"),
  RESPONSE_BEGAN("the response began before the automatic one could start"),
  NO_AUTOMATIC_RESPONSE("the policy has no automatic response"),
  SEVERAL_HOSTS("it is about several hosts: a person decides where to act"),
  NO_AUTOMATIC_STEP("the runbook has no respond step that may run automatically"),
  EVERY_GUARD_PASSES("every guard passes: {0}"),
  ALERT_CLEARED("the alert has cleared"),
  MISSING("missing from complete answers of {0}"),
  NO_SUCH_TROUBLE("Toban sees no such trouble any more"),
  NO_VERIFY_STEP("there is no verify step: only the clearing of the alert is checked"),
  NO_VERIFY_COMMAND("no verify step is a command: only the clearing of the alert is checked"),
  NO_VERIFY_HOST(
      "no host of the inventory matches, so no verify step can run: only the clearing of the alert is checked"),
  VERIFY_STEPS_PASS("{0} of {1} verify steps pass"),
  STILL_FIRES("every verify step passes, but the alert still fires"),
  VERIFY_STEP_FAILS("verify step \"{0}\" fails: {1}"),
  NOT_VERIFIED("the verify steps were not run, and the alert still fires"),
  RUN_ON("\"{0}\" on {1}: {2}"),
  IT_RUNS("it runs"),
  EXIT_STATUS("exit status {0}"),
  OUTCOME_UNKNOWN("outcome unknown: {0}"),
  ENDED_BEFORE_RUN("Toban ended before the run did"),
  STOPPED_WHILE_RUN("Toban was stopped while it ran"),
  TIME_OVER("its time is over"),
  ENDED_BY("ended by {0}"),
  NOBODY_ON_CALL("nobody is on call: {0}"),
  NOBODY_ANSWERED("nobody answered for {0} min"),
  NO_VERDICT("recovered for {0} h, and nobody gave a verdict"),
  NO_HOST("no host of the inventory matches the alert: add one under hosts"),
  NOT_A_COMMAND("the step is not a shell command"),
  START_LIMIT("{0} of {1} starts are used, next at {2}"),
  HOST_BUSY("the host is busy with run {0}"),
  LEASE_HELD("{0} is held by a run of {1}, for {2} s"),
  STARTED_ELSEWHERE("{0} has started it for this firing, {1} s ago"),
  HOST_START_LIMIT("{0} of {1} starts are used on the host, next at {2}"),
  NO_LEASE("{0} cannot keep a lease: {1}"),
  ROLLOUT_DONE("it succeeded on every host"),
  ROLLOUT_FAILED("it did not succeed on {0}: {1}"),
  ROLLOUT_REFUSED("it was refused on {0}: {1}"),
  ROLLOUT_STOPPED("stopped by {0}"),
  TEXT_CHANGED("the text of the step has changed"),
  ROLLOUT_CUT("Toban ended before it was over"),
  NOT_TRUSTED("nobody has approved this text for automatic runs"),
  ON_HOLD("all automation is stopped"),
  NOT_AUTOMATIC("the policy or the runbook does not let it run automatically"),
  HISTORY_DOWN("the history cannot be written, and nothing runs unrecorded by itself"),
  NO_LONGER_FIRING("the alert is no longer active"),
  STALE_SOURCE("its source has not answered lately"),
  UNSAFE_LABEL(
      "a label of the alert cannot be a shell variable: it is too long or holds control characters"),
  NEEDS_VALUES(
      "values that the script asks for are missing or cannot stand there: give them in its dry run"),
  UNSAFE_FIELD(
      "the script has a placeholder where no value can be put safely: toban lint says where, mend the runbook"),
  BAD_REQUEST("the request cannot be made: {0}"),
  PLACE_NOT_ALLOWED("requests may not go there: {0}"),
  SECRET_NOT_ALLOWED("a secret may not go there: {0}"),
  CLOSED("the incident is closed"),
  CONFIRM_HOST("the host's name must be typed in its dry run"),
  SECOND_PERSON(
      "two people must agree: another one runs it with the same values within 15 minutes"),
  SAME_PERSON("another person than the one who asked must agree to it"),
  ALREADY_TRIED("it has run automatically for this firing, and does so once"),
  FAILS_TOO_OFTEN("it failed to bring recovery too often in the last hour"),
  TOO_MANY_RUNS("as many automatic runs as are allowed are under way"),
  IN_MAINTENANCE("announced maintenance is under way"),
  MAINTENANCE_OVER("maintenance is over, and it still fires"),
  NEW_INCIDENT("new incident"),
  FIRED_AGAIN("fired again"),
  MORE_SEVERE("a more severe alert joined"),
  ESCALATION("escalation"),
  ASSIGNED("given to a person"),
  RECOVERY_OVERDUE("recovery overdue"),
  HALF_OVER("half of the response time is over"),
  SPLIT_FROM("split from {0}"),
  MERGED_WITH("merged with {0}"),
  DEADLINE_MISSED("response deadline missed"),
  DEADLINE_NEAR("response deadline near"),
  NOBODY_HAS_ANSWERED("repeat: nobody has answered"),
  REMINDER("reminder: nothing has happened for a while"),
  RECOVERED("recovered"),
  BUNDLED("bundled: {0}"),
  DIGEST("digest: {0}"),
  IN_PLACE_OF("in place of {0}, which failed"),
  TEST("a test, asked for by {0}"),
  NOBODY_TOLD("nobody could be told: {0}"),
  TRIED_AGAIN("{0} (it is tried again)");

  private final String template;

  Cause(String template) {
    this.template = template;
  }

  /** A cause with what it is about. */
  public record Told(Cause cause, List<String> arguments) {
    public Told {
      arguments = List.copyOf(arguments);
    }
  }

  /** The words that an event keeps. */
  public String said(@Nullable Object... arguments) {
    List<String> words = words();
    if (arguments.length != words.size() - 1) {
      throw new IllegalArgumentException(this + " with " + arguments.length + " arguments");
    }
    StringBuilder all = new StringBuilder(words.getFirst());
    for (int i = 0; i < arguments.length; i++) {
      all.append(String.valueOf(arguments[i])).append(words.get(i + 1));
    }
    return all.toString();
  }

  /** Whether a kept text tells this cause. */
  public boolean is(String text) {
    return read(text).isPresent();
  }

  /** The cause that a kept text tells; empty for a person's words. */
  public static Optional<Told> of(String text) {
    for (Cause cause : values()) {
      Optional<Told> told = cause.read(text);
      if (told.isPresent()) {
        return told;
      }
    }
    return Optional.empty();
  }

  /** What stands between the places of the arguments, before the first and after the last. */
  private List<String> words() {
    List<String> words = new ArrayList<>();
    int from = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
      words.add(template.substring(from, open));
      from = open + "{0}".length();
    }
    words.add(template.substring(from));
    return words;
  }

  private Optional<Told> read(String text) {
    List<String> words = words();
    List<String> arguments = new ArrayList<>();
    if (!text.startsWith(words.getFirst())) {
      return Optional.empty();
    }
    int from = words.getFirst().length();
    for (String next : words.subList(1, words.size())) {
      boolean last = arguments.size() == words.size() - 2;
      int to = last ? text.length() - next.length() : text.indexOf(next, from);
      if (to < from || !text.startsWith(next, to)) {
        return Optional.empty();
      }
      arguments.add(text.substring(from, to));
      from = to + next.length();
    }
    return from == text.length() && fits(arguments)
        ? Optional.of(new Told(this, arguments))
        : Optional.empty();
  }

  /** Words as common as "by" tell a cause only beside a severity. */
  private boolean fits(List<String> arguments) {
    return switch (this) {
      case LABEL_SEVERITY, NO_SEVERITY, POLICY_SEVERITY ->
          Arrays.stream(Severity.values()).anyMatch(it -> it.name().equals(arguments.getFirst()));
      default -> true;
    };
  }
}
