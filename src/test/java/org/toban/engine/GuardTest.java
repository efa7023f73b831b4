package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.BEGIN;
import static org.toban.engine.Story.alert;
import static org.toban.engine.Story.stepId;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.incident.Verdict;
import org.toban.runbook.Approval;
import org.toban.runbook.Step;
import org.toban.runbook.Trust;

/** Each guard alone, as the board shows it beforehand. */
class GuardTest {
  private final Story story = new Story();
  private final Alert down = alert("Down", "web-1", BEGIN, "severity", "critical");

  private static Step step(String name) {
    return Story.LIBRARY.step(stepId(name)).orElseThrow();
  }

  private Guard guard(String name) {
    return Guard.of(story.board(), story.incident(), step(name), story.now);
  }

  private Story held() {
    return story.start().does(new Command.Hold("aoki", true, "quiet")).fires(down);
  }

  @Test
  void whatIsAllowedIsAllowed() {
    held().passMinutes(1).does(new Command.Hold("aoki", false, ""));
    Guard guard = guard("restart");
    assertThat(guard.refusal()).isNull();
    assertThat(guard.automaticRefusal()).isNull();
    assertThat(guard.target()).hasToString("deploy@web");
    assertThat(guard.used()).isZero();
    assertThat(guard.trusted()).isTrue();
  }

  /** THREATS: a shared runbook that somebody edits must not become an automatic action. */
  @Test
  void anEditedStepIsDisarmedUntilAPersonApprovesItsNewText() {
    story.start();
    Step before = step("restart");
    story.edits(text -> text.replace("systemctl restart web", "systemctl restart web; curl evil"));
    story.fires(down).passMinutes(1);
    assertThat(story.started).isEmpty();
    Step edited = story.board().library().step(before.id()).orElseThrow();
    assertThat(Guard.of(story.board(), story.incident(), edited, story.now).automaticRefusal())
        .isEqualTo(Guard.Refusal.NOT_TRUSTED);
    assertThat(story.board().trust().replacedBy(edited, story.board().library()))
        .map(Approval::text)
        .contains("systemctl restart web");

    story.does(new Command.Approve("aoki", edited));
    assertThat(Guard.of(story.board(), story.incident(), edited, story.now).automaticRefusal())
        .isNull();
    assertThat(story.board().trust().approval(edited)).map(Approval::by).contains("aoki");
  }

  /** {@code toban trust} writes while the desk runs; what was read before knows no withdrawal. */
  @Test
  void theFileOfApprovalsCountsLessWhatWasWithdrawnHere() {
    story.start();
    Step restart = step("restart");
    Trust early = story.board().trust();
    assertThat(early.approved(restart)).isTrue();
    story.take(new Input.TrustRead(story.now, Trust.nothing()));
    assertThat(story.board().trust().approved(restart)).isFalse();
    story.take(new Input.TrustRead(story.now, early));
    assertThat(story.board().trust().approved(restart)).isTrue();

    story.pass(Duration.ofSeconds(5)).does(new Command.Revoke("aoki", restart.sha256()));
    story.take(new Input.TrustRead(story.now, early));
    assertThat(story.board().trust().approved(restart)).as("read too early").isFalse();
    assertThat(story.board().trust().approvals()).isNotEmpty();
    Approval later = Approval.of(restart, "baba", story.now.plusSeconds(1));
    story.take(new Input.TrustRead(story.now, early.with(later)));
    assertThat(story.board().trust().approval(restart)).map(Approval::by).contains("baba");
  }

  @Test
  void eachGuardRefuses() {
    held().passMinutes(1);
    assertThat(guard("restart").automaticRefusal()).isEqualTo(Guard.Refusal.ON_HOLD);
    assertThat(guard("restart").refusal()).isNull();
    story.does(new Command.Hold("aoki", false, ""));
    assertThat(guard("reset").automaticRefusal()).isEqualTo(Guard.Refusal.NOT_AUTOMATIC);
    story.does(new Command.Revoke("aoki", step("restart").sha256()));
    assertThat(guard("restart").automaticRefusal()).isEqualTo(Guard.Refusal.NOT_TRUSTED);
    assertThat(guard("restart").refusal()).isNull();
    story.does(new Command.Approve("aoki", step("restart")));
    story.breaks("prod").pass(Duration.ofSeconds(31));
    assertThat(guard("restart").automaticRefusal()).isEqualTo(Guard.Refusal.STALE_SOURCE);
    story.mends("prod").clears(down).passMinutes(1);
    assertThat(guard("restart").automaticRefusal()).isEqualTo(Guard.Refusal.NO_LONGER_FIRING);
    story.does(new Command.Close("aoki", story.id(), Verdict.DUPLICATE, "enough"));
    assertThat(guard("restart").refusal()).isEqualTo(Guard.Refusal.CLOSED);
  }

  @Test
  void aBusyHostAndAUsedUpLimitRefuseByHandToo() {
    story.host = job -> null;
    story.start().fires(down).pass(Duration.ofSeconds(15));
    Guard busy = guard("reset");
    assertThat(busy.refusal()).isEqualTo(Guard.Refusal.HOST_BUSY);
    assertThat(busy.busy()).isEqualTo(story.started.getFirst().runId());
    story.does(new Command.RunStep("aoki", story.id(), stepId("reset")));
    assertThat(story.started).hasSize(1);
    assertThat(guard("restart").automaticRefusal()).isEqualTo(Guard.Refusal.ALREADY_TRIED);
  }

  @Test
  void aHostThatNoInventoryNamesIsNoHost() {
    story.start().fires(alert("Down", "db-7", BEGIN, "severity", "critical")).passMinutes(1);
    assertThat(guard("restart").refusal()).isEqualTo(Guard.Refusal.NO_HOST);
    assertThat(guard("restart").target()).isNull();
    assertThat(story.started).isEmpty();
  }

  @Test
  void aLabelThatNoShellVariableShouldHoldIsRefused() {
    story
        .start()
        .fires(alert("Down", "web-1", BEGIN, "severity", "critical", "path", "a\u001b[2Jb"))
        .passMinutes(1);
    assertThat(guard("restart").refusal()).isEqualTo(Guard.Refusal.UNSAFE_LABEL);
    assertThat(story.started).isEmpty();
  }

  @Test
  void aDryRunShowsAllAndChangesNothing() {
    held().passMinutes(1);
    Board before = story.board();
    DryRun dry = DryRun.of(before, story.incident(), step("restart"), story.now);
    assertThat(dry.script()).isEqualTo(step("restart").script());
    assertThat(dry.target()).hasToString("deploy@web");
    assertThat(dry.variables())
        .containsEntry("TOBAN_INSTANCE", "web-1")
        .containsEntry("TOBAN_LABEL_ALERTNAME", "Down");
    assertThat(dry.guard().automaticRefusal()).isEqualTo(Guard.Refusal.ON_HOLD);
    assertThat(story.started).isEmpty();
    assertThat(story.board().incidents()).isEqualTo(before.incidents());
  }
}
