package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.toban.alert.Alert;
import org.toban.engine.Board;
import org.toban.history.LastBoard;
import org.toban.history.LastBoardFile;
import org.toban.source.logs.LogBook;
import org.toban.source.logs.LogRule;
import org.toban.source.logs.Tail;
import org.toban.ui.board.BoardLine;
import org.toban.ui.parts.Logs;
import org.toban.ui.parts.Preferences.Theme;

/** Windows on the real program, and pictures of them. */
final class Pictures {
  private Pictures() {}

  static OnScreen open(Lookout lookout, String language, Theme theme) {
    return open(lookout, new FakeParts(language), theme);
  }

  static OnScreen open(Lookout lookout, FakeParts parts, Theme theme) {
    Instant now = lookout.now();
    parts.clock = () -> now;
    parts.history = lookout.history();
    return OnScreen.open(parts, theme, 1440, 900).show(lookout.board());
  }

  /** Logs as the program reads them; what is followed may be another server here. */
  record RealLogs(LogBook book, LogBook followed) implements Logs {
    static RealLogs of(LogRule rule) {
      LogBook book = new LogBook(List.of(rule));
      return new RealLogs(book, book);
    }

    @Override
    public LogBook.Answer around(Alert alert, Instant moment, Duration reach) {
      return book.around(alert, moment, reach);
    }

    @Override
    public Optional<Tail> follow(Alert alert, Instant from, Consumer<Tail.Event> events) {
      return followed.follow(alert, from, events);
    }
  }

  /** The line of an alert, by its name. */
  static void select(OnScreen screen, String alert) {
    select(screen, alert, "");
  }

  /** The line of an alert, by its name and the beginning of its target. */
  static void select(OnScreen screen, String alert, String target) {
    String key =
        screen.state.shown().get().rows().entries().values().stream()
            .filter(it -> it.name().equals(alert) && it.target().startsWith(target))
            .map(BoardLine.Entry::key)
            .findFirst()
            .orElseThrow(() -> new AssertionError(alert + " is not on the board"));
    OnScreen.fx(() -> {
      screen.view.select(key);
      return 0;
    });
    screen.settle();
  }

  /** The key of an incident's line. */
  static String key(OnScreen screen, String incident) {
    return screen.state.shown().get().rows().entries().values().stream()
        .filter(it -> it.incident() != null && it.incident().id().equals(incident))
        .map(BoardLine.Entry::key)
        .findFirst()
        .orElseThrow(() -> new AssertionError(incident + " is not on the board"));
  }

  /** A picture that shows something. */
  static void keep(OnScreen screen, String name) {
    BufferedImage image = screen.picture(name);
    Set<Integer> colours = new HashSet<>();
    for (int x = 0; x < image.getWidth(); x += 3) {
      for (int y = 0; y < image.getHeight(); y += 3) {
        colours.add(image.getRGB(x, y));
      }
    }
    assertThat(colours).as(name + " shows something").hasSizeGreaterThan(12);
  }

  /** What the next start finds of a board. */
  static LastBoard throughTheFile(Board board) throws IOException {
    Path folder = Files.createTempDirectory("board");
    LastBoardFile file = new LastBoardFile(folder.resolve("board"));
    List<LastBoard.Answered> answered = new ArrayList<>();
    board
        .sources()
        .forEach(it -> {
          if (it.lastComplete() != null) {
            answered.add(new LastBoard.Answered(it.name(), it.lastComplete(), it.alerts()));
          }
        });
    List<LastBoard.Sighting> sightings =
        board.rows().stream()
            .map(it -> new LastBoard.Sighting(it.alert(), it.sources(), it.firstSeen()))
            .toList();
    file.save(new LastBoard(answered, sightings, 0));
    LastBoard kept = file.read().orElseThrow();
    Files.delete(folder.resolve("board"));
    Files.delete(folder);
    return kept;
  }
}
