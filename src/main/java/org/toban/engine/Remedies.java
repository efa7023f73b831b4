package org.toban.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.engine.consent.Consents;
import org.toban.engine.lease.Claims;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Run;
import org.toban.remedy.Call;
import org.toban.remedy.Destination;
import org.toban.remedy.Inventory;
import org.toban.remedy.Job;
import org.toban.remedy.Site;
import org.toban.remedy.StartLimit;
import org.toban.remedy.Target;
import org.toban.remedy.Work;
import org.toban.runbook.Step;
import org.toban.runbook.Trust;

/** The start of every run: the one way to a host. */
final class Remedies implements Facts {
  private final State state;

  Remedies(State state) {
    this.state = state;
  }

  // --- runs -------------------------------------------------------------------------------------

  /** Runs a step for a person, behind the guards. */
  void runByHand(Incident it, Step step, Command.RunStep command) {
    String by = command.by();
    Guard guard = Guards.judge(this, it, step, state.now);
    Guard.Refusal refusal = guard.refusal();
    Destination target = guard.target();
    if (refusal != null || target == null) {
      refuse(it, step, guard, refusal == null ? Guard.Refusal.NO_HOST : refusal, by);
      return;
    }
    Map<String, String> values = DryRun.values(it, step, command.values());
    if (!DryRun.faults(step, values).isEmpty()) {
      refuse(it, step, guard, Guard.Refusal.NEEDS_VALUES, by);
      return;
    }
    Consents.Wish wish = new Consents.Wish(by, it.id(), target.name(), step.sha256(), values);
    if (!isAgreed(it, step, guard, wish, command.typed())) {
      return;
    }
    if (isHistoryDown()) {
      state.say(it.id(), "run.unrecorded", step.title(), target.name());
    }
    start(it.id(), step, target, by, values);
  }

  /** Whether people have agreed to it as the step asks them to; else it is refused. */
  boolean isAgreed(Incident it, Step step, Guard guard, Consents.Wish wish, String typed) {
    Optional<Consents.Lack> lack = state.consents.lack(step, wish, typed, state.now);
    lack.ifPresent(what -> {
      boolean asks = what == Consents.Lack.SECOND_PERSON;
      refuse(it, step, guard, Guard.Refusal.of(what), wish.by(), asks ? wish.digest() : null);
    });
    return lack.isEmpty();
  }

  void refuse(Incident it, Step step, Guard guard, Guard.Refusal refusal, String by) {
    refuse(it, step, guard, refusal, by, null);
  }

  private void refuse(
      Incident it,
      Step step,
      Guard guard,
      Guard.Refusal refusal,
      String by,
      @Nullable String wish) {
    Destination target = guard.target();
    String host = target == null ? "" : target.name();
    String words = guard.inWords(refusal);
    if (it.isOpen()) {
      boolean automatic = by.equals(Incident.AUTOMATIC);
      state.cases.add(
          it.id(),
          new Event.RunRefused(
              state.now, step.id(), host, automatic, by, refusal.name(), words, wish));
    }
    state.say(it.id(), "run.refused." + refusal, step.title(), host, words);
  }

  /** The intent first; the command starts when it is stored. */
  void start(String id, Step step, Destination target, String by, Map<String, String> values) {
    Incident it = state.cases.require(id);
    start(it, runId(it), step, target, by, values, by.equals(Incident.AUTOMATIC));
  }

  /** The id of its next run, when that is of one host. */
  static String runId(Incident it) {
    return it.id() + "-R" + (it.runs().size() + 1);
  }

  /**
   * The same, of an incident as it is about one host.
   *
   * @param recorded whether it starts only when its intent is stored
   */
  void start(
      Incident it,
      String runId,
      Step step,
      Destination target,
      String by,
      Map<String, String> values,
      boolean recorded) {
    String id = it.id();
    Run.Intent intent =
        new Run.Intent(
            runId,
            step.id(),
            step.title(),
            step.stage(),
            target.name(),
            step.sha256(),
            step.script(),
            by.equals(Incident.AUTOMATIC),
            by,
            values);
    state.cases.add(id, new Event.RunPlanned(state.now, intent));
    state.runs.begin(id, intent);
    state.runs.count(intent, state.now);
    state.runs.attempt(intent, it.firing().values());
    Alert subject = Objects.requireNonNull(it.subject());
    Duration limit = step.limit() == null ? state.settings.times().runLimit() : step.limit();
    Work work =
        switch (target) {
          case Target host ->
              new Job(
                  intent.runId(),
                  host,
                  step.fields().script(),
                  subject.labels(),
                  step.fields().variables(values),
                  limit,
                  Claims.of(
                      intent,
                      it.firing().values(),
                      state.settings.startLimit(),
                      state.settings.console()),
                  step.callsSudo());
          case Site site ->
              new Call(
                  intent.runId(),
                  site,
                  step.script(),
                  Call.Expectation.of(step.attributes()),
                  subject.labels(),
                  limit);
        };
    state.effect(new Effect.Start(id, work, recorded));
  }

  // --- what the guards look at ------------------------------------------------------------------

  @Override
  public Inventory inventory() {
    return state.inventory;
  }

  @Override
  public Trust trust() {
    return state.trust;
  }

  @Override
  public List<Instant> starts(String sha256, String host) {
    return state.runs.starts(sha256, host);
  }

  @Override
  public StartLimit startLimit() {
    return state.settings.startLimit();
  }

  @Override
  public Set<String> barred() {
    return state.runs.barred(state.now);
  }

  @Override
  public boolean isHeld() {
    return state.hold != null;
  }

  @Override
  public boolean isHistoryDown() {
    return state.historyProblem != null;
  }

  @Override
  public Stream<Board.Row> rows(Incident incident) {
    return incident.firing().keySet().stream().map(state.rows::get).filter(Objects::nonNull);
  }

  @Override
  public @Nullable String busy(String host) {
    return state.runs.busy(host);
  }

  @Override
  public boolean isCrowded() {
    return state.runs.automatic() >= state.settings.limits().automaticRuns();
  }

  @Override
  public boolean wasAttempted(String sha256, String host, Collection<Alert> firing) {
    return state.runs.wasAttempted(sha256, host, firing);
  }
}
