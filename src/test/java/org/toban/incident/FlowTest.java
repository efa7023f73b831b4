package org.toban.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.incident.Samples.acknowledged;
import static org.toban.incident.Samples.at;
import static org.toban.incident.Samples.fired;
import static org.toban.incident.Samples.incident;
import static org.toban.incident.Samples.recovery;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Severity;

class FlowTest {
  static final Timing TIMING =
      new Timing(
          Duration.ofMinutes(10),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(5),
          Duration.ofHours(1),
          Duration.ofHours(24));

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, CRITICAL, PAGE",
    "ACTIVE, UNKNOWN, NOTIFY",
    "ACTIVE, WARNING, NOTIFY",
    "ACTIVE, INFO, RECORD",
    "ACTIVE, NONE, NOTHING",
    "PENDING, CRITICAL, NOTHING",
    "SUPPRESSED, CRITICAL, NOTHING",
    "SUPPRESSED, INFO, NOTHING",
  })
  void whatASeverityAsksFor(Alert.State state, Severity severity, Flow.Reaction reaction) {
    assertThat(Flow.reactionTo(state, severity)).isEqualTo(reaction);
  }

  @Test
  void aGroupIsTheNameAndTheTargetOrTheGivenLabels() {
    Alert alert =
        Alert.active(
            Labels.of("alertname", "Disk", "pod", "p-1", "zone", "a", "mountpoint", "/"), at(0));
    assertThat(Flow.group(alert, List.of(), false))
        .isEqualTo(Labels.of("alertname", "Disk", "pod", "p-1"));
    assertThat(Flow.group(alert, List.of("zone", "absent"), false))
        .isEqualTo(Labels.of("alertname", "Disk", "zone", "a"));
    assertThat(Flow.group(Alert.active(Labels.of("alertname", "X"), at(0)), List.of(), false))
        .isEqualTo(Labels.of("alertname", "X"));
  }

  @Test
  void whatHappensNextIsAnInstant() {
    Incident it = incident(Severity.CRITICAL, fired(0));
    assertThat(Timetable.of(it, TIMING, null, false))
        .containsExactly(
            new NextAction(NextAction.Kind.PAGE_AGAIN, at(300)),
            new NextAction(NextAction.Kind.HALFWAY, at(480)),
            new NextAction(NextAction.Kind.ESCALATE, at(900)));
    assertThat(Timetable.of(it, TIMING, at(200), false))
        .contains(new NextAction(NextAction.Kind.PAGE_AGAIN, at(500)));
    assertThat(Timetable.of(it, TIMING, null, true))
        .as("silenced: the deadline counts on, nobody is paged")
        .extracting(NextAction::kind)
        .containsExactly(NextAction.Kind.HALFWAY, NextAction.Kind.REMIND);
    assertThat(Timetable.of(it.apply(acknowledged(60, 600)), TIMING, null, false))
        .containsExactly(
            new NextAction(NextAction.Kind.END_ACKNOWLEDGEMENT, at(600)),
            new NextAction(NextAction.Kind.REMIND, at(3660)));
  }

  @Test
  void aWarningIsNotPagedAgain() {
    assertThat(Timetable.of(incident(Severity.WARNING, fired(0)), TIMING, null, false))
        .extracting(NextAction::kind)
        .containsExactly(NextAction.Kind.HALFWAY, NextAction.Kind.REMIND);
  }

  @Test
  void recoveredClosesByItselfUnlessItIsCritical() {
    assertThat(Timetable.of(incident(Severity.WARNING, recovery()), TIMING, null, false))
        .containsExactly(new NextAction(NextAction.Kind.CLOSE, at(30 + 86_400)));
    assertThat(Timetable.of(incident(Severity.CRITICAL, recovery()), TIMING, null, false))
        .containsExactly(new NextAction(NextAction.Kind.REMIND, at(30 + 86_400)));
  }

  @Test
  void whatIsLoudIsCriticalAndNobodysYet() {
    Incident waiting = incident(Severity.CRITICAL, fired(0));
    assertThat(Flow.isLoud(waiting)).isTrue();
    assertThat(Flow.isLoud(incident(Severity.WARNING, fired(0)))).isFalse();
    assertThat(Flow.isLoud(waiting.apply(acknowledged(1, null)))).isFalse();
    Incident escalated = waiting.apply(Flow.handOver(waiting, at(9), "automatic", "silence"));
    assertThat(Flow.isLoud(escalated)).isTrue();
    assertThat(Flow.holder(waiting)).isEqualTo("Aoki");
    assertThat(Flow.holder(escalated)).isEqualTo("Baba");
    assertThat(Flow.handOver(escalated, at(10), "aoki", "help").to())
        .as("nobody further: the last contact keeps it")
        .isEqualTo("Baba");
  }

  @Test
  void aRefireContinuesWhatIsOpenOrJustOver() {
    Duration window = TIMING.reopenWindow();
    Incident recovered = incident(Severity.WARNING, recovery());
    Incident closed =
        recovered.apply(new Event.Closed(at(300), "aoki", Verdict.ACTIONABLE, "", false));
    assertThat(Flow.continues(recovered, at(99_999), window)).isTrue();
    assertThat(Flow.continues(closed, at(30 + 599), window)).isTrue();
    assertThat(Flow.continues(closed, at(30 + 600), window)).isFalse();
    Incident closedFiring =
        incident(
            Severity.WARNING,
            fired(0),
            new Event.Closed(at(9), "aoki", Verdict.DUPLICATE, "see the other", true));
    assertThat(Flow.continues(closedFiring, at(10), window)).isFalse();
    assertThat(Flow.continues(closedFiring.apply(Samples.cleared(20)), at(40), window)).isTrue();
  }

  @Test
  void anIncidentThatRecoveredUnansweredMetItsDeadline() {
    Incident it =
        incident(
            Severity.CRITICAL,
            fired(0),
            Samples.cleared(100),
            new Event.VerificationStarted(at(100), 1),
            new Event.VerificationPassed(at(100), 1, "no verify step"),
            new Event.RecoveryConfirmed(at(100), "cleared"));
    assertThat(it.timeliness(at(5000))).isEqualTo(Incident.Timeliness.MET);
  }
}
