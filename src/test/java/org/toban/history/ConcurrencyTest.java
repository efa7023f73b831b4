package org.toban.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.incident.Event;

class ConcurrencyTest {
  private static final Instant T0 = Instant.parse("2026-11-24T00:00:00Z");

  @TempDir Path folder;

  @Test
  void readersSeeWholeTransactionsAndNeverWaitForTheWriter() throws Exception {
    List<Event> story = Events.story(T0);
    AtomicLong written = new AtomicLong();
    CountDownLatch reading = new CountDownLatch(6); // each reader's first read
    // Threads of their own: a reader never waits, so on virtual ones two of them would hold every
    // carrier of a small machine, and the others might not begin before the writer has ended.
    try (SqliteHistory history = SqliteHistory.open(folder.resolve("history.db"));
        ExecutorService threads = Executors.newFixedThreadPool(6)) {
      Callable<Long> reader =
          () -> {
            long reads = 0;
            do {
              long before = written.get();
              List<History.Row> rows = history.latest(null, 1000, null);
              assertThat(rows.size()).isBetween((int) before, 300);
              if (!rows.isEmpty()) {
                assertThat(history.events(rows.getFirst().id())).isEqualTo(story);
              }
              if (reads++ == 0) {
                reading.countDown();
              }
            } while (written.get() < 300);
            return reads;
          };
      List<Future<Long>> readers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        readers.add(threads.submit(reader));
      }
      assertThat(reading.await(1, TimeUnit.MINUTES)).isTrue();
      for (int i = 0; i < 300; i++) {
        history.append("INC-" + i, 0, story);
        written.incrementAndGet();
      }
      for (Future<Long> each : readers) {
        assertThat(each.get()).isPositive();
      }
    }
  }

  /** An incident that grows while it is read is not a damaged one. */
  @Test
  void aGrowingIncidentIsReadAsItWasAtOneMoment() throws Exception {
    Event more = new Event.Notified(T0, "desktop", "aoki", "new incident");
    CountDownLatch reading = new CountDownLatch(1);
    AtomicLong written = new AtomicLong();
    try (SqliteHistory history = SqliteHistory.open(folder.resolve("history.db"));
        ExecutorService threads = Executors.newFixedThreadPool(1)) {
      history.append("INC-1", 0, List.of(Events.opened(T0, "Service down")));
      Future<Long> reader =
          threads.submit(() -> {
            long reads = 0;
            do {
              long before = written.get();
              assertThat(history.events("INC-1").size()).isBetween((int) before + 1, 601);
              reads++;
              reading.countDown();
            } while (written.get() < 600);
            return reads;
          });
      assertThat(reading.await(1, TimeUnit.MINUTES)).isTrue();
      for (int i = 1; i <= 600; i++) {
        history.append("INC-1", i, List.of(more));
        written.incrementAndGet();
      }
      assertThat(reader.get()).isPositive();
    }
  }

  @Test
  void manyWritersOfManyIncidentsLoseNothing() throws Exception {
    List<Event> story = Events.story(T0);
    try (SqliteHistory history = SqliteHistory.open(folder.resolve("history.db"))) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
          String id = "INC-" + i;
          writers.add(
              threads.submit(() -> {
                for (int n = 0; n < story.size(); n++) {
                  history.append(id, n, story.subList(n, n + 1));
                }
              }));
        }
        for (Future<?> each : writers) {
          each.get();
        }
      }
      for (int i = 0; i < 40; i++) {
        assertThat(history.events("INC-" + i)).isEqualTo(story);
      }
      assertThat(history.weeks(java.time.LocalDate.EPOCH).getFirst().incidents()).isEqualTo(40);
    }
  }

  @Test
  void aStormOfTenThousandAlertsIsStoredInOneGo() {
    List<History.EpisodeChange> storm = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      Alert alert = Alert.active(Labels.of("alertname", "A", "instance", "host-" + i), T0);
      storm.add(new History.EpisodeChange("prod", alert, T0, true));
    }
    try (SqliteHistory history = SqliteHistory.open(folder.resolve("history.db"))) {
      history.episodes(storm);
      history.episodes(storm);
      assertThat(history.episodesSince(T0, 20_000)).hasSize(10_000);
    }
  }
}
