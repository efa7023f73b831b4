package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Fingerprint;
import org.toban.incident.Event;
import org.toban.source.Reading;
import org.toban.source.SourceStatus;
import org.toban.source.fault.Fault;

/** An answer to a narrower question adds and updates; only a complete one may clear. */
class PartialReadingTest {
  private static final Duration FULL = Duration.ofSeconds(60);

  private static Reading partial(Story story, List<Alert> alerts) {
    return new Reading.Partial("prod", story.now, Alerts.of(alerts), Duration.ZERO, FULL);
  }

  private static Reading complete(Story story, List<Alert> alerts) {
    return new Reading.Complete("prod", story.now, Alerts.of(alerts), Duration.ZERO);
  }

  private static void next(Story story, Reading reading) {
    story.take(new Input.Read(reading));
    story.now = story.now.plusSeconds(15);
    story.take(new Input.Tick(story.now));
  }

  private static Set<Fingerprint> rows(Story story) {
    return story.board().rows().stream()
        .filter(row -> !row.sources().contains("toban"))
        .map(Board.Row::fingerprint)
        .collect(Collectors.toSet());
  }

  private static long clears(Story story) {
    return story.history.all().values().stream()
        .flatMap(List::stream)
        .filter(it -> it instanceof Event.AlertCleared cleared && !cleared.source().equals("toban"))
        .count();
  }

  @Property(tries = 200)
  void aPartialReadingNeverClears(@ForAll Random random) {
    Story story = new Story().start();
    List<Alert> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      all.add(alert(i % 2 == 0 ? "Plain" : "Disk", "host-" + i, Story.BEGIN));
    }
    for (int turn = 0; turn < 25; turn++) {
      List<Alert> some = all.stream().filter(it -> random.nextBoolean()).toList();
      Set<Fingerprint> before = rows(story);
      long clearsBefore = clears(story);
      switch (random.nextInt(4)) {
        case 0 -> next(story, complete(story, some));
        case 1 ->
            next(story, new Reading.Failed("prod", story.now, new Fault.Unreachable("refused")));
        default -> {
          next(story, partial(story, some));
          assertThat(rows(story)).containsAll(before);
          assertThat(rows(story)).containsAll(some.stream().map(Alert::fingerprint).toList());
          assertThat(clears(story)).isEqualTo(clearsBefore);
        }
      }
    }
  }

  @Test
  void anAlertOfAPartialReadingOpensAnIncidentAndClearsByCompleteOnes() {
    Story story = new Story().start();
    Alert plain = alert("Plain", "host-1", Story.BEGIN);
    next(story, complete(story, List.of()));
    next(story, partial(story, List.of(plain)));
    assertThat(story.phase()).isEqualTo("Waiting");
    next(story, partial(story, List.of()));
    next(story, partial(story, List.of()));
    next(story, partial(story, List.of()));
    assertThat(rows(story)).hasSize(1);
    next(story, complete(story, List.of()));
    assertThat(rows(story)).hasSize(1);
    next(story, complete(story, List.of()));
    assertThat(rows(story)).isEmpty();
    assertThat(clears(story)).isEqualTo(1);
  }

  @Test
  void beingSeenInAPartialReadingEndsAnAbsence() {
    Story story = new Story().start();
    Alert plain = alert("Plain", "host-1", Story.BEGIN);
    next(story, complete(story, List.of(plain)));
    next(story, complete(story, List.of()));
    next(story, partial(story, List.of(plain)));
    next(story, complete(story, List.of()));
    assertThat(rows(story)).as("missing from one answer only, again").hasSize(1);
  }

  @Test
  void theSourceStaysLiveBetweenItsRarerCompleteAnswers() {
    Story story = new Story().start();
    next(story, complete(story, List.of()));
    for (int i = 0; i < 7; i++) {
      next(story, partial(story, List.of()));
      assertThat(story.board().isBlind(story.now)).as("after " + i).isFalse();
    }
    for (int i = 0; i < 20; i++) {
      next(story, partial(story, List.of()));
    }
    assertThat(story.board().sources().getFirst().health(story.now))
        .as("no complete answer for five of its times")
        .isEqualTo(SourceStatus.Health.FAILED);
    assertThat(story.incident(OwnAlerts.BLIND).isOpen()).isTrue();
  }
}
