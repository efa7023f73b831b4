package org.toban.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Recovered is what has passed every verify step and cleared; then its review is due. */
@Arrow({"復旧確認 → 復旧成功?", "復旧成功? -Yes→ 事後レビュー"})
class FlowVerifyingTest {
  @RegisterExtension final FlowStory story = new FlowStory();

  private void isVerifying() {
    story.fires("Down").pages("Aoki", "New: Down (web)").runs("systemctl restart web");
    story.at("12:00:02").stands("Verifying").runs("curl -f localhost");
  }

  @Test
  void everyStepPassesAndTheAlertClears() {
    isVerifying();
    story.at("12:00:10").writes("VerificationPassed").stands("Verifying").clears("Down");
    story.at("12:00:30").writes("AlertCleared", "RecoveryConfirmed").stands("Recovered");
    story.informs("Aoki", "Recovered: Down (web)");
  }

  @Test
  void aStepThatFailsIsTriedAgain() {
    story.commandsFail("curl");
    isVerifying();
    story.at("12:00:19").runs("curl -f localhost").at("12:00:30").commandsFail("");
    story.at("12:00:36").runs("curl -f localhost").at("12:00:40").clears("Down");
    story.at("12:01").informs("Aoki", "Recovered: Down (web)").stands("Recovered");
  }

  @Test
  void oneAnswerWithoutTheAlertIsNoClearing() {
    isVerifying();
    story
        .at("12:00:10")
        .clears("Down")
        .at("12:00:20")
        .fires("Down")
        .at("12:01")
        .stands("Verifying");
  }

  @Test
  void anAnswerThatCannotBeReadClearsNothing() {
    isVerifying();
    story.at("12:00:10").sourceBreaks().clears("Down").at("12:01").stands("Verifying");
  }

  @Test
  void withoutAVerifyStepTheClearingIsAllThatIsChecked() {
    story.fires("Disk").notifies("Storage", "New: Disk (web)").at("12:10").clears("Disk");
    story.at("12:10:30").informs("Storage", "Recovered: Disk (web)").stands("Recovered");
  }

  @Test
  void unapprovedVerifyStepsWaitForAPerson() {
    story.stage.trusting();
    story.fires("Down").pages("Aoki", "New: Down (web)").says("run.refused.NOT_TRUSTED");
    story.acknowledges("aoki").at("12:01").clears("Down").at("12:01:30").says("verify.waits");
    story.at("12:10").stands("Verifying").saysTheResponseIsDone("aoki").runs("curl -f localhost");
    story.at("12:10:02").informs("Aoki", "Recovered: Down (web)").stands("Recovered");
  }
}
