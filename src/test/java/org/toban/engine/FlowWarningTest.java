package org.toban.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A warning is told to its owner, who begins the response. */
@Arrow({"重大度判定 -Warning→ 担当者通知", "担当者通知 → 即時対応開始"})
class FlowWarningTest {
  @RegisterExtension final FlowStory story = new FlowStory();

  @Test
  void itsOwnerIsToldOnceAndOfTheDeadline() {
    story.fires("Slow").notifies("Dev", "New: Slow (web)").isDueAt("14:00");
    story.at("13:00").notifies("Dev", "Half of the time is over: Slow (web)");
    story.at("13:36").notifies("Dev", "Deadline near: Slow (web)");
    story.at("14:00").notifies("Dev", "Deadline missed: Slow (web)").stands("Waiting");
    story.at("22:00").notifies("Dev", "Still open: Slow (web)").isHeldBy("Dev");
  }

  @Test
  void whoBeginsInTimeHearsNoMore() {
    story.fires("Disk").notifies("Storage", "New: Disk (web)");
    story.at("12:20").acknowledges("doi").stands("Diagnosing").isAnswered(true);
    story.at("20:19");
  }

  @Test
  void diagnosingIsAnAnswerToo() {
    story.fires("Disk").notifies("Storage", "New: Disk (web)");
    story.at("12:20").diagnoses("doi").stands("Diagnosing").isAnswered(true).at("20:19");
  }

  @Test
  void itIsNeverHandedOnByATimer() {
    story.fires("Disk").notifies("Storage", "New: Disk (web)");
    story.at("12:30").notifies("Storage", "Half of the time is over: Disk (web)");
    story.at("12:48").notifies("Storage", "Deadline near: Disk (web)");
    story.at("13:00").notifies("Storage", "Deadline missed: Disk (web)").writes("DeadlineBreached");
    story.at("20:59").stands("Waiting").isHeldBy("Storage");
  }
}
