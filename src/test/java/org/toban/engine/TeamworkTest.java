package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.BEGIN;
import static org.toban.engine.Story.alert;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Severity;
import org.toban.incident.Answering;
import org.toban.incident.Denial;
import org.toban.incident.EscalationPlan;
import org.toban.incident.Event;
import org.toban.incident.Flow;
import org.toban.incident.Incident;

/**
 * What people arrange among themselves, where the engine itself is looked at; {@link FlowTeamTest}
 * and its neighbours tell the rest in sentences.
 */
class TeamworkTest {
  private final Story story = new Story();
  private final Alert plain = alert("Plain", "web-1", BEGIN, "severity", "critical");
  private final Alert disk = alert("Disk", "web-1", BEGIN);

  private List<Denial> denials(String id) {
    return story.history.events(id).stream()
        .filter(Event.CommandRefused.class::isInstance)
        .map(it -> ((Event.CommandRefused) it).why())
        .toList();
  }

  @Test
  void whatIsMergedGoesOnInTheOther() {
    story.start().fires(plain, disk).pass(Duration.ofSeconds(16));
    String into = story.incident("Disk").id();
    String from = story.incident("Plain").id();
    story.does(new Command.Merge("aoki", from, from, "?"));
    story.does(new Command.Merge("aoki", from, into, "the disk is why"));
    assertThat(denials(from)).containsExactly(Denial.NO_TARGET);
    Incident target = story.incident("Disk");
    assertThat(target.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(target.firing()).containsOnlyKeys(plain.fingerprint(), disk.fingerprint());
    assertThat(story.board().incidents().get(from).handling().mergedInto()).isEqualTo(into);
    assertThat(story.board().rows()).allMatch(row -> into.equals(row.incident()));
    // a restart, and another firing of the group that was merged
    story.crash().clears(plain).passMinutes(1);
    story.fires(alert("Plain", "web-1", story.now, "severity", "critical")).passMinutes(1);
    assertThat(story.board().incidents()).hasSize(2);
    assertThat(story.incident("Disk").firing()).hasSize(2);
    assertThat(story.whys())
        .containsExactly("new incident", "new incident", "a more severe alert joined");
    story.does(new Command.Reopen("aoki", from, "no"));
    assertThat(denials(from)).containsExactly(Denial.NO_TARGET, Denial.TOO_LATE);
  }

  @Test
  void whatIsSplitOffStaysApart() {
    story.settings = Story.settings(List.of("team"));
    Alert one = alert("Plain", "web-1", BEGIN, "severity", "critical", "team", "a");
    Alert two = alert("Plain", "web-2", BEGIN, "severity", "critical", "team", "a");
    story.start().fires(one, two).pass(Duration.ofSeconds(16));
    String first = story.id();
    story.does(
        new Command.Split("aoki", first, List.of(one.fingerprint(), two.fingerprint()), "all?"));
    assertThat(denials(first)).containsExactly(Denial.NO_PART);
    story.does(new Command.Split("aoki", first, List.of(two.fingerprint()), "another cause"));
    assertThat(story.board().incidents()).hasSize(2);
    Incident apart =
        story.board().incidents().values().stream()
            .filter(it -> !it.id().equals(first))
            .findFirst()
            .orElseThrow();
    assertThat(apart.firing()).containsOnlyKeys(two.fingerprint());
    assertThat(story.board().incidents().get(first).firing()).containsOnlyKeys(one.fingerprint());
    story.crash().passMinutes(1);
    story.clears(two).passMinutes(1);
    assertThat(story.board().incidents().get(apart.id()).isUnderWay()).isFalse();
    assertThat(story.board().incidents().get(first).isUnderWay()).isTrue();
    story
        .fires(alert("Plain", "web-2", story.now, "severity", "critical", "team", "a"))
        .passMinutes(1);
    assertThat(story.board().incidents()).as("it comes back where it was taken to").hasSize(2);
    assertThat(story.board().incidents().get(apart.id()).firing()).hasSize(1);
    Alert third = alert("Plain", "web-3", story.now, "severity", "critical", "team", "a");
    story.fires(third).passMinutes(1);
    assertThat(story.board().incidents().get(first).firing())
        .as("what is new joins the group's own incident")
        .containsKey(third.fingerprint());
  }

  @Test
  void linkedIncidentsNameEachOther() {
    story.start().fires(plain, disk).pass(Duration.ofSeconds(16));
    String one = story.incident("Plain").id();
    String other = story.incident("Disk").id();
    story.does(new Command.Link("aoki", one, other, "same host"));
    story.does(new Command.Link("aoki", one, other, "again"));
    story.does(new Command.Link("aoki", one, "INC-0", "?"));
    assertThat(story.incident("Plain").handling().links()).containsExactly(other);
    assertThat(story.incident("Disk").handling().links()).containsExactly(one);
    assertThat(denials(one)).containsExactly(Denial.LINKED, Denial.NO_TARGET);
  }

  @Test
  void theStepsOfAPlanAreGoneThroughAndRepeated() {
    EscalationPlan plan =
        new EscalationPlan(
            "web",
            List.of(
                new EscalationPlan.Step(List.of("Aoki"), Duration.ofMinutes(10)),
                new EscalationPlan.Step(List.of("Baba", "Chiba"), Duration.ofMinutes(20))),
            1);
    Answering standard = Answering.standard();
    story.settings =
        Story.settings(
            new Answering(
                List.of(new Answering.Escalation(null, "SRE", plan)),
                Map.of(Severity.CRITICAL, Duration.ofMinutes(30)),
                standard.storm(),
                standard.longestSnooze()));
    story.start().fires(plain, disk).pass(Duration.ofSeconds(16));
    assertThat(Flow.holder(story.incident("Plain"))).isEqualTo("Aoki");
    assertThat(story.incident("Disk").escalation()).isNull();
    story.passMinutes(95);
    assertThat(
            story.history.events(story.incident("Plain").id()).stream()
                .filter(Event.HandedOver.class::isInstance)
                .map(it -> ((Event.HandedOver) it).to()))
        .containsExactly("Baba, Chiba", "Aoki", "Baba, Chiba");
    assertThat(story.eventsOf(story.incident("Plain").id())).contains("RecoveryOverdue");
  }

  @Test
  void aStormOfTenThousandIsOneIncident() {
    for (int i = 0; i < 10_000; i++) {
      story.fires(alert("Plain", "host-" + i, BEGIN, "severity", "critical"));
    }
    story.start().pass(Duration.ofSeconds(16));
    assertThat(story.board().incidents().values())
        .singleElement()
        .satisfies(it -> assertThat(it.firing()).hasSize(10_000));
    assertThat(story.whys()).containsExactly("new incident");
    assertThat(story.started).isEmpty();
  }

  @Test
  void aStormThatTricklesInIsFewIncidents() {
    story.start();
    for (int i = 0; i < 60; i++) {
      story.fires(alert("Plain", "host-" + i, story.now, "severity", "warning"));
      story.pass(Duration.ofSeconds(5));
    }
    assertThat(story.board().incidents()).hasSizeBetween(18, 21);
    assertThat(story.board().incidents().values().stream().mapToInt(it -> it.firing().size()).sum())
        .isEqualTo(60);
  }
}
