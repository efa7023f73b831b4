package org.toban.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The response begins with a diagnosis, and with the question whether it may be automatic. */
@Arrow({"即時対応開始 → 診断", "診断 → 自動修復可能?"})
class FlowDiagnosisTest {
  @RegisterExtension final FlowStory story = new FlowStory();

  @Test
  void whoDiagnosesHasAnsweredAndIsNotPagedMeanwhile() {
    story.fires("Database").pages("Aoki", "New: Database (web)");
    story.at("12:02").diagnoses("aoki").stands("Diagnosing").isAnswered(true).at("13:01");
  }

  @Test
  void theAutomaticOneBeginsWithoutAPerson() {
    story.fires("Down").pages("Aoki", "New: Down (web)").runs("systemctl restart web");
    story.stands("Responding").isAnswered(true).writes("ResponseChosen", "RunPlanned");
  }

  @Test
  void whereTheTableNamesNoneAPersonActs() {
    story.fires("Database").pages("Aoki", "New: Database (web)").stands("Waiting");
    story.isManualBecause("the policy has no automatic response").isAnswered(false);
  }

  @Test
  void theQuestionIsAskedOnceARound() {
    story.stopsAutomation("aoki").fires("Down").pages("Aoki", "New: Down (web)");
    story.says("run.refused.ON_HOLD").isManualBecause("all automation is stopped");
    story.allowsAutomation("aoki").at("12:04:59").stands("Waiting");
  }

  @Test
  void whatAPersonTookDuringMaintenanceIsNotTakenFromThem() {
    story.announces("patching", "12:00", "12:30").fires("Down").at("12:10");
    story.acknowledges("aoki").stands("Diagnosing").at("12:30");
    story.pages("Aoki", "Fires after maintenance: Down (web)").stands("Diagnosing");
    story.isManualBecause("the response began before the automatic one could start");
  }
}
