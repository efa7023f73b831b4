package org.toban.engine;

import static org.toban.engine.Story.BEGIN;
import static org.toban.engine.Story.alert;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where a guard refuses the automatic response it is manual, and the reason is told. */
@Arrow("自動修復可能? -No→ 手動対応")
class FlowGuardsTest {
  @RegisterExtension final FlowStory story = new FlowStory();

  @Test
  void nobodyHasApprovedItsText() {
    story.stage.trusting();
    story.fires("Down").pages("Aoki", "New: Down (web)").says("run.refused.NOT_TRUSTED");
    story.isManualBecause("nobody has approved this text for automatic runs").stands("Waiting");
    story.at("12:05").pages("Aoki", "Unanswered: Down (web)");
  }

  @Test
  void allAutomationIsStopped() {
    story.stopsAutomation("aoki").fires("Down").pages("Aoki", "New: Down (web)");
    story.says("run.refused.ON_HOLD").isManualBecause("all automation is stopped");
  }

  @Test
  void noHostOfTheInventoryMatches() {
    story.fires(alert("Down", "nowhere", BEGIN)).pages("Aoki", "New: Down (nowhere)");
    story.says("run.refused.NO_HOST");
    story.isManualBecause("no host of the inventory matches the alert: add one under hosts");
  }

  @Test
  void theHistoryCannotBeWritten() {
    story.historyBreaks("disk full").fires("Down").pages("Aoki", "New: Down (web)");
    story.says("history.down");
  }

  /** Three starts within five minutes, whoever started them. */
  @Test
  void theStartLimitIsUsedUp() {
    story.stopsAutomation("aoki").fires("Down").pages("Aoki", "New: Down (web)");
    story.says("run.refused.ON_HOLD");
    story.startsStep("aoki", "restart").runs("systemctl restart web");
    story.at("12:00:05").startsStep("aoki", "restart").runs("systemctl restart web");
    story.at("12:00:10").startsStep("aoki", "restart").runs("systemctl restart web");
    story.allowsAutomation("aoki").clears("Down");
    story.at("12:00:30").runs("curl -f localhost");
    story.at("12:00:32").informs("Aoki", "Recovered: Down (web)");
    story.at("12:02").fires("Down").pages("Baba", "Fires again: Down (web)");
    story.says("run.refused.START_LIMIT").stands("Escalated").isHeldBy("Baba");
  }

  @Test
  void aStormIsForAPerson() {
    story.with(Story.settings(Story.answering(3)));
    story.fires(FlowStory.onHosts("Down", 10)).pages("Aoki", "New: Down").stands("Waiting");
    story.isManualBecause("it is about several hosts: a person decides where to act");
  }
}
