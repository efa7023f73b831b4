package org.toban.engine;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person responds by hand and says when the recovery is to be verified. */
@Arrow("手動対応 → 復旧確認")
class FlowManualTest {
  @RegisterExtension final FlowStory story = new FlowStory();

  @BeforeEach
  void aPersonHasIt() {
    story.stopsAutomation("aoki").fires("Down").pages("Aoki", "New: Down (web)");
    story.says("run.refused.ON_HOLD").allowsAutomation("aoki");
    story.at("12:01").acknowledges("aoki").stands("Diagnosing");
  }

  @Test
  void stepByStepAndThenVerified() {
    story.at("12:02").startsStep("aoki", "reset").runs("systemctl reset-failed web");
    story.stands("Responding").at("12:03").ticksOff("aoki", "users").writes("CheckSet");
    story.at("12:04").saysTheResponseIsDone("aoki").runs("curl -f localhost");
    story.stands("Verifying").clears("Down");
    story.at("12:04:30").informs("Aoki", "Recovered: Down (web)").stands("Recovered");
  }

  @Test
  void nothingIsVerifiedWhileARemedyRuns() {
    story.at("12:02").startsStep("aoki", "reset").runs("systemctl reset-failed web");
    story.saysTheResponseIsDone("aoki").refuses("RUNNING").stands("Responding");
  }

  @Test
  void aFailedCommandByHandIsThePersonsToJudge() {
    story.commandsFail("reset").at("12:02").startsStep("aoki", "reset");
    story.runs("systemctl reset-failed web").at("12:30").stands("Responding").isHeldBy("Aoki");
  }

  @Test
  void oneCommandAtATimeOnAHost() {
    story.startsStep("aoki", "reset").runs("systemctl reset-failed web");
    story.startsStep("aoki", "restart").says("run.refused.HOST_BUSY");
  }

  @Test
  void whatClearsWithoutACommandIsVerifiedAllTheSame() {
    story.clears("Down").at("12:01:30").runs("curl -f localhost");
    story.at("12:01:32").informs("Aoki", "Recovered: Down (web)").stands("Recovered");
  }
}
