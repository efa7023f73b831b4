package org.toban.engine;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An acknowledgement has a person, lasts until it clears or until a time, and is no silence. */
class FlowAcknowledgementTest {
  @RegisterExtension final FlowStory story = new FlowStory();

  @BeforeEach
  void aCriticalIsPaged() {
    story.fires("Database").pages("Aoki", "New: Database (web)").at("12:01");
  }

  @Test
  void untilItClears() {
    story.acknowledges("aoki").at("12:59").clears("Database").at("12:59:30");
    story.writes("AcknowledgementEnded").informs("Aoki", "Recovered: Database (web)");
    story.at("13:02").fires("Database").pages("Aoki", "Fires again: Database (web)");
    story.stands("Waiting").at("13:07").pages("Aoki", "Unanswered: Database (web)");
  }

  @Test
  void untilATimeAndThenItIsLoud() {
    story.acknowledges("aoki", "10m").stands("Diagnosing");
    story.at("12:11").pages("Aoki", "Unanswered: Database (web)").stands("Waiting");
    story.at("12:16").pages("Aoki", "Unanswered: Database (web)");
    story.at("12:21").pages("Aoki", "Unanswered: Database (web)");
    story.at("12:26").pages("Baba", "Escalated: Database (web)");
  }

  @Test
  void itsEndIsLoudAfterAKillToo() {
    story.acknowledges("aoki", "10m").at("12:10:50").isKilled();
    story.at("12:11").pages("Aoki", "Unanswered: Database (web)").stands("Waiting");
  }

  @Test
  void itsTimeOfAWarningIsLoudToo() {
    story.acknowledges("aoki").fires("Disk").notifies("Storage", "New: Disk (web)");
    story.acknowledges("doi", "30m").at("12:31").notifies("Storage", "Unanswered: Disk (web)");
  }

  @Test
  void itIsRenewedBeforeItEnds() {
    story.acknowledges("aoki", "10m").at("12:10").acknowledges("aoki", "30m").at("12:40");
    story.pages("Aoki", "Unanswered: Database (web)");
  }

  @Test
  void itIsGivenBackAndAskedForAgain() {
    story.acknowledges("aoki").at("12:02").givesBack("aoki").stands("Waiting");
    story.at("12:07").pages("Aoki", "Unanswered: Database (web)");
  }

  @Test
  void nobodyTakesItUnasked() {
    story.acknowledges("aoki").acknowledges("baba").refuses("HELD");
    story.takesOver("baba").writes("TakenOver", "Acknowledged").isHeldBy("baba").at("12:59");
  }

  @Test
  void whoIsNamedIsToldAndHasToAnswer() {
    story.acknowledges("aoki").givesTo("aoki", " ").refuses("NOBODY");
    story.givesTo("aoki", "Chiba").pages("Chiba", "Given to you: Database (web)");
    story.stands("Waiting").isHeldBy("Chiba");
    story.at("12:06").pages("Chiba", "Unanswered: Database (web)");
    story.at("12:07").acknowledges("Chiba").at("13:06");
  }

  @Test
  void whoIsNamedDuringARemedyIsTold() {
    story.stopsAutomation("aoki").fires("Down").pages("Aoki", "New: Down (web)");
    story.says("run.refused.ON_HOLD").acknowledges("aoki").startsStep("aoki", "reset");
    story.runs("systemctl reset-failed web").about("Database").acknowledges("aoki").about("Down");
    story.at("12:02").givesTo("aoki", "Chiba").pages("Chiba", "Given to you: Down (web)");
    story.stands("Responding").isHeldBy("Chiba").at("13:00");
  }
}
