package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.BEGIN;
import static org.toban.engine.Story.alert;
import static org.toban.engine.Story.exit;
import static org.toban.engine.Story.stepId;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Severity;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Phase;
import org.toban.incident.Verdict;

/** What the pages of the flow ({@link FlowPagesTest}) do not tell: blindness, storms, crashes. */
class StoryTest {
  private final Story story = new Story();
  private final Alert down = alert("Down", "web-1", BEGIN, "severity", "critical");
  private final Alert plain = alert("Plain", "web-1", BEGIN, "severity", "critical");
  private final Alert disk = alert("Disk", "web-1", BEGIN);

  @Test
  void automaticResponseRecoversAndWaitsForItsReview() {
    story.start().fires(down).pass(Duration.ofSeconds(16));
    assertThat(story.scripts()).containsExactly("systemctl restart web");
    assertThat(story.phase()).isEqualTo("Responding");
    assertThat(story.incident().deadline()).isEqualTo(BEGIN.plusSeconds(15 + 900));
    story.clears(down).passMinutes(2);
    assertThat(story.phase()).isEqualTo("Recovered");
    assertThat(story.scripts()).containsExactly("systemctl restart web", "curl -f localhost");
    assertThat(story.events())
        .containsExactly(
            "Opened",
            "AlertFired",
            "ResponseChosen",
            "RunPlanned",
            "Notified",
            "RunEnded",
            "VerificationStarted",
            "RunPlanned",
            "RunEnded",
            "VerificationPassed",
            "AlertCleared",
            "RecoveryConfirmed",
            "Notified");
    assertThat(story.whys()).containsExactly("new incident", "recovered");
    story.does(new Command.Close("aoki", story.id(), Verdict.ACTIONABLE, ""));
    assertThat(story.phase()).isEqualTo("Recovered");
    assertThat(story.board().messages().getFirst().key()).isEqualTo("denied.NOT_REVIEWED");
    story.does(new Command.DraftReview("aoki", story.id()));
    story.does(new Command.Close("aoki", story.id(), Verdict.ACTIONABLE, ""));
    assertThat(story.phase()).isEqualTo("Closed");
    assertThat(story.board().next()).isEmpty();
  }

  @Test
  void aBlindSourceKeepsItsAlertsAndIsAnAlertItself() {
    story.start().fires(disk).passMinutes(1);
    story.breaks("prod").clears(disk).passMinutes(1);
    assertThat(story.incident("Disk").firing()).hasSize(1);
    assertThat(story.board().rows()).allMatch(Board.Row::stale);
    assertThat(story.board().isBlind(story.now)).isTrue();
    story.passMinutes(1);
    Incident blind = story.incident("TobanSourceBlind");
    assertThat(blind.severity()).isEqualTo(Severity.CRITICAL);
    story.mends("prod").passMinutes(1);
    assertThat(story.incident("Disk").phase()).isInstanceOf(Phase.Recovered.class);
    assertThat(story.incident("TobanSourceBlind").phase()).isInstanceOf(Phase.Recovered.class);
    assertThat(story.board().rows()).isEmpty();
  }

  @Test
  void oneMissedAnswerClearsNothing() {
    story.start().fires(disk).pass(Duration.ofSeconds(30));
    story.clears(disk).pass(Duration.ofSeconds(15));
    assertThat(story.board().rows()).hasSize(1);
    story.fires(disk).passMinutes(2);
    assertThat(story.events()).doesNotContain("AlertCleared");
    assertThat(story.notices).hasSize(1);
  }

  @Test
  void anAlertOfTwoSourcesClearsWhenBothLackIt() {
    story.sourceNames = List.of("prod", "rules");
    story.start().fires(disk);
    story.in("rules").put(disk.fingerprint(), disk);
    story.passMinutes(1).clears(disk).breaks("rules").passMinutes(1);
    assertThat(story.board().rows())
        .filteredOn(row -> row.alert().name().equals("Disk"))
        .singleElement()
        .extracting(Board.Row::sources)
        .isEqualTo(List.of("rules"));
    story.in("rules").clear();
    story.mends("rules").passMinutes(1);
    assertThat(story.incident("Disk").phase()).isInstanceOf(Phase.Recovered.class);
  }

  @Test
  void aRestartedAlertmanagerIsNoRecovery() {
    for (int i = 0; i < 6; i++) {
      story.fires(alert("Disk", "host-" + i, BEGIN));
    }
    story.start().passMinutes(1);
    story.in("prod").clear();
    story.pass(Duration.ofSeconds(90));
    assertThat(story.board().rows()).hasSize(6);
    story.passMinutes(2);
    assertThat(story.board().rows()).isEmpty();
  }

  @Test
  void withoutItsWatchdogAnAnswerClearsNothing() {
    story.watchdog = "Watchdog";
    Alert watchdog = alert("Watchdog", "", BEGIN, "severity", "none");
    story.start().fires(watchdog, disk).passMinutes(1);
    assertThat(story.board().incidents()).hasSize(1);
    story.clears(watchdog, disk).passMinutes(2);
    assertThat(story.incident("Disk").firing()).hasSize(1);
    assertThat(story.incident("TobanWatchdogMissing").isUnderWay()).isTrue();
    story.fires(watchdog).passMinutes(1);
    assertThat(story.incident("Disk").phase()).isInstanceOf(Phase.Recovered.class);
    assertThat(story.incident("TobanWatchdogMissing").phase()).isInstanceOf(Phase.Recovered.class);
  }

  @Test
  void aStormIsOneNoticeAndFewRuns() {
    story.settings = Story.settings(Story.answering(0));
    for (int i = 0; i < 1000; i++) {
      story.fires(alert("Down", "host-" + i, BEGIN, "severity", "critical"));
    }
    story.runTakes = Duration.ofSeconds(20);
    story.host = job -> exit(job.script().contains("curl") ? 1 : 0);
    story.start().pass(Duration.ofSeconds(15));
    assertThat(story.board().incidents()).hasSize(1000);
    assertThat(story.notices).hasSize(1);
    assertThat(story.notices.getFirst().title()).isEqualTo("1000 incidents, 1000 of them critical");
    assertThat(story.started).hasSize(4);
    story.passMinutes(14);
    long restarts = story.scripts().stream().filter(it -> it.contains("restart")).count();
    // five minutes of patience, then the rest is manual; no host twice
    assertThat(restarts).isBetween(8L, 50L);
    assertThat(
            story.started.stream()
                .filter(job -> job.script().contains("restart"))
                .map(job -> job.target().name()))
        .doesNotHaveDuplicates();
    assertThat(story.board().barred()).hasSize(1);
    assertThat(story.board().messages()).anyMatch(it -> it.key().equals("action.barred"));
    assertThat(story.notices.size()).isLessThan(200);
  }

  @Test
  void aCrashMidRunIsUnknownVerifiedAndNeverRepeated() {
    story.host = job -> job.script().contains("restart") ? null : exit(0);
    story.start().fires(down).pass(Duration.ofSeconds(16));
    assertThat(story.incident().running()).isNotNull();
    story.crash();
    assertThat(story.events(Event.RunEnded.class).getFirst().ending())
        .isInstanceOf(org.toban.incident.Run.Unknown.class);
    story.passMinutes(4);
    assertThat(story.scripts()).containsExactly("systemctl restart web", "curl -f localhost");
    assertThat(story.phase()).isEqualTo("Verifying");
    story.clears(down).passMinutes(1);
    assertThat(story.phase()).isEqualTo("Recovered");
  }

  @Test
  void theHoldSwitchStopsWhatIsNotYetStarted() {
    story.start().does(new Command.Hold("aoki", true, "release night")).fires(down).passMinutes(1);
    assertThat(story.scripts()).isEmpty();
    assertThat(story.incident().response().why()).isEqualTo("all automation is stopped");
    story.does(new Command.Hold("aoki", false, "")).passMinutes(1);
    assertThat(story.scripts()).isEmpty();
    story.does(new Command.RunStep("aoki", story.id(), stepId("restart")));
    assertThat(story.scripts()).hasSize(1);
  }

  @Test
  void withoutAHistoryNothingRunsByItselfAndNothingIsLost() {
    story.start().pass(Duration.ofSeconds(10));
    story.historyBreaks("disk full").fires(down).passMinutes(1);
    assertThat(story.started).isEmpty();
    assertThat(story.board().historyProblem()).isEqualTo("disk full");
    assertThat(story.phase()).isIn("Escalated", "Waiting");
    story.does(new Command.RunStep("aoki", story.id(), stepId("reset")));
    assertThat(story.scripts()).hasSize(1);
    assertThat(story.board().messages()).anyMatch(it -> it.key().equals("run.unrecorded"));
    story.passMinutes(1).historyMends().passMinutes(1);
    assertThat(story.board().historyProblem()).isNull();
    assertThat(story.events()).startsWith("Opened", "AlertFired");
  }

  @Test
  void theStartLimitCountsManualRunsAndOutlivesARestart() {
    story.trusting().start().fires(down).passMinutes(1);
    for (int i = 0; i < 3; i++) {
      story.does(new Command.RunStep("aoki", story.id(), stepId("restart")));
      story.pass(Duration.ofSeconds(5));
    }
    story.crash().passMinutes(1);
    story.does(new Command.RunStep("aoki", story.id(), stepId("restart")));
    assertThat(story.scripts()).hasSize(3);
    assertThat(story.board().messages().getFirst().key()).isEqualTo("run.refused.START_LIMIT");
    assertThat(story.events(Event.RunRefused.class).getLast().reason()).startsWith("3 of 3");
    story.passMinutes(5).does(new Command.RunStep("aoki", story.id(), stepId("restart")));
    assertThat(story.scripts()).hasSize(4);
  }

  @Test
  void whatIsSuppressedOpensNothingUntilItIsActive() {
    Alert silenced =
        new Alert(
            plain.labels(),
            plain.fingerprint(),
            plain.annotations(),
            BEGIN,
            Alert.State.SUPPRESSED,
            List.of("silence:1"),
            null);
    story.start().fires(silenced).passMinutes(5);
    assertThat(story.board().incidents()).isEmpty();
    assertThat(story.board().rows()).hasSize(1);
    assertThat(story.notices).isEmpty();
    story.fires(plain).passMinutes(1);
    assertThat(story.incident().isUnderWay()).isTrue();
    assertThat(story.whys()).containsExactly("new incident");
    story.fires(silenced).passMinutes(30);
    assertThat(story.whys()).containsExactly("new incident");
    assertThat(story.incident().firing()).hasSize(1);
  }

  @Test
  void aPendingAlertOpensNothingAndPendingAgainIsCleared() {
    Alert pending =
        new Alert(
            disk.labels(),
            disk.fingerprint(),
            disk.annotations(),
            BEGIN,
            Alert.State.PENDING,
            List.of(),
            null);
    story.start().fires(pending).passMinutes(1);
    assertThat(story.board().incidents()).isEmpty();
    story.fires(disk).passMinutes(1);
    assertThat(story.incident().firing()).hasSize(1);
    story.fires(pending).passMinutes(1);
    assertThat(story.phase()).isEqualTo("Recovered");
    assertThat(story.board().rows()).singleElement().extracting(Board.Row::incident).isNull();
  }

  @Test
  void alertsOfOneNameAndHostAreOneIncident() {
    story
        .start()
        .fires(
            alert("Disk", "web-1", BEGIN, "mountpoint", "/"),
            alert("Disk", "web-1", BEGIN, "mountpoint", "/var"),
            alert("Disk", "web-2", BEGIN, "mountpoint", "/"))
        .passMinutes(1);
    assertThat(story.board().incidents().values())
        .extracting(it -> it.firing().size())
        .containsExactlyInAnyOrder(2, 1);
  }

  @Test
  void aSleepIsOneSummary() {
    for (int i = 0; i < 3; i++) {
      story.fires(alert("Plain", "host-" + i, BEGIN, "severity", "critical"));
    }
    story.start().passMinutes(1);
    int before = story.notices.size();
    story.sleep(Duration.ofHours(12)).passMinutes(1);
    assertThat(story.notices).hasSize(before + 1);
    assertThat(story.polled).contains("null");
    assertThat(story.notices.getLast().title()).contains("3 incidents");
    assertThat(story.board().incidents().values()).allMatch(Incident::breached);
    assertThat(story.board().incidents()).hasSize(3);
  }

  @Test
  void aFiringThatItsSourceForgotForAWhileIsNotAnsweredTwice() {
    story.start().fires(down).passMinutes(1).clears(down).passMinutes(2);
    assertThat(story.phase()).isEqualTo("Recovered");
    story.crash().fires(down).passMinutes(1);
    assertThat(story.phase()).isEqualTo("Waiting");
    assertThat(story.incident().response().why()).contains("does so once");
    Alert news = alert("Down", "web-1", story.now, "severity", "critical");
    story.clears(down).passMinutes(1).fires(news).passMinutes(1);
    assertThat(story.scripts().stream().filter(it -> it.contains("restart"))).hasSize(2);
  }
}
