package org.toban.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.incident.Samples.at;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.alert.Severity;

/** Any events in any order, also twice: the invariants hold after each of them. */
class FoldPropertyTest {
  @Property(tries = 2000)
  void everyOrderKeepsTheInvariants(
      @ForAll Severity severity, @ForAll("events") @Size(max = 60) List<Event> events) {
    Incident before = Samples.incident(severity);
    long version = 1;
    for (Event event : events) {
      Incident after = before.apply(event);
      assertThat(after.version()).isEqualTo(++version);
      checkAlone(after);
      checkStep(before, event, after);
      before = after;
    }
  }

  @Property(tries = 500)
  void replayGivesTheSameState(
      @ForAll Severity severity, @ForAll("events") @Size(max = 60) List<Event> events) {
    Incident live = Samples.incident(severity);
    List<Event> stored = new java.util.ArrayList<>(List.of(Samples.opened(severity)));
    for (Event event : events) {
      live = live.apply(event);
      stored.add(event);
    }
    assertThat(Incident.fold("INC-1", stored)).isEqualTo(live);
  }

  private static void checkAlone(Incident it) {
    Set<String> hosts = new HashSet<>();
    Set<String> ids = new HashSet<>();
    for (Run run : it.runs()) {
      assertThat(ids.add(run.intent().runId())).isTrue();
      assertThat(run.ended() != null || hosts.add(run.intent().host())).isTrue();
    }
    assertThat(it.firing()).doesNotContainKeys(it.cleared().keySet().toArray(new Fingerprint[0]));
    assertThat(it.deadline()).isNotNull();
    assertThat(it.deadlines().halfAt()).isBeforeOrEqualTo(it.deadlines().riskAt());
    assertThat(it.deadlines().riskAt()).isBeforeOrEqualTo(it.deadline());
    assertThat(Collections.disjoint(it.firing().keySet(), it.handling().splitOff())).isTrue();
    assertThat(it.handling().mergedInto() == null || !it.isOpen()).isTrue();
    assertThat(it.handling().snooze() == null || it.isUnderWay()).isTrue();
    assertThat(it.openedAt()).isEqualTo(Samples.T0);
    if (it.phase() instanceof Phase.Recovered) {
      assertThat(it.firing()).isEmpty();
      assertThat(it.recoveredAt()).isNotNull();
    }
    if (it.phase() instanceof Phase.Waiting) {
      assertThat(it.acknowledgement()).isNull();
    }
    if (!it.isUnderWay()) {
      assertThat(it.acknowledgement()).isNull();
    }
    assertThat(it.isOpen()).isEqualTo(!Timetable.of(it, FlowTest.TIMING, null, false).isEmpty());
    assertThat(Closing.of(it) == Closing.CLOSED).isEqualTo(!it.isOpen());
  }

  private static void checkStep(Incident before, Event event, Incident after) {
    if (!before.isOpen()) {
      assertThat(after.isOpen())
          .isEqualTo(
              before.handling().mergedInto() == null
                  && (event instanceof Event.ReopenedByHand
                      || (event instanceof Event.Reopened && before.firing().isEmpty())));
    }
    assertThat(after.severity().worseThan(before.severity()))
        .isEqualTo(!after.severity().equals(before.severity()));
    if (before.isOpen() && !after.isOpen() && !(event instanceof Event.MergedInto)) {
      Event.Closed closed = (Event.Closed) event;
      boolean free =
          before.phase() instanceof Phase.Recovered
              && (before.severity() != Severity.CRITICAL || before.reviewedAt() != null);
      assertThat(free || !closed.reason().isBlank()).isTrue();
    }
    if (before.respondedAt() != null) {
      assertThat(after.respondedAt()).isEqualTo(before.respondedAt());
    }
    assertThat(after.verifications()).isGreaterThanOrEqualTo(before.verifications());
    assertThat(after.runs()).hasSizeGreaterThanOrEqualTo(before.runs().size());
    for (int i = 0; i < before.runs().size(); i++) {
      Run.Ending ended = before.runs().get(i).ended();
      assertThat(ended == null || ended.equals(after.runs().get(i).ended())).isTrue();
    }
    boolean newRound = !after.roundSince().equals(before.roundSince());
    assertThat(
            after.escalationLevel() >= before.escalationLevel()
                || newRound
                || event instanceof Event.ReopenedByHand
                || event instanceof Event.Reopened)
        .isTrue();
  }

  @Provide
  Arbitrary<List<Event>> events() {
    return event().list();
  }

  private static Arbitrary<Event> event() {
    Arbitrary<Integer> second = Arbitraries.integers().between(0, 3000);
    Arbitrary<Integer> number = Arbitraries.integers().between(1, 3);
    Arbitrary<Alert> alert = Arbitraries.of("web-1", "web-2").map(Samples::alert);
    Arbitrary<String> reason = Arbitraries.of("", "because");
    return Combinators.combine(Arbitraries.integers().between(0, 38), second, number, alert, reason)
        .as(FoldPropertyTest::event);
  }

  private static Event event(int kind, int second, int number, Alert alert, String reason) {
    boolean odd = second % 2 == 1;
    String runId = "r" + number;
    Run.Stage stage = List.of(Run.Stage.values()).get(second % 3);
    return switch (kind) {
      case 0 -> Samples.opened(Severity.INFO);
      case 1, 2 -> new Event.AlertFired(at(second), "prod", alert);
      case 3, 4 -> new Event.AlertCleared(at(second), "prod", alert.fingerprint(), "gone");
      case 5 -> new Event.Notified(at(second), "desktop", "aoki", "new");
      case 6 -> new Event.NotifyFailed(at(second), "desktop", "aoki", "no bus");
      case 7 -> Samples.acknowledged(second, odd ? second + 60 : null);
      case 8 -> new Event.AcknowledgementEnded(at(second), "time");
      case 9 -> new Event.DiagnosisStarted(at(second), "aoki");
      case 10 -> new Event.ResponseChosen(at(second), odd, "why");
      case 11 -> new Event.CheckSet(at(second), "aoki", "c" + number, "users", odd);
      case 12 -> new Event.NoteAdded(at(second), "aoki", "note");
      case 13, 14 -> Samples.planned(second, runId, stage, odd, alert.target());
      case 15 -> Samples.ended(second, runId, odd ? 0 : 1);
      case 16 -> new Event.RunEnded(at(second), runId, new Run.Unknown(at(second), "crash"));
      case 17 -> new Event.VerificationStarted(at(second), number);
      case 18 -> new Event.VerificationPassed(at(second), number, "ok");
      case 19 -> new Event.VerificationFailed(at(second), number, "no");
      case 20 -> new Event.RecoveryConfirmed(at(second), "ok");
      case 21 ->
          odd ? new Event.DeadlineAtRisk(at(second)) : new Event.DeadlineBreached(at(second));
      case 22 -> new Event.HandedOver(at(second), number, "Baba", "aoki", reason);
      case 23 ->
          odd
              ? new Event.ReviewDrafted(at(second), "aoki")
              : new Event.Closed(at(second), "aoki", Verdict.ACTIONABLE, reason, odd);
      case 24 -> new Event.Reopened(at(second), "again");
      default -> teamwork(kind, second, number, alert, reason);
    };
  }

  private static Event teamwork(int kind, int second, int number, Alert alert, String reason) {
    String other = "INC-" + (number + 1);
    List<Fingerprint> alerts = List.of(alert.fingerprint());
    Severity severity = List.of(Severity.values()).get(number);
    Event.Opened opened = Samples.opened(severity);
    return switch (kind) {
      case 25 -> new Event.Snoozed(at(second), "aoki", at(second + 60), reason);
      case 26 -> new Event.SnoozeEnded(at(second), "aoki");
      case 27 -> new Event.TakenOver(at(second), "baba", "aoki", reason);
      case 28 -> new Event.Reassigned(at(second), "aoki", "baba", reason);
      case 29 -> new Event.Linked(at(second), "aoki", other, reason);
      case 30 ->
          new Event.Absorbed(
              at(second), "aoki", other, List.of(alert.labels()), List.of(alert), reason);
      case 31 -> new Event.MergedInto(at(second), "aoki", other, reason);
      case 32 -> new Event.SplitOff(at(second), "aoki", other, alerts, reason);
      case 33 -> new Event.SplitFrom(at(second), "aoki", other, reason);
      case 34 -> new Event.DeadlinePaused(at(second), "aoki", reason);
      case 35 -> new Event.DeadlineResumed(at(second), "aoki", reason);
      case 36 -> new Event.ReopenedByHand(at(second), "aoki", reason);
      case 37 ->
          new Event.SeverityRaised(
              at(second), severity, opened.policy(), at(second + 300), null, reason);
      default -> new Event.DeadlineHalfway(at(second));
    };
  }

  @Property(tries = 200)
  void aDeadlineIsOnTimeThenAtRiskThenBreached(@ForAll("seconds") int second) {
    Incident it = Samples.incident(Severity.CRITICAL);
    Incident.Timeliness expected =
        second < 768
            ? Incident.Timeliness.ON_TIME
            : second < 960 ? Incident.Timeliness.AT_RISK : Incident.Timeliness.BREACHED;
    assertThat(it.timeliness(at(second))).isEqualTo(expected);
    Incident answered = it.apply(Samples.acknowledged(second, null));
    assertThat(answered.timeliness(at(second).plus(Duration.ofDays(1))))
        .isEqualTo(second <= 960 ? Incident.Timeliness.MET : Incident.Timeliness.MISSED);
  }

  @Provide
  Arbitrary<Integer> seconds() {
    return Arbitraries.integers().between(0, 2000);
  }
}
