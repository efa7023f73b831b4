package org.toban.engine;

import static org.toban.engine.Story.BEGIN;
import static org.toban.engine.Story.alert;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.toban.alert.Severity;

/** An alert is received and its severity judged. */
@Arrow("アラート受信 → 重大度判定")
class FlowClassifiedTest {
  @RegisterExtension final FlowStory story = new FlowStory();

  @Test
  void theTableNamesSeverityAndTime() {
    story.fires("Plain").pages("SRE", "New: Plain (web)").is(Severity.CRITICAL).isDueAt("12:15");
  }

  @Test
  void theTableWinsOverTheLabelOfTheAlert() {
    story.fires(alert("Disk", "web", BEGIN, "severity", "critical"));
    story.notifies("Storage", "New: Disk (web)").is(Severity.WARNING).isDueAt("13:00");
  }

  @Test
  void withoutARowTheLabelDecides() {
    story.fires(alert("Else", "web", BEGIN, "severity", "page"));
    story.pages("", "New: Else (web)").is(Severity.CRITICAL);
  }

  @Test
  void withoutARowAndALabelItIsAWarning() {
    story.fires("Bare").notifies("", "New: Bare (web)").is(Severity.WARNING);
  }

  @Test
  void aWordThatNobodyKnowsIsToldAsUnknown() {
    story.fires(alert("Odd", "web", BEGIN, "severity", "purple"));
    story.notifies("", "New: Odd (web)").is(Severity.UNKNOWN);
  }

  @Test
  void noneAsksForNothing() {
    story.fires(alert("InfoInhibitor", "web", BEGIN, "severity", "none"));
    story.after("2h").hasIncidents(0);
  }

  @Test
  void whatWaitsForItsTimeInTheSourceIsNotReceivedYet() {
    story.fires(FlowStory.pending("Plain")).at("12:10").hasIncidents(0);
    story.fires("Plain").pages("SRE", "New: Plain (web)").isDueAt("12:25");
  }

  @Test
  void whatItsSourceSilencesIsNotReceivedUntilTheSilenceEnds() {
    story.fires(FlowStory.silenced("Plain")).at("12:10").hasIncidents(0);
    story.fires("Plain").pages("SRE", "New: Plain (web)").isDueAt("12:25");
  }

  @Test
  void theSameAlertAgainIsNotReceivedAgain() {
    story.fires("Disk").notifies("Storage", "New: Disk (web)");
    story.at("12:10").fires("Disk").hasIncidents(1);
    story.at("12:20").isKilled().at("12:29").hasIncidents(1);
  }
}
