package org.toban.ui;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import org.toban.engine.Board;
import org.toban.ui.parts.Preferences.Theme;

/**
 * Every view of the desk in its states, each as one sheet with both languages and both themes, for
 * {@code docs/gallery}. {@code ./toban screenshots} runs it.
 */
final class Gallery {
  private static final String OPEN = "INC-261124-K7QM";
  private static final String RECOVERED = "INC-261123-T3RV";
  private static final int WIDTH = 1440;
  private static final int HEIGHT = 900;

  /**
   * One sheet.
   *
   * @param name of its file
   * @param what is to be seen, for the page
   * @param board that is shown
   * @param then what a person does there
   */
  record View(String name, String what, Function<Boards, Board> board, Consumer<OnScreen> then) {}

  /** In the order of the page. */
  static final List<View> VIEWS =
      List.of(
          view("board", "The board with an incident beside it.", Boards::busy),
          view("board-empty", "Nothing fires, and the desk knows it.", Boards::quiet),
          view("board-loading", "No source has answered yet.", Boards::starting),
          view("board-blind", "A source is lost: what it said last stays, marked.", Boards::blind),
          view("board-errors", "Faults, each with what to do.", Boards::troubled),
          view("board-storm", "Ten thousand alerts at once.", boards -> boards.storm(10_000)),
          view("incident", "An incident under way.", Boards::busy, select(OPEN)),
          view("incident-timeline", "Its timeline.", Boards::busy, select(OPEN), type("t")),
          view("incident-alerts", "Its alerts.", Boards::busy, select(OPEN), type("l")),
          view(
              "incident-related",
              "What is related, and what worked before.",
              Boards::busy,
              select(OPEN),
              type("E")),
          view("incident-recovered", "One that has recovered.", Boards::busy, select(RECOVERED)),
          view(
              "incident-focus", "Nothing but the incident.", Boards::busy, select(OPEN), type("O")),
          view("board-wall", "The board for a team's screen.", Boards::busy, type("W")),
          view("board-columns", "The board's columns and their order.", Boards::busy, type("C")),
          view("dry-run", "What a step would run, and where.", Boards::busy, type("d")),
          view(
              "acknowledge",
              "Acknowledged, with five seconds to undo.",
              Boards::troubled,
              type("a")),
          view("escalate", "Escalating.", Boards::busy, select(OPEN), type("e")),
          view("snooze", "Snoozing.", Boards::troubled, type("z")),
          view("close", "Closing with a verdict.", Boards::busy, select(RECOVERED), type("c")),
          view("silence", "A silence, and what it would hide.", Boards::busy, type("s")),
          view("silences", "The silences there are.", Boards::busy, type("S")),
          view("maintenance", "Declaring maintenance.", Boards::busy, type("m")),
          view("handover", "The page for who comes next.", Boards::busy, type("H")),
          view("palette", "Everything by its name.", Boards::busy, type("/")),
          view("keys", "Every key.", Boards::busy, type("?")),
          view("history", "The history.", Boards::busy, type("2")),
          view("reviews", "The reviews.", Boards::busy, type("3")),
          view("drill", "The drill.", Boards::busy, type("4")),
          view("settings", "The settings.", Boards::busy, type("5")));

  /** What the guide of one night shows of them, in one variant and in full size. */
  static final List<String> NIGHT =
      List.of("acknowledge", "dry-run", "incident-timeline", "close", "handover");

  private Gallery() {}

  @SafeVarargs
  private static View view(
      String name, String what, Function<Boards, Board> board, Consumer<OnScreen>... then) {
    return new View(name, what, board, screen -> List.of(then).forEach(it -> it.accept(screen)));
  }

  private static Consumer<OnScreen> type(String key) {
    return screen -> screen.type(key);
  }

  private static Consumer<OnScreen> select(String incident) {
    return screen -> {
      String key = Pictures.key(screen, incident);
      OnScreen.fx(() -> {
        screen.view.select(key);
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

            Every view of the desk, as `./toban screenshots` draws it: Japanese and English, dark and light.
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
      Files.copy(
          OnScreen.PICTURES.resolve(file(name, "en", Theme.DARK) + ".png"),
          Path.of(arguments[1], "night-" + name + "-en-dark.png"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    System.exit(0); // the toolkit would go on
  }

  private static String file(String name, String language, Theme theme) {
    return "gallery-" + name + "-" + language + "-" + theme.name().toLowerCase(Locale.ROOT);
  }

  private static BufferedImage sheet(View view) throws IOException {
    BufferedImage sheet = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D paper = sheet.createGraphics();
    paper.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    int at = 0;
    for (String language : List.of("en", "ja")) {
      for (Theme theme : List.of(Theme.DARK, Theme.LIGHT)) {
        Image image =
            picture(view, language, theme)
                .getScaledInstance(WIDTH / 2, HEIGHT / 2, Image.SCALE_AREA_AVERAGING);
        paper.drawImage(image, at % 2 * WIDTH / 2, at / 2 * HEIGHT / 2, null);
        at++;
      }
    }
    paper.dispose();
    return sheet;
  }

  private static BufferedImage picture(View view, String language, Theme theme) throws IOException {
    FakeParts fake = new FakeParts(language);
    try (OnScreen screen = OnScreen.open(fake, theme, WIDTH, HEIGHT)) {
      screen.show(view.board.apply(fake.boards));
      view.then.accept(screen);
      String name = file(view.name, language, theme);
      screen.picture(name);
      screen.press(KeyCode.ESCAPE, false);
      return ImageIO.read(OnScreen.PICTURES.resolve(name + ".png").toFile()); // with its menus
    }
  }
}
