package org.toban.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.app.panel.EngineGuards;
import org.toban.engine.Board;
import org.toban.history.History;
import org.toban.incident.Event;
import org.toban.review.Handover;
import org.toban.source.logs.LogBook;
import org.toban.source.logs.Tail;
import org.toban.ui.Desk;
import org.toban.ui.DeskParts;
import org.toban.ui.board.BoardLine;
import org.toban.ui.parts.About;
import org.toban.ui.parts.Archive;
import org.toban.ui.parts.Configuring;
import org.toban.ui.parts.HandingOver;
import org.toban.ui.parts.Logs;
import org.toban.ui.parts.Panels;
import org.toban.ui.parts.Preferences;
import org.toban.ui.parts.Seat;

/** The desk's real window, and an eye on its thread. */
final class BenchDesk implements AutoCloseable {
  private final Window window;
  private final FxWatch watch = new FxWatch();

  private BenchDesk(Window window) {
    this.window = window;
  }

  /** Opens a window; without a display on the headless one of JavaFX. */
  static BenchDesk open(Consumer<Consumer<Board>> feed, @Nullable History history)
      throws Exception {
    if (isHeadless()) {
      System.setProperty("glass.platform", "Headless");
      System.setProperty("prism.order", "sw");
    }
    startToolkit();
    Set<Window> before = new HashSet<>(FxWatch.onFx(() -> List.copyOf(Window.getWindows())));
    About about =
        new About(new Seat("sato"), ZoneId.of("UTC"), "bench", null, InstantSource.system());
    DeskParts parts =
        new DeskParts(
            feed,
            command -> {},
            new EngineGuards(),
            new Past(history),
            new NoLogs(),
            Panels.none(),
            new NoHandover(),
            null,
            Configuring.none(),
            null,
            about,
            Preferences.standard().withLanguage(Preferences.Language.ENGLISH),
            preferences -> {});
    new Desk(parts).start(false);
    Window window =
        FxWatch.onFx(() ->
            Window.getWindows().stream().filter(it -> !before.contains(it)).findFirst().get());
    return new BenchDesk(window);
  }

  private static void startToolkit() {
    try {
      Platform.startup(() -> {});
    } catch (IllegalStateException running) {
      // of a test before
    }
    Platform.setImplicitExit(false);
  }

  /** Where it stands, for people. */
  static String screen() {
    return isHeadless() ? "JavaFX's headless screen" : "an X display";
  }

  private static boolean isHeadless() {
    return System.getenv("DISPLAY") == null
        || System.getProperty("glass.platform", "").equals("Headless");
  }

  FxWatch watch() {
    return watch;
  }

  <T extends Node> T node(String id, Class<T> type) {
    return FxWatch.onFx(() -> type.cast(window.getScene().lookup("#" + id)));
  }

  @SuppressWarnings("unchecked")
  ListView<BoardLine> list() {
    return node("board-list", ListView.class);
  }

  /** Where the selected line stands in the window, in pixels; empty when it is out of view. */
  Optional<Double> selectedAt(ListView<BoardLine> list) {
    return FxWatch.onFx(() -> {
      BoardLine selected = list.getSelectionModel().getSelectedItem();
      for (Node node : list.lookupAll(".board-cell")) {
        IndexedCell<?> cell = (IndexedCell<?>) node;
        if (selected != null && cell.isVisible() && selected.equals(cell.getItem())) {
          Bounds bounds = cell.localToScene(cell.getLayoutBounds());
          return Optional.of(bounds.getMinY());
        }
      }
      return Optional.empty();
    });
  }

  /** Closes the window; the toolkit goes on, for who opens another. */
  @Override
  public void close() {
    watch.close();
    FxWatch.onFx(() -> {
      window.hide();
      return true;
    });
  }

  private record Past(@Nullable History history) implements Archive {
    @Override
    public History.Found find(History.Filter filter, int limit) {
      return history == null ? new History.Found(0, List.of()) : history.find(filter, limit);
    }

    @Override
    public java.util.Map<java.time.LocalDate, Long> days(History.Filter filter) {
      return java.util.Map.of();
    }

    @Override
    public List<String> owners() {
      return List.of();
    }

    @Override
    public List<History.Row> latest(String name, int limit, Instant before) {
      return history == null ? List.of() : history.latest(name, limit, before);
    }

    @Override
    public List<History.Row> latestOn(
        java.util.Collection<String> hosts, String name, int limit, Instant before) {
      return history == null ? List.of() : history.latestOn(hosts, name, limit, before);
    }

    @Override
    public List<Event> events(String incident, int after) {
      return history == null ? List.of() : history.events(incident, after);
    }

    @Override
    public org.toban.incident.Evidence evidence(java.nio.file.Path file)
        throws java.io.IOException {
      throw new java.io.IOException("no files here");
    }

    @Override
    public List<History.Episode> episodesSince(Instant since, int limit) {
      return history == null ? List.of() : history.episodesSince(since, limit);
    }

    @Override
    public String review(String incident, Locale locale) {
      return "";
    }

    @Override
    public Path export(String incident, Format format, Path folder, Locale locale) {
      throw new UnsupportedOperationException("nothing is exported here");
    }
  }

  private static final class NoLogs implements Logs {
    @Override
    public LogBook.Answer around(Alert alert, Instant moment, Duration reach) {
      return new LogBook.Answer.Nowhere();
    }

    @Override
    public Optional<Tail> follow(Alert alert, Instant from, Consumer<Tail.Event> events) {
      return Optional.empty();
    }
  }

  private static final class NoHandover implements HandingOver {
    @Override
    public Handover facts(Board board, Duration shift) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Path save(Handover handover, Path folder, Locale locale) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> addressees() {
      return List.of();
    }

    @Override
    public void send(Handover handover) {
      throw new UnsupportedOperationException();
    }
  }
}
