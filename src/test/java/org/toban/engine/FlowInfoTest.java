package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.toban.history.History;

/** Information is recorded: nobody is told, and there is no incident. */
@Arrow("重大度判定 -Info→ 記録のみ")
class FlowInfoTest {
  @RegisterExtension final FlowStory story = new FlowStory();

  @Test
  void itsBeginAndItsEndAreRecorded() {
    story.fires("Note").at("12:10").clears("Note").at("12:20").hasIncidents(0);
    assertThat(story.stage.history.episodes)
        .extracting(History.EpisodeChange::firing)
        .containsExactly(true, false);
  }

  @Test
  void alsoWhereTheTableGivesItATimeAndAnAutomaticResponse() {
    story.fires("Certificate").after("30h").hasIncidents(0);
    assertThat(story.stage.history.episodes).hasSize(1);
  }

  @Test
  void itJoinsNoIncidentOfItsHost() {
    story.fires("Disk").notifies("Storage", "New: Disk (web)");
    story.at("12:05").fires("Note").hasIncidents(1).about("Disk").acknowledges("doi");
    assertThat(story.incident().firing()).hasSize(1);
  }

  @Test
  void aKillChangesNothingOfThat() {
    story.fires("Note").isKilled().at("12:30").hasIncidents(0);
  }
}
