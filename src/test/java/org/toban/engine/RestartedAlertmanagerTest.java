package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.incident.Event;
import org.toban.notice.Box;
import org.toban.notice.Notice;
import org.toban.remedy.Inventory;
import org.toban.remedy.Outcome;
import org.toban.remedy.Runner;
import org.toban.remedy.Work;
import org.toban.runbook.Trust;
import org.toban.source.Poller;
import org.toban.source.Source;
import org.toban.source.SourceSettings;
import org.toban.source.SourceStatus.Health;
import org.toban.testbed.AlertmanagerServer;
import org.toban.testbed.Server;

/** The real Alertmanager, which forgets its alerts when it is started anew (T28). */
@Tag("server")
class RestartedAlertmanagerTest {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration RESEND = Duration.ofSeconds(7);

  @TempDir Path folder;
  private final MemoryHistory history = new MemoryHistory();
  private final Box box = new Box();

  private static String alerts(int from, int to) {
    Instant now = Instant.now();
    return IntStream.range(from, to)
        .mapToObj(i ->
            """
            {"labels":{"alertname":"Plain","instance":"web-%d","severity":"critical"},
             "startsAt":"2026-01-01T00:00:00Z","endsAt":"%s"}
            """
                .formatted(i, now.plusSeconds(3600)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void aRestartIsNoStorm() throws IOException {
    try (AlertmanagerServer server = AlertmanagerServer.start(folder)) {
      server.post(alerts(0, 20));
      SourceSettings settings =
          new SourceSettings(
              "prod",
              SourceSettings.Kind.ALERTMANAGER,
              List.of(server.uri()),
              Duration.ofMillis(500),
              Duration.ofSeconds(30),
              1 << 22,
              List.of(),
              SourceSettings.Http.plain(),
              RESEND,
              SourceSettings.Scope.all());
      Engine engine = new Engine(Story.settings(List.of()), estate(settings), parts());
      engine.start();
      try (Poller poller =
          new Poller(List.of(Source.of(settings)), InstantSource.system(), engine::read)) {
        Server.await("settled", SOON, () -> health(engine) == Health.LIVE && rows(engine) == 20);
        Set<String> incidents = Set.copyOf(board(engine).incidents().keySet());
        int told = box.notices().size();

        server.restart();
        AtomicReference<Board> seen = new AtomicReference<>();
        Server.await(
            "recovering",
            SOON,
            () -> {
              seen.set(board(engine));
              return health(seen.get()) == Health.RECOVERING;
            });
        Board doubted = seen.get();
        assertThat(doubted.rows()).hasSize(20);
        assertThat(doubted.isBlind(doubted.at())).isTrue();
        server.post(alerts(0, 18));
        Server.await(
            "18 heard of again",
            SOON,
            () -> board(engine).rows().stream().filter(row -> !row.stale()).count() == 18);
        assertThat(rows(engine)).isEqualTo(20);
        Server.await("settled again", SOON, () -> health(engine) == Health.LIVE);
        Server.await("two are over", SOON, () -> rows(engine) == 18);

        assertThat(board(engine).incidents().keySet()).isEqualTo(incidents);
        assertThat(cleared()).isEqualTo(2);
        assertThat(box.notices().stream().skip(told).map(Notice::why))
            .allMatch(why -> why.equals("recovered"))
            .hasSizeLessThanOrEqualTo(2);
        assertThat(poller.stuck()).isEmpty();
      } finally {
        engine.close();
      }
    }
  }

  private long cleared() {
    return history.all().values().stream()
        .flatMap(List::stream)
        .filter(Event.AlertCleared.class::isInstance)
        .count();
  }

  private static Board board(Engine engine) {
    return Objects.requireNonNull(engine.feed().newest());
  }

  private static int rows(Engine engine) {
    return board(engine).rows().size();
  }

  private static Health health(Engine engine) {
    return health(board(engine));
  }

  private static Health health(Board board) {
    return board.sources().getFirst().health(board.at());
  }

  private static Estate estate(SourceSettings source) {
    return new Estate(List.of(source), Inventory.empty(), Story.LIBRARY, Trust.nothing(), null);
  }

  private Parts parts() {
    return new Parts(
        history,
        new NoRunner(),
        List.of(box),
        source -> {},
        Parts.Approvals.unkept(),
        (on, at, by, reason) -> {},
        InstantSource.system());
  }

  private static final class NoRunner implements Runner {
    @Override
    public Outcome run(Work job, Consumer<String> output) {
      throw new AssertionError("nothing runs here");
    }

    @Override
    public void stop(String runId) {}

    @Override
    public void close() {}
  }
}
