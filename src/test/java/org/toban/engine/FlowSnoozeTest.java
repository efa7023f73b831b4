package org.toban.engine;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A snooze holds back the pages for a time. It is no answer: the deadline goes on. */
class FlowSnoozeTest {
  @RegisterExtension final FlowStory story = new FlowStory();

  @BeforeEach
  void aCriticalIsPaged() {
    story.fires("Database").pages("Aoki", "New: Database (web)").at("12:01");
  }

  @Test
  void pagesWaitTheDeadlineDoesNotAndItsEndIsLoud() {
    story.snoozes("aoki", "20m").isAnswered(false);
    story.at("12:15").pages("Aoki", "Deadline missed: Database (web)").isHeldBy("Aoki");
    story.at("12:21").pages("Aoki", "Unanswered: Database (web)").writes("SnoozeEnded");
    story.at("12:26").pages("Aoki", "Unanswered: Database (web)");
    story.at("12:31").pages("Aoki", "Unanswered: Database (web)");
    story.at("12:36").pages("Baba", "Escalated: Database (web)");
  }

  @Test
  void aKillMeanwhileChangesNothing() {
    story.snoozes("aoki", "10m").at("12:05").isKilled().at("12:10:58").isKilled();
    story.at("12:11").pages("Aoki", "Unanswered: Database (web)");
  }

  @Test
  void itIsEndedByHand() {
    story.snoozes("aoki", "20m").at("12:01:30").endsSnooze("aoki");
    story.at("12:06:30").pages("Aoki", "Unanswered: Database (web)");
  }

  @Test
  void itIsRefusedWhereItMakesNoSense() {
    story.snoozes("aoki", "25h").refuses("SNOOZE_LENGTH").endsSnooze("aoki").refuses("NOT_SNOOZED");
    story.acknowledges("aoki").snoozes("aoki", "5m").refuses("ACKNOWLEDGED");
  }

  @Test
  void anAnswerEndsIt() {
    story.snoozes("aoki", "20m").at("12:05").acknowledges("baba").at("13:04").isAnswered(true);
  }

  @Test
  void aHandOverEndsIt() {
    story.snoozes("aoki", "20m").escalates("aoki").pages("Baba", "Escalated: Database (web)");
    story.at("12:06").pages("Baba", "Unanswered: Database (web)");
  }

  @Test
  void aWorseAlertEndsIt() {
    story.acknowledges("aoki").with(story.stage.settings).fires("Disk");
    story.notifies("Storage", "New: Disk (web)").snoozes("doi", "2h").at("12:10");
    story.about("Database").mergesInto("aoki", "Disk").about("Disk");
    story.pages("DBA", "More severe: Disk (web)").stands("Waiting");
    story.at("12:15").pages("DBA", "Unanswered: Disk (web)");
  }
}
