package org.toban.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** After recovery comes the review, after the review the close; and what is not over comes back. */
@Arrow("事後レビュー → アラートクローズ")
class FlowReviewTest {
  @RegisterExtension final FlowStory story = new FlowStory();

  private void hasRecovered() {
    story.fires("Database").pages("Aoki", "New: Database (web)").acknowledges("aoki");
    story.at("12:10").clears("Database").at("12:10:30");
    story.informs("Aoki", "Recovered: Database (web)").stands("Recovered");
  }

  @Test
  void aCriticalIsClosedAfterItsReview() {
    hasRecovered();
    story.at("12:20").closes("aoki", "").refuses("NOT_REVIEWED").stands("Recovered");
    story.draftsTheReview("aoki").closes("aoki", "").stands("Closed").after("30h");
  }

  @Test
  void orWithAReason() {
    hasRecovered();
    story.at("12:20").closes("aoki", "the exercise of today").stands("Closed").after("30h");
  }

  @Test
  void aReviewThatNobodyWritesIsRememberedEachDay() {
    hasRecovered();
    story.at("12:10:29").at("12:10:30").pages("Aoki", "Still open: Database (web)");
    story.after("24h").pages("Aoki", "Still open: Database (web)").stands("Recovered");
  }

  @Test
  void aReviewComesAfterTheRecovery() {
    story.fires("Database").pages("Aoki", "New: Database (web)");
    story.draftsTheReview("aoki").refuses("REVIEW_EARLY");
  }

  @Test
  void aWarningNeedsAVerdictOnlyAndClosesByItself() {
    story.fires("Disk").notifies("Storage", "New: Disk (web)").at("12:10").clears("Disk");
    story.at("12:10:30").informs("Storage", "Recovered: Disk (web)").after("23h");
    story.stands("Recovered").after("1h").stands("Closed").writes("Closed").after("30h");
  }

  @Test
  void whatStillFiresIsClosedWithAReasonAndStaysClosed() {
    story.fires("Database").pages("Aoki", "New: Database (web)");
    story.at("12:01").closes("aoki", " ").refuses("NOT_RECOVERED").stands("Waiting");
    story.closes("aoki", "the database is being moved").stands("Closed");
    story.at("12:30").isKilled().at("13:30").stands("Closed").hasIncidents(1);
    story.clears("Database").at("13:31").fires("Database").pages("Aoki", "New: Database (web)");
    story.hasIncidents(2);
  }

  @Test
  void whatFiresAgainSoonIsTheSameAndAsLoud() {
    hasRecovered();
    story.at("12:15").fires("Database").pages("Aoki", "Fires again: Database (web)");
    story.hasIncidents(1).stands("Waiting").at("12:20").pages("Aoki", "Unanswered: Database (web)");
  }

  @Test
  void alsoWhenItWasClosedMeanwhile() {
    hasRecovered();
    story.draftsTheReview("aoki").closes("aoki", "").at("12:15").fires("Database");
    story.pages("Aoki", "Fires again: Database (web)").hasIncidents(1).stands("Waiting");
  }

  @Test
  void whatFiresLaterIsAnother() {
    hasRecovered();
    story.draftsTheReview("aoki").closes("aoki", "").at("12:21").fires("Database");
    story.pages("Aoki", "New: Database (web)").hasIncidents(2);
  }

  @Test
  void aPersonTakesItUpAgainWithinTheWindow() {
    story.fires("Database").pages("Aoki", "New: Database (web)").reopens("aoki").refuses("OPEN");
    story.closes("aoki", "we are at it").at("12:02").reopens("aoki").stands("Waiting");
    story.at("12:07").pages("Aoki", "Unanswered: Database (web)");
    story.closes("aoki", "now we are").at("12:18").reopens("aoki").refuses("TOO_LATE");
    story.stands("Closed");
  }
}
