package org.toban.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.toban.incident.Samples.acknowledged;
import static org.toban.incident.Samples.alert;
import static org.toban.incident.Samples.at;
import static org.toban.incident.Samples.cleared;
import static org.toban.incident.Samples.ended;
import static org.toban.incident.Samples.fired;
import static org.toban.incident.Samples.incident;
import static org.toban.incident.Samples.planned;
import static org.toban.incident.Samples.recovery;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Severity;

class FoldTest {
  @Test
  void theFirstEventMustOpenIt() {
    assertThatThrownBy(() -> Incident.fold("INC-1", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Incident.fold("INC-1", List.of(fired(0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("INC-1");
  }

  @Test
  void recoveryIsConfirmedOnlyWhenStepsPassAndNothingFires() {
    assertThat(incident(Severity.CRITICAL, recovery()).phase())
        .isEqualTo(new Phase.Recovered(at(30)));
    Event confirmed = new Event.RecoveryConfirmed(at(9), "?");
    Event verifying = new Event.VerificationStarted(at(5), 1);
    Event passed = new Event.VerificationPassed(at(6), 1, "ok");
    for (Incident it :
        List.of(
            incident(Severity.CRITICAL, confirmed),
            incident(Severity.CRITICAL, verifying, confirmed),
            incident(Severity.CRITICAL, fired(1), verifying, passed, confirmed),
            incident(Severity.CRITICAL, passed, confirmed))) {
      assertThat(it.phase()).isNotInstanceOf(Phase.Recovered.class);
      assertThat(it.recoveredAt()).isNull();
    }
  }

  @Test
  void anAlertThatFiresEndsARecoveryEvenWithoutAReopening() {
    Incident it = incident(Severity.CRITICAL, recovery()).apply(fired(60));
    assertThat(it.phase()).isEqualTo(new Phase.Waiting(at(60)));
    assertThat(it.recoveredAt()).isNull();
    assertThat(it.cleared()).isEmpty();
  }

  @Test
  void theResponseBeginsWithTheFirstOfAcknowledgementDiagnosisAndRun() {
    assertThat(incident(Severity.CRITICAL, acknowledged(7, null)).respondedAt()).isEqualTo(at(7));
    assertThat(incident(Severity.CRITICAL, new Event.DiagnosisStarted(at(8), "aoki")).respondedAt())
        .isEqualTo(at(8));
    for (boolean automatic : List.of(true, false)) {
      assertThat(
              incident(
                      Severity.CRITICAL,
                      planned(9, "r", Run.Stage.RESPOND, automatic),
                      acknowledged(20, null))
                  .respondedAt())
          .isEqualTo(at(9));
    }
    // a verify step that Toban runs by itself after a clearing answers nobody
    assertThat(incident(Severity.CRITICAL, planned(9, "r", Run.Stage.VERIFY, true)).respondedAt())
        .isNull();
    assertThat(
            incident(
                    Severity.CRITICAL,
                    new Event.ResponseChosen(at(3), false, "no automatic response"),
                    new Event.HandedOver(at(4), 1, "Baba", "automatic", "nobody answered"))
                .respondedAt())
        .isNull();
  }

  @Test
  void anAcknowledgementThatEndsIsLoudAgain() {
    Incident it =
        incident(
            Severity.CRITICAL,
            fired(0),
            acknowledged(10, 60),
            new Event.AcknowledgementEnded(at(60), "time"));
    assertThat(it.phase()).isEqualTo(new Phase.Waiting(at(60)));
    assertThat(it.respondedAt()).isEqualTo(at(10));
    assertThat(Flow.isLoud(it)).isTrue();
  }

  @Test
  void oneRunAtATimeOnAHostAndARunIdIsUsedOnce() {
    Incident it =
        incident(
            Severity.CRITICAL,
            planned(1, "r1", Run.Stage.RESPOND, false),
            planned(2, "r2", Run.Stage.RESPOND, false),
            planned(3, "r1", Run.Stage.RESPOND, false, "other"),
            planned(4, "r3", Run.Stage.DIAGNOSE, false, "other"));
    assertThat(it.runs()).extracting(run -> run.intent().runId()).containsExactly("r1", "r3");
    it = it.apply(ended(5, "r1", 0)).apply(planned(6, "r1", Run.Stage.RESPOND, false));
    assertThat(it.runs()).hasSize(2);
    assertThat(it.running()).isNotNull();
    assertThat(it.run("r1")).isNotNull().extracting(Run::ended).isNotNull();
  }

  @Test
  void aSecondEndingDoesNotChangeTheFirst() {
    Incident it =
        incident(
            Severity.CRITICAL,
            planned(1, "r1", Run.Stage.RESPOND, true),
            ended(2, "r1", 0),
            ended(3, "r1", 1),
            new Event.RunEnded(at(4), "r1", new Run.Unknown(at(4), "crash")));
    assertThat(it.runs().getFirst().ended()).isEqualTo(ended(2, "r1", 0).ending());
  }

  @Test
  void aCriticalClosesThroughRecoveryAndReviewOrWithAReason() {
    Event.Closed free = new Event.Closed(at(99), "aoki", Verdict.ACTIONABLE, "", false);
    Event.Closed why = new Event.Closed(at(99), "aoki", Verdict.EXPECTED_WORK, "a test", true);
    assertThat(incident(Severity.CRITICAL, fired(0), free).isOpen()).isTrue();
    assertThat(incident(Severity.CRITICAL, fired(0), why).isOpen()).isFalse();
    Incident recovered = incident(Severity.CRITICAL, recovery());
    assertThat(recovered.apply(free).isOpen()).isTrue();
    assertThat(recovered.apply(new Event.ReviewDrafted(at(50), "aoki")).apply(free).isOpen())
        .isFalse();
    assertThat(incident(Severity.WARNING, recovery()).apply(free).isOpen()).isFalse();
    assertThat(incident(Severity.CRITICAL, new Event.ReviewDrafted(at(50), "aoki")).reviewedAt())
        .as("a review of what is still under way")
        .isNull();
  }

  @Test
  void closedStaysClosedButForAReopening() {
    Incident closed =
        incident(Severity.WARNING, recovery())
            .apply(new Event.Closed(at(40), "aoki", Verdict.ACTIONABLE, "", false));
    List<Event> others =
        List.of(
            fired(50),
            acknowledged(51, null),
            planned(52, "r9", Run.Stage.RESPOND, false),
            new Event.VerificationStarted(at(53), 9),
            new Event.HandedOver(at(54), 9, "Baba", "aoki", ""),
            new Event.DiagnosisStarted(at(55), "aoki"),
            new Event.DeadlineBreached(at(56)));
    Incident still = closed.apply(others);
    assertThat(still.phase()).isEqualTo(closed.phase());
    assertThat(still.runs()).isEqualTo(closed.runs());
    assertThat(still.breached()).isFalse();
    assertThat(still.version()).isEqualTo(closed.version() + others.size());
    assertThat(still.apply(new Event.Reopened(at(60), "again")).phase())
        .isEqualTo(new Phase.Waiting(at(60)));
  }

  @Test
  void whatWasClosedWhileItFiredIsNotReopenedByThatFiring() {
    Incident closed =
        incident(
            Severity.WARNING,
            fired(0),
            new Event.Closed(at(9), "aoki", Verdict.DUPLICATE, "see the other", true));
    assertThat(closed.apply(new Event.Reopened(at(10), "?")).isOpen()).isFalse();
    assertThat(closed.apply(cleared(20)).apply(new Event.Reopened(at(30), "again")).isOpen())
        .isTrue();
  }

  @Test
  void aReopeningBeginsANewRound() {
    Incident it =
        incident(
                Severity.CRITICAL,
                fired(0),
                new Event.HandedOver(at(1), 1, "Baba", "automatic", ""),
                new Event.ResponseChosen(at(2), true, "all guards pass"))
            .apply(List.of(recovery()).subList(1, 7))
            .apply(new Event.Reopened(at(100), "again"));
    assertThat(it.escalationLevel()).isZero();
    assertThat(it.response()).isNull();
    assertThat(it.roundSince()).isEqualTo(at(100));
    assertThat(it.respondedAt()).isEqualTo(at(10));
  }

  @Test
  void aRunRespondsButDoesNotUndoARecovery() {
    Incident it =
        incident(Severity.CRITICAL, recovery()).apply(planned(70, "r7", Run.Stage.RESPOND, false));
    assertThat(it.phase()).isInstanceOf(Phase.Recovered.class);
    assertThat(it.runs()).hasSize(2);
  }

  @Test
  void illegalStatesCannotBeBuilt() {
    Incident it = incident(Severity.CRITICAL, fired(0));
    assertThatThrownBy(() -> withPhase(it, new Phase.Recovered(at(1)), 2))
        .hasMessageContaining("while an alert of it fires");
    assertThatThrownBy(() -> withPhase(it, it.phase(), 0)).hasMessageContaining("no event");
    assertThatThrownBy(() -> it.firing().clear()).isInstanceOf(UnsupportedOperationException.class);
  }

  private static Incident withPhase(Incident it, Phase phase, long version) {
    return new Incident(
        it.id(),
        it.name(),
        it.alertName(),
        it.group(),
        it.severity(),
        it.policy(),
        it.openedAt(),
        it.deadlines(),
        it.runbook(),
        it.book(),
        it.contacts(),
        it.escalation(),
        phase,
        it.firing(),
        it.cleared(),
        null,
        null,
        it.handling(),
        0,
        null,
        0,
        List.of(),
        List.of(),
        Map.of(),
        null,
        null,
        null,
        it.roundSince(),
        it.movedAt(),
        version);
  }

  @Test
  void oneByOneAndAllAtOnceAreTheSame() {
    Incident one = incident(Severity.CRITICAL);
    for (Event event : recovery()) {
      one = one.apply(event);
    }
    assertThat(one).isEqualTo(incident(Severity.CRITICAL, recovery()));
  }

  /** A group whose alerts come and clear for weeks; those that fire are all kept. */
  @Test
  void ofAlertsThatClearedTheFirstAndTheNewestAreKept() {
    Incident it = incident(Severity.CRITICAL);
    for (int i = 0; i < 2_000; i++) {
      Alert alert = alert("host-" + i);
      it =
          it.apply(
              List.of(
                  new Event.AlertFired(at(i), "prod", alert),
                  new Event.AlertCleared(at(i), "prod", alert.fingerprint(), "gone")));
    }
    assertThat(it.cleared().keySet()).hasSize(Incident.CLEARED_KEPT);
    assertThat(List.copyOf(it.cleared().values()).getFirst()).isEqualTo(alert("host-0"));
    assertThat(List.copyOf(it.cleared().values()).getLast()).isEqualTo(alert("host-1999"));
    assertThat(it.cleared()).containsKey(alert("host-1501").fingerprint());
  }
}
