package org.toban.engine;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What has not recovered goes to the next contact, who responds; and it is verified again. */
@Arrow({"復旧成功? -No→ エスカレーション", "エスカレーション → 上位担当者対応", "上位担当者対応 → 復旧確認"})
class FlowEscalationTest {
  @RegisterExtension final FlowStory story = new FlowStory();

  @BeforeEach
  void theAutomaticResponseDoesNotHelp() {
    story.fires("Down").pages("Aoki", "New: Down (web)").runs("systemctl restart web");
    story.at("12:00:02").runs("curl -f localhost");
    story.at("12:05:02").pages("Baba", "Escalated: Down (web)");
    story.writes("VerificationFailed", "HandedOver").stands("Escalated").isHeldBy("Baba");
  }

  @Test
  void theNextContactRespondsAndItIsVerifiedAgain() {
    story.at("12:06").acknowledges("baba").stands("Escalated");
    story.at("12:07").startsStep("baba", "reset").runs("systemctl reset-failed web");
    story.at("12:08").saysTheResponseIsDone("baba").runs("curl -f localhost").stands("Verifying");
    story.at("12:09").clears("Down").at("12:09:30").informs("Baba", "Recovered: Down (web)");
    story.stands("Recovered");
  }

  @Test
  void andFromThereToTheOneAbove() {
    story.at("12:06").acknowledges("baba");
    story.at("12:08").saysTheResponseIsDone("baba").runs("curl -f localhost");
    story.at("12:13").pages("Chiba", "Escalated: Down (web)").writes("VerificationFailed");
    story.isHeldBy("Chiba").at("12:18").pages("Chiba", "Unanswered: Down (web)");
    story.acknowledges("chiba").at("13:17");
  }

  @Test
  void whoIsSilentIsPagedAgainAndPassedOver() {
    story.at("12:10:02").pages("Baba", "Unanswered: Down (web)");
    story.at("12:15:02").pages("Baba", "Unanswered: Down (web)");
    story.at("12:20:02").pages("Chiba", "Escalated: Down (web)").isHeldBy("Chiba");
  }

  @Test
  void anAnswerWhoseTimeIsOverIsAskedForAgainBeforeItIsHandedOn() {
    story.at("12:06").acknowledges("baba", "20m");
    story.at("12:26").pages("Baba", "Unanswered: Down (web)").isHeldBy("Baba");
    story.at("12:31").pages("Baba", "Unanswered: Down (web)");
  }

  @Test
  void whatClearsAfterwardsIsVerifiedFirst() {
    story.clears("Down").at("12:05:30").runs("curl -f localhost").stands("Verifying");
    story.at("12:05:32").informs("Baba", "Recovered: Down (web)").stands("Recovered");
  }
}
