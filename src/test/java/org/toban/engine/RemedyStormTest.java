package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.BEGIN;
import static org.toban.engine.Story.alert;
import static org.toban.engine.Story.exit;
import static org.toban.engine.Story.stepId;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.incident.Cause;
import org.toban.incident.Run;

/**
 * A thousand alerts lead to one automatic response (T03), whose command says that all is well and
 * mends nothing (T08).
 */
class RemedyStormTest {
  private static final int HOSTS = 40;
  private static final int ALERTS = 1_000;
  private static final Duration WINDOW = Duration.ofSeconds(300);

  private final Story story = new Story();
  private final Map<String, List<Instant>> starts = new HashMap<>();
  private int together;

  @BeforeEach
  void begin() {
    // each alert an incident of its own: the worst case for what runs
    story.settings = Story.settings(Story.answering(2 * ALERTS), List.of("instance", "path"));
    story.host = work -> exit(work.script().startsWith("curl") ? 22 : 0);
    Alert[] alerts = new Alert[ALERTS];
    for (int i = 0; i < ALERTS; i++) {
      alerts[i] =
          alert("Down", "host-" + i % HOSTS, BEGIN, "severity", "critical", "path", "/" + i);
    }
    story.start().fires(alerts);
  }

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      int before = story.started.size();
      story.pass(Duration.ofSeconds(1));
      story.started.subList(before, story.started.size()).stream()
          .filter(it -> it.script().startsWith("systemctl restart"))
          .forEach(it ->
              starts.computeIfAbsent(it.target().name(), k -> new ArrayList<>()).add(story.now));
      together = Math.max(together, (int) underWay());
    }
  }

  private long underWay() {
    return story.board().incidents().values().stream()
        .flatMap(it -> it.runs().stream())
        .filter(it -> it.ended() == null && it.intent().stage() == Run.Stage.RESPOND)
        .count();
  }

  private int all() {
    return starts.values().stream().mapToInt(List::size).sum();
  }

  @Test
  void theLimitsHoldUntilTheActionIsBarred() {
    pass(330);
    assertThat(story.board().incidents()).hasSize(ALERTS);
    assertThat(together).isBetween(1, 4);
    starts.values().forEach(this::isWithinTheLimit);
    assertThat(all()).isBetween(HOSTS, 3 * HOSTS);
    assertThat(story.board().incidents().values())
        .as("nothing is called recovered")
        .noneMatch(it -> it.recoveredAt() != null);
    story.fires(alert("Down", "host-45", story.now, "severity", "critical"));
    pass(20);
    assertThat(starts).as("it has mended nothing too often").doesNotContainKey("host-45");
    assertThat(why("host-45")).isEqualTo(Cause.FAILS_TOO_OFTEN.said());
  }

  private @Nullable String why(String host) {
    return story.board().incidents().values().stream()
        .filter(it -> it.firing().values().stream().anyMatch(a -> a.target().equals(host)))
        .map(it -> it.response() == null ? null : it.response().why())
        .findFirst()
        .orElseThrow();
  }

  private void isWithinTheLimit(List<Instant> times) {
    for (int i = 3; i < times.size(); i++) {
      assertThat(Duration.between(times.get(i - 3), times.get(i))).isGreaterThanOrEqualTo(WINDOW);
    }
  }

  @Test
  void theHoldSwitchStopsAllOfIt() {
    pass(20);
    int before = all();
    assertThat(before).isPositive();
    story.does(new Command.Hold("aoki", true, "it makes it worse"));
    pass(60);
    assertThat(all()).isEqualTo(before);
    assertThat(
            Guard.of(
                    story.board(),
                    story.board().incidents().values().iterator().next(),
                    story.board().library().step(stepId("restart")).orElseThrow(),
                    story.now)
                .automaticRefusal())
        .isNotNull();
  }
}
