package org.toban.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A critical alert calls the engineer on call, until the response begins. */
@Arrow({"重大度判定 -Critical→ オンコール起動", "オンコール起動 → 即時対応開始"})
class FlowCriticalTest {
  @RegisterExtension final FlowStory story = new FlowStory();

  @Test
  void isPagedAgainAndHandedOnUntilSomebodyAnswers() {
    story.fires("Database").pages("Aoki", "New: Database (web)").stands("Waiting");
    story.at("12:05").pages("Aoki", "Unanswered: Database (web)");
    story.at("12:07:30").pages("Aoki", "Half of the time is over: Database (web)");
    story.at("12:12").pages("Aoki", "Deadline near: Database (web)");
    story.at("12:15").pages("Baba", "Escalated: Database (web)");
    story.writes("DeadlineBreached", "HandedOver").stands("Escalated").isHeldBy("Baba");
    story.at("12:20").pages("Baba", "Unanswered: Database (web)");
    story.at("12:25").pages("Baba", "Unanswered: Database (web)");
    story.at("12:30").pages("Chiba", "Escalated: Database (web)");
    story.at("12:35").pages("Chiba", "Unanswered: Database (web)");
    story.at("12:36").acknowledges("chiba").isAnswered(true);
    story.at("13:35");
  }

  @Test
  void theLastContactIsPagedOnAndOn() {
    story.fires("Plain").pages("SRE", "New: Plain (web)");
    story.at("12:05").pages("SRE", "Unanswered: Plain (web)");
    story.at("12:07:30").pages("SRE", "Half of the time is over: Plain (web)");
    story.at("12:12").pages("SRE", "Deadline near: Plain (web)");
    story.at("12:15").pages("SRE", "Escalated: Plain (web)");
    for (String time : new String[] {"12:20", "12:25", "12:30", "12:35", "12:40"}) {
      story.at(time).pages("SRE", "Unanswered: Plain (web)");
    }
  }

  @Test
  void anAnswerBeginsTheResponseAndEndsThePages() {
    story.fires("Database").pages("Aoki", "New: Database (web)");
    story.at("12:03").acknowledges("aoki").stands("Diagnosing").isAnswered(true);
    story.at("13:02");
  }

  @Test
  void whoForgetsItIsReminded() {
    story.fires("Database").pages("Aoki", "New: Database (web)");
    story.at("12:03").acknowledges("aoki");
    story.at("13:03").pages("Aoki", "Still open: Database (web)");
    story.at("14:03").pages("Aoki", "Still open: Database (web)");
  }

  @Test
  void aPersonHandsItOnBeforeTheTimer() {
    story.fires("Database").pages("Aoki", "New: Database (web)");
    story.at("12:01").escalates("aoki").pages("Baba", "Escalated: Database (web)");
    story.escalatesHavingSeen("baba", 0).refuses("ESCALATED").isHeldBy("Baba");
    story.at("12:06").pages("Baba", "Unanswered: Database (web)");
  }

  @Test
  void aKillBetweenTwoPagesChangesNothing() {
    story.fires("Database").pages("Aoki", "New: Database (web)");
    story.at("12:04:40").isKilled();
    story.at("12:05").pages("Aoki", "Unanswered: Database (web)");
    story.at("12:07:10").isKilled();
    story.at("12:07:30").pages("Aoki", "Half of the time is over: Database (web)");
  }

  @Test
  void aPageThatReachesNobodyGoesToTheNextContactAndIsTriedOn() {
    story.channelsFail("unreachable").fires("Database");
    story.cannotTell("Aoki", "New: Database (web)");
    story.at("12:00:05").cannotTell("Aoki", "New: Database (web)").says("notice.failed");
    story.writes("NotifyFailed", "HandedOver").isHeldBy("Baba");
    story.channelsWork().at("12:00:15").pages("Aoki", "New: Database (web)");
    story.pages("Baba", "Escalated: Database (web)").says("notice.back");
    story.acknowledges("baba").at("12:30");
  }

  @Test
  void aStormOfOneNameIsOnePage() {
    story.with(Story.settings(Story.answering(3)));
    story.fires(FlowStory.onHosts("Plain", 200)).pages("SRE", "New: Plain").hasIncidents(1);
  }

  @Test
  void severalAtOnceAreOneMessage() {
    story.fires(FlowStory.onHosts("Plain", 4));
    story.pages("SRE", "4 incidents, 4 of them critical").hasIncidents(4);
  }
}
