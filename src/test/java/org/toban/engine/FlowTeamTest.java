package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.BEGIN;
import static org.toban.engine.Story.alert;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.toban.alert.Alert;
import org.toban.alert.Severity;

/** Incidents are merged and split, and become more severe by what joins them. */
class FlowTeamTest {
  @RegisterExtension final FlowStory story = new FlowStory();

  @Test
  void whatIsMergedGoesOnInTheOther() {
    story.fires("Disk").notifies("Storage", "New: Disk (web)");
    story.at("12:01").fires("Plain").pages("SRE", "New: Plain (web)");
    story.at("12:02").mergesInto("aoki", "Disk").pages("SRE", "More severe: Disk (web)");
    story.stands("Closed").about("Disk").stands("Waiting").is(Severity.CRITICAL).isDueAt("12:16");
    story.at("12:03").clears("Plain").at("12:04").fires("Plain").about("Disk").hasIncidents(2);
    story.acknowledges("aoki").clears("Plain").clears("Disk").at("12:04:30");
    story.informs("SRE", "Recovered: Disk (web)").stands("Recovered");
  }

  @Test
  void whatIsMergedIsNotOpenedAgain() {
    story.fires("Disk").notifies("Storage", "New: Disk (web)");
    story.fires("Plain").pages("SRE", "New: Plain (web)").mergesInto("aoki", "Plain");
    story.refuses("NO_TARGET").mergesInto("aoki", "Disk").pages("SRE", "More severe: Disk (web)");
    story.reopens("aoki").refuses("TOO_LATE").stands("Closed");
  }

  @Test
  void whatIsSplitOffIsAskedForByItself() {
    Alert other = alert("Plain", "web-2", BEGIN, "team", "a");
    story.with(Story.settings(List.of("team")));
    story.fires(alert("Plain", "web", BEGIN, "team", "a"), other).pages("SRE", "New: Plain (a)");
    story.acknowledges("aoki").at("12:01").splitsOff("aoki", other.fingerprint()).hasIncidents(2);
    assertThat(story.incident().firing()).containsOnlyKeys(other.fingerprint());
    story.stands("Waiting").isDueAt("12:16").at("12:06").pages("SRE", "Unanswered: Plain (a)");
  }

  @Test
  void allOrNothingIsNoPart() {
    Alert other = alert("Plain", "web-2", BEGIN, "team", "a");
    story.with(Story.settings(List.of("team")));
    story.fires(other).pages("SRE", "New: Plain (a)");
    story.splitsOff("aoki", other.fingerprint()).refuses("NO_PART");
    story.splitsOff("aoki").refuses("NO_PART").hasIncidents(1);
  }

  @Test
  void aCriticalThatJoinsAWarningMakesItCriticalAndAsksAgain() {
    story.with(Story.settings(List.of("instance")));
    story.fires(alert("Else", "web", BEGIN, "severity", "warning"));
    story.notifies("", "New: Else (web)").acknowledges("doi").stands("Diagnosing");
    story.at("12:01").fires(alert("Else", "web", BEGIN, "severity", "critical", "disk", "/"));
    story.pages("", "More severe: Else (web)").is(Severity.CRITICAL).stands("Waiting");
    story.at("12:06").pages("", "Unanswered: Else (web)").hasIncidents(1);
  }

  @Test
  void aWarningThatJoinsACriticalChangesNothing() {
    story.with(Story.settings(List.of("instance")));
    story.fires(alert("Else", "web", BEGIN, "severity", "critical"));
    story.pages("", "New: Else (web)").acknowledges("doi");
    story.at("12:01").fires(alert("Else", "web", BEGIN, "severity", "warning", "disk", "/"));
    story.is(Severity.CRITICAL).stands("Diagnosing").hasIncidents(1).at("12:59");
  }
}
