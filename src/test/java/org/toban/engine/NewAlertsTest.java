package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alerts;
import org.toban.remedy.Inventory;
import org.toban.runbook.Trust;
import org.toban.source.Reading;
import org.toban.source.SourceSettings;

/** Ten thousand alerts a poll that nobody has seen before fill neither memory nor disk (T29). */
class NewAlertsTest {
  private static final int EACH = 10_000;

  private final Watch watch =
      new Watch(
          Story.settings(List.of()),
          new Estate(
              List.of(
                  new SourceSettings(
                      "prod",
                      SourceSettings.Kind.ALERTMANAGER,
                      List.of(URI.create("http://127.0.0.1:1")),
                      Story.POLL,
                      Duration.ofSeconds(5),
                      1 << 26,
                      null,
                      SourceSettings.Http.plain())),
              Inventory.empty(),
              Story.LIBRARY,
              Trust.nothing(),
              null),
          Recollection.Past.nothing(),
          Story.BEGIN);
  private long episodes;

  @Test
  void theBoardStaysSmallAndTheHistoryIsSpared() {
    play(40);
  }

  @Test
  @Tag("heavy")
  void aThousandRefreshesLeaveNothingBehind() {
    play(1000);
  }

  private void play(int refreshes) {
    long early = 0;
    for (int refresh = 0; refresh < refreshes; refresh++) {
      Instant now = Story.BEGIN.plus(Story.POLL.multipliedBy(refresh));
      take(new Input.Read(new Reading.Complete("prod", now, alerts(refresh), Duration.ZERO)));
      take(new Input.Tick(now));
      assertThat(watch.board().rows()).hasSizeLessThanOrEqualTo(3 * EACH);
      if (refresh == 20) {
        early = used();
      }
    }
    assertThat(used()).isLessThan(early + (24 << 20));
    assertThat(episodes).isLessThan(150_000 + 500L * refreshes / 4 + 500);
    assertThat(watch.board().messages())
        .filteredOn(message -> message.key().equals("episodes.skipped"))
        .as("said once")
        .hasSize(1);
  }

  private void take(Input input) {
    for (Effect effect : watch.take(input)) {
      if (effect instanceof Effect.Episodes it) {
        episodes += it.changes().stream().filter(change -> change.firing()).count();
      }
    }
  }

  private static Alerts alerts(int refresh) {
    return Alerts.of(
        IntStream.range(0, EACH)
            .mapToObj(i ->
                Story.alert("Note", "web-" + refresh + "-" + i, Story.BEGIN, "severity", "info"))
            .toList());
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
