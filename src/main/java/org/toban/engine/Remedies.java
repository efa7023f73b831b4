package org.toban.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.engine.consent.Consents;
import org.toban.engine.lease.Claims;
import org.toban.incident.Cause;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Phase;
import org.toban.incident.Run;
import org.toban.remedy.Call;
import org.toban.remedy.Destination;
import org.toban.remedy.Inventory;
import org.toban.remedy.Job;
import org.toban.remedy.Site;
import org.toban.remedy.StartLimit;
import org.toban.remedy.Target;
import org.toban.remedy.Work;
import org.toban.runbook.Runbook;
import org.toban.runbook.Step;
import org.toban.runbook.Trust;

/** Automatic or manual, and the start of every run: the one way to a host. */
final class Remedies implements Facts {
  private final State state;

  /** Incidents whose automatic response waits for its turn or for a fresh sighting. */
  private final Set<String> waiting = new LinkedHashSet<>();

  private @Nullable Instant askedAt;

  Remedies(State state) {
    this.state = state;
  }

  // --- the choice -------------------------------------------------------------------------------

  /** Chooses once a round; what only has to wait for its turn is chosen later. */
  void choose(String id) {
    waiting.remove(id);
    state.maintenance.expect(id);
    Incident it = state.cases.require(id);
    boolean again = Claims.isPutOff(it);
    if (it.handling().maintenance() != null
        || (it.response() != null && !again)
        || !it.isUnderWay()
        || it.firing().isEmpty()) {
      return;
    }
    Step step = automaticStep(it);
    if (!again && !(it.phase() instanceof Phase.Waiting)) {
      manual(it, Cause.RESPONSE_BEGAN.said());
    } else if (!it.policy().allowsAutomatic()) {
      manual(it, Cause.NO_AUTOMATIC_RESPONSE.said());
    } else if (isOverHosts(it)) {
      manual(it, Cause.SEVERAL_HOSTS.said());
    } else if (step == null) {
      manual(it, Cause.NO_AUTOMATIC_STEP.said());
    } else {
      choose(it, step);
    }
  }

  /** Where a host makes an incident, only a storm or a merge has several. */
  private boolean isOverHosts(Incident it) {
    boolean chosen = !state.settings.groupBy().isEmpty();
    return (!chosen || state.settings.answering().serverGroups())
        && it.firing().values().stream().map(Alert::target).distinct().count() > 1;
  }

  private @Nullable Step automaticStep(Incident it) {
    Runbook runbook = state.runbook(it);
    return runbook == null
        ? null
        : runbook.steps(Run.Stage.RESPOND).stream()
            .filter(step -> step.automatic() && step.isRunnable())
            .findFirst()
            .orElse(null);
  }

  private void choose(Incident it, Step step) {
    Guard guard = Guards.judge(this, it, step, state.now);
    Guard.Refusal refusal = guard.automaticRefusal();
    boolean passes = refusal == null || isPassing(refusal);
    if (passes && (refusal != null || !isFresh(it))) {
      if (mayWait(it)) {
        waiting.add(it.id());
        return;
      }
      refusal = refusal == null ? Guard.Refusal.STALE_SOURCE : refusal;
    }
    if (refusal == null) {
      if (!Claims.isPutOff(it)) {
        String why = Cause.EVERY_GUARD_PASSES.said(step.title());
        state.cases.add(it.id(), new Event.ResponseChosen(state.now, true, why));
      }
      Map<String, String> values = DryRun.fromLabels(it, step).orElseThrow();
      start(it.id(), step, Objects.requireNonNull(guard.target()), Incident.AUTOMATIC, values);
    } else {
      refuse(it, step, guard, refusal, Incident.AUTOMATIC);
      manual(it, guard.inWords(refusal));
      if (refusal == Guard.Refusal.START_LIMIT && !Claims.isPutOff(it)) {
        state.handOver(it.id(), Incident.AUTOMATIC, guard.inWords(refusal));
      }
    }
  }

  /** What was automatic until now and put off is nobody's: its next contact is told. */
  private void manual(Incident it, String why) {
    state.cases.add(it.id(), new Event.ResponseChosen(state.now, false, why));
    if (Claims.isPutOff(it)) {
      state.handOver(it.id(), Incident.AUTOMATIC, why);
    }
  }

  /** Whether a response that found its host busy may wait for another turn. */
  boolean mayWait(Incident it) {
    return state.now.isBefore(it.roundSince().plus(state.settings.limits().patience()));
  }

  private static boolean isPassing(Guard.Refusal refusal) {
    return refusal == Guard.Refusal.HOST_BUSY || refusal == Guard.Refusal.TOO_MANY_RUNS;
  }

  /** Whether a source has said a moment ago that an alert of it is active. */
  private boolean isFresh(Incident it) {
    Instant from = state.now.minus(state.settings.limits().freshness());
    return it.firing().keySet().stream().anyMatch(alert -> wasSeenSince(alert, from));
  }

  private boolean wasSeenSince(Fingerprint fingerprint, Instant from) {
    Board.Row row = state.rows.get(fingerprint);
    if (row == null || row.alert().state() != Alert.State.ACTIVE) {
      return false;
    }
    if (row.sources().contains(OwnAlerts.SOURCE)) {
      return true;
    }
    for (String name : row.sources()) {
      SourceWatch source = state.sources.get(name);
      Instant complete = source == null ? null : source.status().lastComplete();
      Alert seen = source == null ? null : source.latest(fingerprint);
      if (complete != null
          && !complete.isBefore(from)
          && seen != null
          && seen.state() == Alert.State.ACTIVE) {
        return true;
      }
    }
    return false;
  }

  /** A host was busy, or an earlier life of the program ended before it could choose. */
  void goOn(Incident it) {
    boolean left =
        it.phase() instanceof Phase.Waiting
            && it.response() == null
            && it.runs().isEmpty()
            && !waiting.contains(it.id());
    boolean due = Claims.isDue(it, state.now);
    // right after a start no source has answered yet
    if (((left || due) && isFresh(it)) || (due && !mayWait(it))) {
      choose(it.id());
    }
  }

  /** Tries what waits again, and asks for a fresh answer when that is all that is missing. */
  void chooseWaiting() {
    for (String id : List.copyOf(waiting)) {
      choose(id);
    }
    Duration freshness = state.settings.limits().freshness();
    boolean due = askedAt == null || !state.now.isBefore(askedAt.plus(freshness));
    if (!waiting.isEmpty() && due && !isCrowded()) {
      askedAt = state.now;
      state.effect(new Effect.Poll(null));
    }
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
  public Board.@Nullable Row row(Fingerprint fingerprint) {
    return state.rows.get(fingerprint);
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
