package org.toban.ui;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.paint.Color;
import javafx.scene.robot.Robot;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.ui.look.Links;
import org.toban.ui.look.Look;
import org.toban.ui.look.Sheets;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Ticker;
import org.toban.ui.look.Times;
import org.toban.ui.look.Turns;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Layout;
import org.toban.ui.parts.Preferences;
import org.toban.ui.parts.Preferences.Language;
import org.toban.ui.parts.Preferences.Theme;

/** A desk on a headless screen: one board in, nodes looked up, buttons fired, a picture kept. */
final class OnScreen implements AutoCloseable {
  static final Path PICTURES = Path.of("target/screenshots");

  final FakeParts fake;
  final DeskState state;
  final Stage stage;
  final DeskView view;
  final Surroundings around;
  final java.util.List<java.net.URI> browsed = new java.util.ArrayList<>();
  boolean hidden;
  boolean shrunk;
  boolean quit;

  private OnScreen(FakeParts fake, Theme theme, double width, double height, String folder) {
    this(fake, theme, width, height, preferences(fake, theme, folder));
  }

  private static Preferences preferences(FakeParts fake, Theme theme, String folder) {
    Language language = fake.language().equals("ja") ? Language.JAPANESE : Language.ENGLISH;
    return new Preferences(language, theme, folder);
  }

  private OnScreen(
      FakeParts fake, Theme theme, double width, double height, Preferences preferences) {
    this.fake = fake;
    Language language = preferences.spoken(java.util.Locale.ROOT);
    DeskParts parts = fake.parts(preferences);
    state = new DeskState(parts.about(), parts.archive());
    Words words = Words.of(language);
    Sheets sheets = new Sheets();
    around =
        new Surroundings(
            words,
            new Times(words, Boards.ZONE),
            new Ticker(parts.about().clock()),
            sheets,
            new Links(words, sheets, browsed::add),
            parts.about().seat(),
            parts.send());
    view = new DeskView(around, state, parts, preferences, host());
    stage = new Stage();
    Scene scene = new Scene(view, width, height);
    Look.dress(scene, theme);
    stage.setScene(scene);
    stage.setWidth(width);
    stage.setHeight(height);
    stage.show();
    view.focusBoard();
  }

  private DeskView.Host host() {
    return new DeskView.Host() {
      @Override
      public void changed(Preferences preferences) {
        fake.saved.add(preferences);
      }

      @Override
      public void hide() {
        hidden = true;
      }

      @Override
      public void shrink() {
        shrunk = true;
      }

      @Override
      public void quit() {
        quit = true;
      }
    };
  }

  static OnScreen open(FakeParts fake, Theme theme, double width, double height) {
    return open(fake, theme, width, height, "");
  }

  /** As above, with a folder that was chosen for documents. */
  static OnScreen open(FakeParts fake, Theme theme, double width, double height, String folder) {
    startToolkit();
    return fx(() -> new OnScreen(fake, theme, width, height, folder));
  }

  /** As above, with a layout that was kept. */
  static OnScreen open(FakeParts fake, Theme theme, double width, double height, Layout layout) {
    startToolkit();
    Preferences kept = preferences(fake, theme, "").withLayout(layout);
    return fx(() -> new OnScreen(fake, theme, width, height, kept));
  }

  /** Shows a board, and waits until its lines are on the screen. */
  @SuppressWarnings("ReferenceEquality") // this board has arrived, not one that is equal to it
  OnScreen show(Board board) {
    state.offer(board);
    await(() -> {
      var shown = state.shown().get();
      return shown != null && shown.board() == board;
    });
    settle();
    return this;
  }

  static synchronized void startToolkit() {
    // text without the coloured edges of one kind of screen: smaller, and right on every reader's
    System.setProperty("prism.lcdtext", "false");
    try {
      CompletableFuture<Void> started = new CompletableFuture<>();
      Platform.startup(() -> started.complete(null));
      started.get(1, TimeUnit.MINUTES);
    } catch (IllegalStateException alreadyStarted) {
      // one toolkit serves all tests
    } catch (Exception e) {
      throw new IllegalStateException("JavaFX did not start", e);
    }
    Platform.setImplicitExit(false);
  }

  static <T> T fx(Callable<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Runnable run =
        () -> {
          try {
            done.complete(work.call());
          } catch (Throwable e) {
            done.completeExceptionally(e);
          }
        };
    if (Platform.isFxApplicationThread()) {
      run.run();
    } else {
      Platform.runLater(run);
    }
    try {
      return done.get(1, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new IllegalStateException(e.getCause() == null ? e : e.getCause());
    }
  }

  static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!fx(condition::getAsBoolean)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the condition did not come true within a minute");
      }
      LockSupport.parkNanos(5_000_000); // looking without a pause leaves no time for a pulse
    }
  }

  /** Lets reads off the FX thread come back, what comes piece by piece, and two layouts pass. */
  void settle() {
    pulses();
    await(Turns::isIdle);
    pulses();
  }

  private static void pulses() {
    CompletableFuture<Void> pulse = new CompletableFuture<>();
    fx(() -> {
      new javafx.animation.AnimationTimer() {
        private int frames;

        @Override
        public void handle(long now) {
          if (++frames > 2) {
            stop();
            pulse.complete(null);
          }
        }
      }.start();
      return 0;
    });
    pulse.orTimeout(1, TimeUnit.MINUTES).join();
  }

  @Nullable Node find(String id) {
    return fx(() -> view.lookup("#" + id));
  }

  <T extends Node> T get(String id, Class<T> type) {
    Node node = find(id);
    if (node == null) {
      throw new AssertionError("no node with the id " + id);
    }
    return type.cast(node);
  }

  void fire(String id) {
    ButtonBase button = get(id, ButtonBase.class);
    fx(() -> {
      if (button.isDisabled() || !button.isVisible()) {
        throw new AssertionError(id + " cannot be fired: disabled or hidden");
      }
      button.fire();
      return 0;
    });
    settle();
  }

  void type(String character) {
    write(character);
  }

  private void fireTyped(String character) {
    Node owner = stage.getScene().getFocusOwner();
    Event.fireEvent(
        owner == null ? view : owner,
        new KeyEvent(
            KeyEvent.KEY_TYPED, character, "", KeyCode.UNDEFINED, false, false, false, false));
  }

  void press(KeyCode code, boolean control) {
    fx(() -> {
      Node owner = stage.getScene().getFocusOwner();
      Event.fireEvent(
          owner == null ? view : owner,
          new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false));
      return 0;
    });
    settle();
  }

  /** A real Tab, without waiting for what it draws. */
  void tab() {
    press(KeyCode.TAB, new KeyCode[0]);
  }

  /** A real Shift+Tab, likewise. */
  void back() {
    press(KeyCode.TAB, KeyCode.SHIFT);
  }

  /** Presses a real key (with Ctrl or Shift held), as the window system would deliver it. */
  void key(KeyCode code, KeyCode... held) {
    press(code, held);
    settle();
  }

  private static void press(KeyCode code, KeyCode... held) {
    fx(() -> {
      Robot robot = new Robot();
      for (KeyCode modifier : held) {
        robot.keyPress(modifier);
      }
      robot.keyPress(code);
      robot.keyRelease(code);
      for (KeyCode modifier : held) {
        robot.keyRelease(modifier);
      }
      return 0;
    });
  }

  /** Writes into what has the focus. */
  void write(String text) {
    fx(() -> {
      text.codePoints().mapToObj(Character::toString).forEach(this::fireTyped);
      return 0;
    });
    settle();
  }

  @Nullable Node focused() {
    return fx(() -> stage.getScene().getFocusOwner());
  }

  /** Goes on with Tab until a node with this id has the focus. */
  void tabTo(String id) {
    for (int i = 0; i < 80; i++) {
      Node now = focused();
      if (now != null && id.equals(now.getId())) {
        return;
      }
      press(KeyCode.TAB);
    }
    throw new AssertionError("Tab does not reach " + id);
  }

  /** Goes back with Shift+Tab until a node with this id has the focus. */
  void tabBack(String id) {
    for (int i = 0; i < 80; i++) {
      Node now = focused();
      if (now != null && id.equals(now.getId())) {
        return;
      }
      key(KeyCode.TAB, KeyCode.SHIFT);
    }
    throw new AssertionError("Shift+Tab does not reach " + id);
  }

  /** Every node of a kind that is on the screen, in no promised order. */
  <T extends Node> java.util.List<T> all(Class<T> type) {
    return fx(() -> {
      java.util.List<T> found = new java.util.ArrayList<>();
      collect(stage.getScene().getRoot(), type, found);
      return found;
    });
  }

  private static <T extends Node> void collect(Node node, Class<T> type, java.util.List<T> found) {
    if (!node.isVisible()) {
      return;
    }
    if (type.isInstance(node)) {
      found.add(type.cast(node));
    }
    if (node instanceof javafx.scene.Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, type, found));
    }
  }

  /** Keeps a picture of another window. */
  static void pictureOf(Scene scene, String name) {
    keep(opaque(scene), name);
  }

  static BufferedImage opaque(Scene scene) {
    BufferedImage image = fx(() -> SwingFXUtils.fromFXImage(scene.snapshot(null), null));
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D paper = opaque.createGraphics();
    paper.drawImage(image, 0, 0, null);
    paper.dispose();
    return opaque;
  }

  static void keep(BufferedImage opaque, String name) {
    try {
      Files.createDirectories(PICTURES);
      PngFile.write(opaque, PICTURES.resolve(name + ".png"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps a picture of the whole window, and gives it. */
  BufferedImage picture(String name) {
    BufferedImage image = shot();
    keep(image, name);
    return image;
  }

  /** The whole window as it is now, with its menus. */
  BufferedImage shot() {
    settle();
    BufferedImage opaque = opaque(stage.getScene());
    Graphics2D paper = opaque.createGraphics();
    drawPopUps(paper);
    paper.dispose();
    return opaque;
  }

  /** Menus and lists of completions are windows of their own. */
  private void drawPopUps(Graphics2D paper) {
    fx(() -> {
      for (Window window : Window.getWindows()) {
        if (window instanceof PopupWindow && window.isShowing()) {
          window.getScene().setFill(Color.TRANSPARENT);
          paper.drawImage(
              SwingFXUtils.fromFXImage(window.getScene().snapshot(null), null),
              (int) Math.round(window.getX() - stage.getX() - stage.getScene().getX()),
              (int) Math.round(window.getY() - stage.getY() - stage.getScene().getY()),
              null);
        }
      }
      return 0;
    });
  }

  @Override
  public void close() {
    fx(() -> {
      view.dispose();
      stage.close();
      return 0;
    });
  }
}
