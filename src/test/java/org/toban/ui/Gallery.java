package org.toban.ui;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.ui.parts.Preferences.Theme;

/**
 * Every view of the desk in its states, each as one sheet with both languages and both themes, for
 * {@code docs/gallery}. {@code ./toban screenshots} runs it.
 */
final class Gallery {
  private static final List<Theme> BOTH = List.of(Theme.DARK, Theme.LIGHT);
  private static final List<Theme> CONTRAST = List.of(Theme.CONTRAST);
  private static final Map<String, OnScreen> OPEN = new HashMap<>();
  private static @Nullable Behind opened;
  private static final int WIDTH = 1440;
  private static final int HEIGHT = 900;

  /**
   * One sheet.
   *
   * @param name of its file
   * @param what is to be seen, for the page
   * @param themes in which it is drawn
   * @param painter draws one picture of it
   */
  record View(String name, String what, List<Theme> themes, Painter painter) {}

  /** Draws a view in one language and one theme. */
  interface Painter {
    BufferedImage paint(String language, Theme theme);
  }

  /** In the order of the page. */
  static final List<View> VIEWS =
      Stream.of(boards(), incidents(), deeds(), behind(), pages(), contrast())
          .flatMap(List::stream)
          .toList();

  private static List<View> boards() {
    return List.of(
        view("board", "The board with an incident beside it.", it -> it.boards.busy()),
        view("board-empty", "Nothing fires, and the desk knows it.", it -> it.boards.quiet()),
        view("board-loading", "No source has answered yet.", it -> it.boards.starting()),
        view(
            "board-blind",
            "A source is lost: what it said last stays, marked.",
            it -> it.boards.blind()),
        view("board-errors", "Faults, each with what to do.", it -> it.boards.troubled()),
        view("board-storm", "Ten thousand alerts at once.", it -> it.boards.storm(10_000)),
        view(
            "board-stuck",
            "The engine itself stands still.",
            it -> it.boards.busy(),
            screen ->
                OnScreen.fx(() -> {
                  screen.view.stuck(Set.of("engine"));
                  return 0;
                })),
        view("board-wall", "The board for a team's screen.", it -> it.boards.busy(), type("W")),
        view("board-dense", "The board with low lines.", it -> it.boards.busy(), type("D")),
        view(
            "board-columns",
            "The board's columns and their order.",
            it -> it.boards.busy(),
            type("C")),
        new View(
            "bar",
            "The board in one line over all other windows: calm, critical and blind.",
            BOTH,
            Gallery::bars));
  }

  private static List<View> incidents() {
    return List.of(
        incident("incident-received", "Received, and nobody has answered.", Scenes.NEW),
        incident("incident-answered", "Somebody has it.", Scenes.SLOW_API),
        incident("incident-diagnosing", "Its cause is looked for.", Scenes.LARGE_LOG),
        incident("incident", "A command runs by itself.", Scenes.SERVICE_DOWN),
        view(
            "incident-verifying",
            "The command ran, and whether it helped is looked at.",
            Scenes::verifying,
            select(Scenes.SERVICE_DOWN)),
        view("incident-failed", "It did not help.", Scenes::failed, select(Scenes.SERVICE_DOWN)),
        incident("incident-escalated", "Its time ran out.", Scenes.ESCALATED),
        incident("incident-recovered", "One that has recovered.", Scenes.RECOVERED),
        incident("incident-timeline", "Its timeline.", Scenes.SERVICE_DOWN, type("t")),
        incident("incident-alerts", "Its alerts.", Scenes.SERVICE_DOWN, type("l")),
        incident(
            "incident-related",
            "What is related, and what worked before.",
            Scenes.SERVICE_DOWN,
            type("E")),
        view(
            "incident-notes",
            "A note and a panel under a step.",
            Scenes::noted,
            select(Scenes.SERVICE_DOWN)),
        view(
            "incident-rollout",
            "A step on nine hosts that stopped at the fourth.",
            Scenes::rollout,
            screen -> Pictures.select(screen, "DiskFull")),
        incident("incident-focus", "Nothing but the incident.", Scenes.SERVICE_DOWN, type("O")));
  }

  private static List<View> deeds() {
    return List.of(
        view("dry-run", "What a step would run, and where.", it -> it.boards.busy(), type("d")),
        view("acknowledge", "Acknowledging.", it -> it.boards.troubled(), type("a")),
        view(
            "undo",
            "Acknowledged, with five seconds to undo.",
            it -> it.boards.busy(),
            type("a"),
            screen -> screen.press(KeyCode.ENTER, false)),
        incident("escalate", "Escalating.", Scenes.SERVICE_DOWN, type("e")),
        view("snooze", "Snoozing.", it -> it.boards.troubled(), type("z")),
        incident("close", "Closing with a verdict.", Scenes.RECOVERED, type("c")),
        view("silence", "A silence, and what it would hide.", it -> it.boards.busy(), type("s")),
        view("silences", "The silences there are.", it -> it.boards.busy(), type("S")),
        view("maintenance", "Declaring maintenance.", it -> it.boards.busy(), type("m")),
        view(
            "handover",
            "The page for who comes next.",
            it -> it.boards.busy(),
            type("H"),
            screen -> OnScreen.await(() -> screen.view.lookup("#handover-page .items") != null)),
        view("palette", "Everything by its name.", it -> it.boards.busy(), type("/")),
        view("keys", "Every key.", it -> it.boards.busy(), type("?")));
  }

  private static List<View> behind() {
    List<View> views = new ArrayList<>();
    for (Behind behind : Behind.ALL) {
      for (Behind.Sheet sheet : behind.sheets()) {
        Painter painter =
            (language, theme) -> {
              OnScreen screen = open(behind, language, theme);
              sheet.open().accept(screen);
              BufferedImage picture = screen.shot();
              Scenes.closeSheet(screen);
              return picture;
            };
        views.add(new View(sheet.name(), sheet.what(), BOTH, painter));
      }
    }
    return views;
  }

  private static List<View> pages() {
    return List.of(
        view("history", "The history.", it -> it.boards.busy(), type("2")),
        view("history-empty", "Nothing was ever kept.", Scenes::fresh, type("2")),
        view("history-unreadable", "It cannot be read.", Scenes::unreadable, type("2")),
        view("reviews", "The reviews.", it -> it.boards.busy(), type("3")),
        view("reviews-empty", "Nothing is to be reviewed.", it -> it.boards.quiet(), type("3")),
        view(
            "drill", "The drill, with the times of who played.", it -> it.boards.busy(), type("4")),
        view("drill-first", "Nothing was played yet.", Scenes::fresh, type("4")),
        view("settings", "The settings of a desk alone.", it -> it.boards.busy(), type("5")),
        view(
            "settings-sources", "Of the sources.", Scenes::configured, type("5"), place("sources")),
        view("settings-hosts", "Of the hosts.", Scenes::configured, type("5"), place("hosts")),
        view(
            "settings-notices", "Of the notices.", Scenes::configured, type("5"), place("notices")),
        view("settings-text", "As text.", Scenes::configured, type("5"), place("text")));
  }

  private static List<View> contrast() {
    return List.of(
        inContrast("contrast-board", "High contrast.", it -> it.boards.blind()),
        inContrast(
            "contrast-incident",
            "An incident in high contrast.",
            it -> it.boards.busy(),
            select(Scenes.SERVICE_DOWN)),
        inContrast(
            "contrast-dry-run",
            "What would run, in high contrast.",
            Scenes::edited,
            select(Scenes.SERVICE_DOWN),
            type("d")),
        inContrast(
            "contrast-history", "The history in high contrast.", it -> it.boards.busy(), type("2")),
        inContrast(
            "contrast-settings",
            "Settings in high contrast.",
            Scenes::configured,
            type("5"),
            place("sources")));
  }

  /** What the guide of one night shows of them, in one variant and in full size. */
  static final List<String> NIGHT =
      List.of("acknowledge", "dry-run", "incident-timeline", "close", "handover");

  private Gallery() {}

  @SafeVarargs
  private static View view(
      String name, String what, Function<FakeParts, Board> board, Consumer<OnScreen>... then) {
    return new View(name, what, BOTH, painter(board, List.of(then)));
  }

  @SafeVarargs
  private static View inContrast(
      String name, String what, Function<FakeParts, Board> board, Consumer<OnScreen>... then) {
    return new View(name, what, CONTRAST, painter(board, List.of(then)));
  }

  @SafeVarargs
  private static View incident(
      String name, String what, String incident, Consumer<OnScreen>... then) {
    List<Consumer<OnScreen>> all = new ArrayList<>(List.of(select(incident)));
    all.addAll(List.of(then));
    return new View(name, what, BOTH, painter(it -> it.boards.busy(), all));
  }

  private static Consumer<OnScreen> type(String key) {
    return screen -> screen.type(key);
  }

  private static Consumer<OnScreen> select(String incident) {
    return screen -> Scenes.select(screen, incident);
  }

  /** Goes to a part of the settings. */
  private static Consumer<OnScreen> place(String name) {
    return screen -> {
      OnScreen.await(() ->
          screen.view.lookup("#config-places") instanceof ListView<?> it
              && !it.getItems().isEmpty());
      OnScreen.fx(() -> {
        ListView<?> places = screen.get("config-places", ListView.class);
        places
            .getSelectionModel()
            .select(places.getItems().stream().map(Object::toString).toList().indexOf(name));
        places.requestFocus();
        return 0;
      });
      screen.settle();
    };
  }

  /**
   * Draws all of it.
   *
   * @param arguments the folder of the sheets, that of the guides' pictures, and when only some
   *     sheets are to be drawn their names
   */
  public static void main(String[] arguments) throws IOException {
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    StringBuilder page =
        new StringBuilder(
            """
            # Gallery

            Every view of the desk, as `./toban screenshots` draws it: English above and Japanese below, dark and light, or
            beside each other in high contrast.
            """);
    List<String> only = List.of(arguments).subList(2, arguments.length);
    for (View view : VIEWS) {
      page.append("\n## %s\n\n![%s](%s.png)\n".formatted(view.what, view.what, view.name));
      if (!only.isEmpty() && !only.contains(view.name)) {
        continue;
      }
      PngFile.write(sheet(view), folder.resolve(view.name + ".png"));
    }
    Files.writeString(folder.resolve("README.md"), page);
    for (String name : NIGHT) {
      if (only.isEmpty() || only.contains(name)) {
        Files.copy(
            OnScreen.PICTURES.resolve(night(name) + ".png"),
            Path.of(arguments[1], night(name) + ".png"),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    System.exit(0); // the toolkit would go on
  }

  private static String night(String name) {
    return "night-" + name + "-en-dark";
  }

  private static BufferedImage sheet(View view) {
    List<BufferedImage> pictures = new ArrayList<>();
    for (String language : List.of("en", "ja")) {
      for (Theme theme : view.themes) {
        BufferedImage picture = view.painter.paint(language, theme);
        if (NIGHT.contains(view.name) && language.equals("en") && theme == Theme.DARK) {
          OnScreen.keep(picture, night(view.name));
        }
        pictures.add(picture);
      }
    }
    BufferedImage first = pictures.getFirst();
    int width = WIDTH / 2;
    int height = first.getHeight() * width / first.getWidth();
    BufferedImage sheet =
        new BufferedImage(WIDTH, height * (pictures.size() / 2), BufferedImage.TYPE_INT_RGB);
    Graphics2D paper = sheet.createGraphics();
    paper.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    for (int at = 0; at < pictures.size(); at++) {
      Image image = pictures.get(at).getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING);
      paper.drawImage(image, at % 2 * width, at / 2 * height, null);
    }
    paper.dispose();
    return sheet;
  }

  private static Painter painter(Function<FakeParts, Board> board, List<Consumer<OnScreen>> then) {
    return (language, theme) -> {
      FakeParts fake = new FakeParts(language);
      Board shown = board.apply(fake);
      try (OnScreen screen = OnScreen.open(fake, theme, WIDTH, HEIGHT)) {
        screen.show(shown);
        then.forEach(it -> it.accept(screen));
        BufferedImage picture = screen.shot();
        screen.press(KeyCode.ESCAPE, false);
        return picture;
      }
    };
  }

  private static Scene barScene() {
    return Window.getWindows().stream()
        .map(Window::getScene)
        .filter(it -> it.lookup("#compact-bar") != null)
        .findFirst()
        .orElseThrow();
  }

  /** One window for all sheets of a board: to open it takes longer than to draw them. */
  private static OnScreen open(Behind behind, String language, Theme theme) {
    if (!behind.equals(opened)) {
      OPEN.values().forEach(OnScreen::close);
      OPEN.clear();
      opened = behind;
    }
    return OPEN.computeIfAbsent(
        language + theme,
        none -> {
          FakeParts fake = new FakeParts(language);
          Board board = behind.board().apply(fake);
          return OnScreen.open(fake, theme, WIDTH, HEIGHT).show(board);
        });
  }

  /** Three of them below each other. */
  private static BufferedImage bars(String language, Theme theme) {
    List<Function<Boards, Board>> boards = List.of(Boards::quiet, Boards::busy, Boards::blind);
    BufferedImage all = new BufferedImage(880, 68 * boards.size(), BufferedImage.TYPE_INT_RGB);
    Graphics2D paper = all.createGraphics();
    paper.setColor(Color.GRAY); // the windows of others
    paper.fillRect(0, 0, all.getWidth(), all.getHeight());
    FakeParts fake = new FakeParts(language);
    try (OnScreen screen = OnScreen.open(fake, theme, WIDTH, HEIGHT)) {
      for (int at = 0; at < boards.size(); at++) {
        screen.show(boards.get(at).apply(new FakeParts(language).boards));
        CompactBar bar =
            OnScreen.fx(() -> {
              CompactBar made =
                  new CompactBar(
                      screen.around.words(),
                      screen.around.times(),
                      screen.state,
                      fake.clock,
                      theme,
                      () -> {});
              made.open();
              return made;
            });
        screen.settle();
        BufferedImage picture = OnScreen.opaque(OnScreen.fx(Gallery::barScene));
        paper.drawImage(picture, 20, 12 + at * 68, null);
        OnScreen.fx(() -> {
          bar.close();
          return 0;
        });
      }
    }
    paper.dispose();
    return all;
  }
}
