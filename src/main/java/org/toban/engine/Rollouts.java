package org.toban.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.toban.engine.consent.Consents;
import org.toban.engine.rollout.Hosts;
import org.toban.incident.Cause;
import org.toban.incident.Denial;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Rollout;
import org.toban.incident.Run;
import org.toban.incident.rollout.Plan;
import org.toban.incident.rollout.Waves;
import org.toban.remedy.Destination;
import org.toban.runbook.Runbook;
import org.toban.runbook.Step;

/**
 * One step on several hosts for a person, a share at a time. Every host's part is a run behind its
 * own guards; the first that does not succeed is the last that starts.
 */
final class Rollouts {
  private final State state;
  private final Remedies remedies;

  Rollouts(State state, Remedies remedies) {
    this.state = state;
    this.remedies = remedies;
  }

  /** What a host's part would be: judged with the labels of that host's alerts. */
  private record Part(
      String host, Incident about, Step step, Guard guard, Map<String, String> values) {
    Guard.@Nullable Refusal refusal() {
      Guard.Refusal refusal = guard.refusal();
      return refusal == null && !DryRun.faults(step, values).isEmpty()
          ? Guard.Refusal.NEEDS_VALUES
          : refusal;
    }
  }

  private Part part(Hosts hosts, String host, Map<String, String> given) {
    Incident about = hosts.about(host);
    Step there = hosts.at(host);
    Guard guard = Guards.judge(remedies, about, there, state.now);
    return new Part(host, about, there, guard, DryRun.values(about, there, given));
  }

  /** Why a host may not have its turn now; null when it may. */
  private Guard.@Nullable Refusal refusal(Hosts hosts, Part part) {
    if (part.step().kind() != Step.Kind.SHELL) {
      return Guard.Refusal.NOT_A_COMMAND;
    }
    if (!hosts.has(part.host())) {
      return Guard.Refusal.NO_HOST;
    }
    // what goes on by itself stops where automation does
    if (state.hold != null) {
      return Guard.Refusal.ON_HOLD;
    }
    return state.historyProblem != null ? Guard.Refusal.HISTORY_DOWN : part.refusal();
  }

  private @Nullable Step step(Incident it, String stepId) {
    Runbook runbook = state.runbook(it);
    return runbook == null
        ? null
        : runbook.steps().stream().filter(one -> one.id().equals(stepId)).findFirst().orElse(null);
  }

  // --- what a person asks for -------------------------------------------------------------------

  /** Begins when every host would start now; else nothing does. */
  void begin(Command.RunOnHosts command) {
    Incident it = state.cases.require(command.incident());
    Step step = step(it, command.stepId());
    Rollout other = it.rollingOut();
    if (step == null || command.hosts().isEmpty()) {
      state.deny(command, Denial.STEP_UNKNOWN, command.stepId());
      return;
    }
    if (other != null) {
      state.deny(command, Denial.RUNNING, other.plan().title());
      return;
    }
    Plan plan =
        new Plan(
            it.id() + "-F" + (it.rollouts().size() + 1),
            step.id(),
            step.title(),
            step.sha256(),
            command.hosts(),
            command.share().of(command.hosts().size()),
            command.values());
    List<Part> parts = new ArrayList<>();
    Hosts hosts = Hosts.of(it, step, state.inventory);
    for (String host : plan.hosts()) {
      Part part = part(hosts, host, plan.given());
      Guard.Refusal refusal = refusal(hosts, part);
      if (refusal != null) {
        remedies.refuse(it, part.step(), part.guard(), refusal, command.by());
        return;
      }
      parts.add(part);
    }
    if (!isAgreed(it, plan, parts, command)) {
      return;
    }
    state.cases.add(it.id(), new Event.RolloutPlanned(state.now, command.by(), plan));
    progress(it.id(), plan.id(), command.by());
  }

  /** People agree to all of it: the same hosts, share and values. */
  private boolean isAgreed(Incident it, Plan plan, List<Part> parts, Command.RunOnHosts command) {
    String all = String.join("\n", plan.hosts());
    String typed =
        command.typed().strip().equals(Hosts.confirmation(plan.hosts())) ? all : command.typed();
    Map<String, String> every = new HashMap<>(Map.of("", "" + plan.share()));
    for (Part part : parts) {
      part.values().forEach((name, value) -> every.put(part.host() + "\n" + name, value));
    }
    Consents.Wish wish = new Consents.Wish(command.by(), it.id(), all, plan.sha256(), every);
    Part first = parts.getFirst();
    return remedies.isAgreed(it, first.step(), first.guard(), wish, typed);
  }

  /** The rest only: a host that has a run of it never gets another. */
  void goOn(Command.GoOnRollout command) {
    Incident it = state.cases.require(command.incident());
    Rollout rollout = it.rollout(command.rollout());
    Rollout other = it.rollingOut();
    if (other != null) {
      state.deny(command, Denial.RUNNING, other.plan().title());
    } else if (rollout == null || !rollout.mayGoOn(it.runs())) {
      state.deny(command, Denial.NO_REST, rollout == null ? "" : rollout.plan().title());
    } else {
      Step step = step(it, rollout.plan().stepId());
      if (step == null) {
        state.deny(command, Denial.STEP_UNKNOWN, rollout.plan().stepId());
      } else if (!step.sha256().equals(rollout.plan().sha256())) {
        state.deny(command, Denial.TEXT_CHANGED, step.title());
      } else {
        String id = rollout.plan().id();
        state.cases.add(it.id(), new Event.RolloutWentOn(state.now, command.by(), id));
        progress(it.id(), id, command.by());
      }
    }
  }

  void stop(Command.StopRollout command) {
    Incident it = state.cases.require(command.incident());
    Rollout rollout = it.rollout(command.rollout());
    if (rollout == null) {
      state.say(it.id(), "run.over", command.rollout());
      return;
    }
    if (rollout.ended() == null) {
      end(it.id(), rollout, "", Cause.ROLLOUT_STOPPED.said(command.by()));
    }
    for (String host : rollout.plan().hosts()) {
      Run run = rollout.run(host, it.runs());
      if (run != null && run.ended() == null) {
        state.effect(new Effect.Stop(run.intent().runId()));
      }
    }
  }

  // --- what happens by itself -------------------------------------------------------------------

  /** A run has ended: it may have been the last one of its share. */
  void progress(String id) {
    Rollout rollout = state.cases.require(id).rollingOut();
    if (rollout != null) {
      progress(id, rollout.plan().id(), by(id, rollout));
    }
  }

  /** Whoever began it, or went on with it last: the one who started its newest run. */
  private String by(String id, Rollout rollout) {
    return state.cases.require(id).runs().reversed().stream()
        .filter(run -> run.intent().runId().startsWith(rollout.plan().id() + "-"))
        .map(run -> run.intent().by())
        .findFirst()
        .orElse(rollout.by());
  }

  private void progress(String id, String rolloutId, String by) {
    Incident it = state.cases.require(id);
    Rollout rollout = Objects.requireNonNull(it.rollout(rolloutId));
    switch (rollout.next(it.runs())) {
      case Waves.Start share -> {
        for (String host : share.hosts()) {
          if (!start(id, rolloutId, host, by)) {
            return;
          }
        }
      }
      case Waves.Wait _ -> {}
      case Waves.Stop stop -> {
        Run run = rollout.run(stop.host(), it.runs());
        String how = Verification.inWords(run == null ? null : run.ended());
        end(id, rollout, stop.host(), Cause.ROLLOUT_FAILED.said(stop.host(), how));
      }
      case Waves.Done _ -> end(id, rollout, "", Cause.ROLLOUT_DONE.said());
    }
  }

  /** Judges a host anew when its turn comes; whether it was started. */
  private boolean start(String id, String rolloutId, String host, String by) {
    Incident it = state.cases.require(id);
    Rollout rollout = Objects.requireNonNull(it.rollout(rolloutId));
    Plan plan = rollout.plan();
    Step step = step(it, plan.stepId());
    if (step == null || !step.sha256().equals(plan.sha256())) {
      end(id, rollout, host, Cause.ROLLOUT_REFUSED.said(host, Cause.TEXT_CHANGED.said()));
      return false;
    }
    Hosts hosts = Hosts.of(it, step, state.inventory);
    Part part = part(hosts, host, plan.given());
    Guard.Refusal refusal = refusal(hosts, part);
    Destination target = part.guard().target();
    if (refusal != null || target == null) {
      Guard.Refusal why = refusal == null ? Guard.Refusal.NO_HOST : refusal;
      remedies.refuse(it, part.step(), part.guard(), why, by);
      end(id, rollout, host, Cause.ROLLOUT_REFUSED.said(host, part.guard().inWords(why)));
      return false;
    }
    remedies.start(part.about(), plan.runId(host), part.step(), target, by, part.values(), true);
    return true;
  }

  private void end(String id, Rollout rollout, String host, String why) {
    List<String> rest = rollout.rest(state.cases.require(id).runs());
    state.cases.add(id, new Event.RolloutEnded(state.now, rollout.plan().id(), host, why, rest));
  }

  /** All automation is stopped: what runs goes on to its end, and no more starts. */
  void hold() {
    for (String id : state.cases.open()) {
      Rollout rollout = state.cases.require(id).rollingOut();
      if (rollout != null) {
        end(id, rollout, "", Cause.ON_HOLD.said());
      }
    }
  }

  /** An earlier life of the program began it: it does not go on by itself. */
  void cut(String id) {
    Rollout rollout = state.cases.require(id).rollingOut();
    if (rollout != null) {
      end(id, rollout, "", Cause.ROLLOUT_CUT.said());
    }
  }
}
