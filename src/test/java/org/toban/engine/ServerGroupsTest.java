package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.incident.Answering;
import org.toban.incident.Event;
import org.toban.incident.MaintenanceRules;

/** What an Alertmanager notifies together is one incident, where a team wants that. */
class ServerGroupsTest {
  private static final Labels CLUSTER = Labels.of("cluster", "x", "receiver", "all");

  private static Story story() {
    Answering it = Answering.standard();
    Story story = new Story();
    story.settings =
        Story.settings(
            new Answering(
                it.escalations(),
                it.recovery(),
                it.storm(),
                it.longestSnooze(),
                it.roster(),
                MaintenanceRules.none(),
                true));
    return story.start();
  }

  private static Alert grouped(String name, String host) {
    return Story.alert(name, host, Story.BEGIN).inGroup(CLUSTER);
  }

  @Test
  void alertsOfOneGroupAreOneIncidentWhateverTheirNames() {
    Story story = story().fires(grouped("Disk", "db"), grouped("Plain", "web")).passMinutes(1);
    assertThat(story.incident().group()).isEqualTo(CLUSTER);
    assertThat(story.incident().name()).as("the worst of them").isEqualTo("Plain");
    assertThat(story.incident().firing()).hasSize(2);
    assertThat(story.notices).hasSize(1);
  }

  @Test
  void anAlertThatJoinsLaterRaisesIt() {
    Story story = story().fires(grouped("Disk", "db")).passMinutes(1);
    story.fires(grouped("Plain", "web")).passMinutes(1);
    assertThat(story.events(Event.SeverityRaised.class)).hasSize(1);
  }

  @Test
  void nothingRunsByItselfOnOneOfSeveralHosts() {
    Story story = story().fires(grouped("Down", "web"), grouped("Disk", "db")).passMinutes(1);
    assertThat(story.scripts()).isEmpty();
    assertThat(story.events(Event.ResponseChosen.class))
        .singleElement()
        .satisfies(it -> assertThat(it.automatic()).isFalse());
  }

  @Test
  void whatHasNoGroupGoesByNameAndTarget() {
    Story story = story().fires(Story.alert("Disk", "db", Story.BEGIN), grouped("Plain", "web"));
    story.passMinutes(1);
    assertThat(story.board().incidents()).hasSize(2);
  }

  @Test
  void itIsTheSameIncidentAfterARestart() {
    Story story = story().fires(grouped("Disk", "db")).passMinutes(1).crash();
    story.fires(grouped("Disk", "db-2")).passMinutes(1);
    assertThat(story.incident().firing()).hasSize(2);
  }
}
