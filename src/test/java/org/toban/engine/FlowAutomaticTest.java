package org.toban.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An automatic response runs behind every guard, once, and is verified. */
@Arrow({"自動修復可能? -Yes→ 自動修復実行", "自動修復実行 → 復旧確認"})
class FlowAutomaticTest {
  @RegisterExtension final FlowStory story = new FlowStory();

  @Test
  void itRunsAndIsVerified() {
    story.fires("Down").pages("Aoki", "New: Down (web)").runs("systemctl restart web");
    story.at("12:00:02").stands("Verifying").runs("curl -f localhost");
    story.at("12:00:10").clears("Down").stands("Verifying");
    story.at("12:00:30").informs("Aoki", "Recovered: Down (web)").stands("Recovered");
  }

  @Test
  void itRunsOnceForAFiring() {
    story.fires("Down").pages("Aoki", "New: Down (web)").runs("systemctl restart web");
    story.at("12:00:02").runs("curl -f localhost");
    story.at("12:05:02").pages("Baba", "Escalated: Down (web)").writes("VerificationFailed");
    story.at("12:10:02").pages("Baba", "Unanswered: Down (web)").stands("Escalated");
  }

  @Test
  void aCommandThatFailsIsHandedOnAtOnce() {
    story.commandsFail("restart").fires("Down").pages("Aoki", "New: Down (web)");
    story.runs("systemctl restart web");
    story.at("12:00:02").pages("Baba", "Escalated: Down (web)").stands("Escalated");
  }

  @Test
  void aKillMidRunLeavesItUnknownAndVerified() {
    story.commandsNeverEnd().fires("Down").pages("Aoki", "New: Down (web)");
    story.runs("systemctl restart web").at("12:00:01").commandsFail("");
    story.isKilled().runs("curl -f localhost").writes("RunEnded", "VerificationStarted");
    story.at("12:00:10").clears("Down").at("12:00:30").informs("Aoki", "Recovered: Down (web)");
  }

  @Test
  void aNewFiringAfterRecoveryMayBeAnsweredAgain() {
    story.fires("Down").pages("Aoki", "New: Down (web)").runs("systemctl restart web");
    story.at("12:00:02").runs("curl -f localhost").at("12:00:10").clears("Down");
    story.at("12:00:30").informs("Aoki", "Recovered: Down (web)");
    story.at("12:03").fires("Down").pages("Aoki", "Fires again: Down (web)");
    story.runs("systemctl restart web").at("12:03:02").runs("curl -f localhost");
  }

  @Test
  void itIsVerifiedThoughSomebodyHandedItOnMeanwhile() {
    story.fires("Down").pages("Aoki", "New: Down (web)").runs("systemctl restart web");
    story.escalates("aoki").pages("Baba", "Escalated: Down (web)");
    story.at("12:00:02").stands("Verifying").runs("curl -f localhost");
  }
}
