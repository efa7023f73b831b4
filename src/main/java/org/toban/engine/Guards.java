package org.toban.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.engine.consent.Consents;
import org.toban.engine.lease.Claims;
import org.toban.incident.Incident;
import org.toban.incident.Run;
import org.toban.remedy.Destination;
import org.toban.remedy.RequestCheck;
import org.toban.remedy.StartLimit;
import org.toban.remedy.Variables;
import org.toban.runbook.Step;

/**
 * Judges whether a step may run: by hand, and by itself. One path for the desk's preview and for
 * the engine's decision, so that they cannot differ.
 */
final class Guards {
  private final Facts facts;
  private final Incident incident;
  private final Step step;
  private final @Nullable Destination target;
  private final @Nullable RequestCheck request;
  private final StartLimit.Verdict limit;
  private final @Nullable String busy;

  private Guards(Facts facts, Incident incident, Step step, Instant now) {
    this.facts = facts;
    this.incident = incident;
    this.step = step;
    this.request = step.kind() == Step.Kind.HTTP ? check(facts, incident, step) : null;
    this.target = target(facts, incident, step);
    this.limit = facts.startLimit().judge(starts(), now);
    this.busy = target == null ? null : facts.busy(target.name());
  }

  static Guard judge(Facts facts, Incident incident, Step step, Instant now) {
    Guards it = new Guards(facts, incident, step, now);
    List<Guard.Refusal> always = it.always();
    List<Guard.Refusal> automatic = new ArrayList<>(always);
    it.forAutomaticRuns(automatic);
    // what passes by itself comes last, so that a lasting reason is the one that is told
    always.addAll(it.passing());
    automatic.addAll(it.passing());
    if (it.isRemedy() && facts.isCrowded()) {
      automatic.add(Guard.Refusal.TOO_MANY_RUNS);
    }
    return new Guard(
        it.target,
        facts.trust().approved(step),
        it.limit.used(),
        it.limit.burst(),
        it.limit.nextAt(),
        it.busy,
        facts.isHeld(),
        it.request == null ? null : it.request.problem(),
        first(always),
        first(automatic));
  }

  /** Where a step of this incident runs, or null when nothing is known there. */
  static @Nullable Destination target(Facts facts, Incident incident, Step step) {
    if (step.kind() == Step.Kind.HTTP) {
      return check(facts, incident, step).site();
    }
    if (step.host() != null) {
      return facts.inventory().named(step.host()).orElse(null);
    }
    Alert subject = incident.subject();
    return subject == null ? null : facts.inventory().targetOf(subject.labels()).orElse(null);
  }

  static RequestCheck check(Facts facts, Incident incident, Step step) {
    Alert subject = incident.subject();
    return RequestCheck.of(
        facts.inventory().requests(),
        step.script(),
        subject == null ? Labels.empty() : subject.labels());
  }

  private static Guard.@Nullable Refusal first(List<Guard.Refusal> refusals) {
    return refusals.isEmpty() ? null : refusals.getFirst();
  }

  private List<Instant> starts() {
    return target == null || !isRemedy() ? List.of() : facts.starts(step.sha256(), target.name());
  }

  private boolean isRemedy() {
    return step.stage() == Run.Stage.RESPOND;
  }

  private List<Guard.Refusal> always() {
    List<Guard.Refusal> refusals = new ArrayList<>();
    if (!incident.isOpen()) {
      refusals.add(Guard.Refusal.CLOSED);
    }
    if (!step.isRunnable()) {
      refusals.add(Guard.Refusal.NOT_A_COMMAND);
    }
    if (request != null && request.fault() != null) {
      refusals.add(
          switch (request.fault()) {
            case BAD_REQUEST -> Guard.Refusal.BAD_REQUEST;
            case PLACE_NOT_ALLOWED -> Guard.Refusal.PLACE_NOT_ALLOWED;
            case SECRET_NOT_ALLOWED -> Guard.Refusal.SECRET_NOT_ALLOWED;
          });
    }
    if (target == null && request == null) {
      refusals.add(Guard.Refusal.NO_HOST);
    }
    Alert subject = incident.subject();
    if (request == null && subject != null && Variables.refusal(subject.labels()).isPresent()) {
      refusals.add(Guard.Refusal.UNSAFE_LABEL);
    }
    if (!step.fields().troubles().isEmpty()) {
      refusals.add(Guard.Refusal.UNSAFE_FIELD);
    }
    if (!limit.allowed()) {
      refusals.add(Guard.Refusal.START_LIMIT);
    }
    return refusals;
  }

  private List<Guard.Refusal> passing() {
    return busy == null ? List.of() : List.of(Guard.Refusal.HOST_BUSY);
  }

  /** A respond step needs the policy's and the fence's leave; a verify step only trust. */
  private void forAutomaticRuns(List<Guard.Refusal> refusals) {
    boolean allowed =
        switch (step.stage()) {
          case DIAGNOSE -> false;
          case RESPOND -> step.automatic() && incident.policy().allowsAutomatic();
          case VERIFY -> true;
        };
    if (!allowed) {
      refusals.add(Guard.Refusal.NOT_AUTOMATIC);
    }
    Consents.ofNobody(step).map(Guard.Refusal::of).ifPresent(refusals::add);
    if (DryRun.fromLabels(incident, step).isEmpty()) {
      refusals.add(Guard.Refusal.NEEDS_VALUES);
    }
    if (facts.isHeld()) {
      refusals.add(Guard.Refusal.ON_HOLD);
    }
    if (incident.handling().maintenance() != null) {
      refusals.add(Guard.Refusal.MAINTENANCE);
    }
    if (!facts.trust().approved(step)) {
      refusals.add(Guard.Refusal.NOT_TRUSTED);
    }
    if (facts.isHistoryDown()) {
      refusals.add(Guard.Refusal.HISTORY_DOWN);
    }
    if (isRemedy()) {
      forAutomaticRemedies(refusals);
    }
  }

  private void forAutomaticRemedies(List<Guard.Refusal> refusals) {
    if (wasTried()) {
      refusals.add(Guard.Refusal.ALREADY_TRIED);
    }
    if (facts.barred().contains(step.sha256())) {
      refusals.add(Guard.Refusal.FAILS_TOO_OFTEN);
    }
    if (active().noneMatch(row -> !row.stale())) {
      boolean none = active().findAny().isEmpty();
      refusals.add(none ? Guard.Refusal.NO_LONGER_FIRING : Guard.Refusal.STALE_SOURCE);
    }
  }

  private Stream<Board.Row> active() {
    return facts.rows(incident).filter(row -> row.alert().state() == Alert.State.ACTIVE);
  }

  /** Once a round, and once ever for a firing of an alert. */
  private boolean wasTried() {
    if (target == null) {
      return false;
    }
    boolean inThisRound =
        incident.runs().stream()
            .filter(run -> !run.plannedAt().isBefore(incident.roundSince()))
            .filter(run -> !Claims.wasBusy(run.ended()))
            .map(Run::intent)
            .anyMatch(intent ->
                intent.automatic()
                    && intent.sha256().equals(step.sha256())
                    && intent.host().equals(target.name()));
    return inThisRound
        || facts.wasAttempted(step.sha256(), target.name(), incident.firing().values());
  }
}
