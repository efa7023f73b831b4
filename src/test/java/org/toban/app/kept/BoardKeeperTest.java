package org.toban.app.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.engine.Board;
import org.toban.engine.Input;
import org.toban.history.LastBoardFile;
import org.toban.incident.Policy;
import org.toban.remedy.Inventory;
import org.toban.runbook.Library;
import org.toban.runbook.Trust;
import org.toban.source.Reading;
import org.toban.source.SourceSettings;
import org.toban.source.SourceStatus;
import org.toban.testbed.Server;

class BoardKeeperTest {
  private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");
  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir Path folder;
  private final Queue<Input> inbox = new ConcurrentLinkedQueue<>();

  private LastBoardFile file() {
    return new LastBoardFile(folder.resolve("board"));
  }

  private BoardKeeper keeper(Board board) {
    return BoardKeeper.start(file(), InstantSource.fixed(NOW), inbox::add, () -> board);
  }

  private static Board board(int alerts, boolean answered) {
    SourceSettings settings =
        new SourceSettings(
            "prod",
            SourceSettings.Kind.ALERTMANAGER,
            List.of(URI.create("http://am:9093")),
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            1 << 20,
            null,
            SourceSettings.Http.plain());
    SourceStatus status = SourceStatus.unasked(settings);
    if (answered) {
      status = status.after(new Reading.Complete("prod", NOW, Alerts.none(), Duration.ZERO));
    }
    List<Board.Row> rows = new ArrayList<>();
    for (int i = 0; i < alerts; i++) {
      Alert alert = Alert.active(Labels.of("alertname", "A", "instance", "web-" + i), NOW);
      rows.add(row(alert, "prod"));
    }
    rows.add(row(Alert.active(Labels.of("alertname", "TobanStuck"), NOW), "toban"));
    return new Board(
        NOW,
        List.of(status),
        rows,
        Map.of(),
        Map.of(),
        Map.of(),
        Trust.nothing(),
        null,
        null,
        List.of(),
        Library.empty(),
        Inventory.empty(),
        false);
  }

  private static Board.Row row(Alert alert, String source) {
    return new Board.Row(
        alert.fingerprint(),
        alert,
        List.of(source),
        Severity.WARNING,
        new Policy("", Severity.WARNING, null, "", "", "default"),
        null,
        NOW,
        false);
  }

  @Test
  void whatOneProgramShowedIsGivenToTheNext() throws IOException {
    Supplier<Board> full = () -> board(12_000, true);
    // with an inbox of its own: its look at what was kept may come after what it keeps at its end
    BoardKeeper.start(file(), InstantSource.fixed(NOW), it -> {}, full).close();
    assertThat(file().read().orElseThrow().sightings())
        .as("Toban's own alerts are made anew")
        .hasSize(12_000);
    BoardKeeper next = keeper(board(0, false));
    Server.await(
        "all of it",
        SOON,
        () ->
            inbox.stream().mapToInt(it -> ((Input.Remembered) it).board().sightings().size()).sum()
                == 12_000);
    assertThat(((Input.Remembered) inbox.peek()).board().sources().getFirst().at()).isEqualTo(NOW);
    assertThat(inbox)
        .as("in parts, so that no step of the engine is long")
        .allMatch(it -> ((Input.Remembered) it).board().sightings().size() <= 5000);
    next.close();
    assertThat(file().read().orElseThrow().sightings())
        .as("a board without any answer replaces nothing")
        .hasSize(12_000);
  }

  @Test
  void theNewestBoardIsKeptWhileTheProgramRuns() {
    try (BoardKeeper keeper = keeper(board(3, true))) {
      assertThat(keeper).isNotNull();
      Server.await(
          "kept",
          SOON,
          () -> file().read().filter(board -> board.sightings().size() == 3).isPresent());
    }
  }

  @Test
  void aDamagedFileIsToldAndReplaced() throws IOException {
    Files.writeString(folder.resolve("board"), "rubbish, and long enough to be looked at");
    try (BoardKeeper keeper = keeper(board(3, true))) {
      assertThat(keeper).isNotNull();
      Server.await("told", SOON, () -> inbox.peek() instanceof Input.Forgotten);
    }
    assertThat(file().read().orElseThrow().sightings()).hasSize(3);
  }

  @Test
  void aDiskThatFailsStopsNothing() throws IOException {
    Files.createDirectory(folder.resolve("board"));
    Files.writeString(folder.resolve("board/in-the-way"), "");
    BoardKeeper keeper = keeper(board(3, true));
    Server.await("told", SOON, () -> inbox.peek() instanceof Input.Forgotten);
    keeper.close();
  }
}
