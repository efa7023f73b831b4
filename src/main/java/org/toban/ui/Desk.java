package org.toban.ui;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.FxPulse;
import org.toban.ui.look.Links;
import org.toban.ui.look.Look;
import org.toban.ui.look.Newest;
import org.toban.ui.look.Sheets;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Ticker;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Layout;
import org.toban.ui.parts.Preferences;
import org.toban.ui.tray.Tray;

/**
 * The desk: a window over the newest board, and an icon in the tray. Closing the window leaves the
 * icon; without a tray the compact bar stays. The window and its toolkit are made when it is first
 * opened.
 */
public final class Desk implements AutoCloseable {
  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;

  private final DeskParts parts;
  private final IconOfDesk icon;
  private final CountDownLatch quit = new CountDownLatch(1);
  private final Newest<Preferences> saver;
  private final FxPulse pulse = new FxPulse();
  private volatile Set<String> stuck = Set.of();
  private volatile Preferences preferences;
  private volatile @Nullable Board newest;
  private volatile @Nullable DeskState state;
  private volatile @Nullable DeskView view;

  // Below: touched on the FX thread only.
  private @Nullable Stage stage;
  private @Nullable Surroundings around;
  private @Nullable Ticker ticker;
  private @Nullable CompactBar bar;

  public Desk(DeskParts parts) {
    this(parts, Tray::openLater);
  }

  Desk(DeskParts parts, IconOfDesk.Trays trays) {
    this.parts = parts;
    this.preferences = parts.preferences();
    this.saver = new Newest<>(parts.save());
    this.icon =
        new IconOfDesk(parts, trays, this::words, this::open, this::toggle, quit::countDown);
  }

  /**
   * Starts to listen, and looks for a tray in the background; returns at once.
   *
   * @param hidden stay in the tray until the person opens the window; without a tray it opens
   */
  public void start(boolean hidden) {
    parts.feed().accept(this::offer);
    icon.start(there -> {
      if (!there && hidden) {
        open();
      }
    });
    if (!hidden) {
      open();
    }
  }

  /** Shows the window and brings it to the front; from any thread. */
  public void open() {
    startToolkit();
    FxFeed.onFx(this::openOnFx);
  }

  /** Shows the window with one incident or alert, by incident id or fingerprint. */
  public void open(String key) {
    startToolkit();
    FxFeed.onFx(() -> {
      openOnFx();
      DeskView shown = view;
      if (shown != null) {
        shown.select(key);
      }
    });
  }

  /**
   * How long the window's thread has not answered, zero while there is no window yet. To be asked
   * by another thread, once a second or so.
   */
  public Duration stillFor() {
    return state == null || quit.getCount() == 0 ? Duration.ZERO : pulse.stillFor();
  }

  /** How long nobody has used the window, a day while there is none; from any thread. */
  public Duration untouched() {
    DeskView shown = view;
    return shown == null
        ? Duration.ofDays(1)
        : Duration.between(shown.touchedAt(), parts.about().clock().instant());
  }

  /** Parts of the program that stand still now; the tray says so without the window's thread. */
  public void stuck(Set<String> parts) {
    stuck = Set.copyOf(parts);
    if (state != null) {
      FxFeed.onFx(this::showStuck);
    }
    icon.stuck(stuck);
  }

  /** Blocks until the person quits. */
  public void awaitQuit() throws InterruptedException {
    quit.await();
  }

  /** Ends this desk, in whose place another opens in this very program. */
  public void giveWay() {
    quit.countDown();
  }

  /** The toolkit stays: it can be started once in a process, and another desk may open in it. */
  @Override
  public void close() {
    quit.countDown();
    icon.close();
    if (state != null) {
      FxFeed.onFx(() -> {
        if (stage != null) {
          stage.hide();
        }
        if (bar != null) {
          bar.close();
        }
      });
    }
  }

  /** Shows a board; from any thread. */
  void offer(Board board) {
    newest = board;
    icon.show(board);
    DeskState open = state;
    if (open != null) {
      open.offer(board);
    }
  }

  private void showStuck() {
    DeskView shown = view;
    if (shown != null) {
      shown.stuck(stuck);
    }
  }

  // --- the window -----------------------------------------------------------------------------

  private synchronized void startToolkit() {
    if (state != null) {
      return;
    }
    try {
      Platform.startup(() -> {});
    } catch (IllegalStateException running) {
      // Another part of this process (a test) has started it.
    }
    Platform.setImplicitExit(false);
    DeskState made = new DeskState(parts.about(), parts.archive());
    state = made;
    Board board = newest;
    if (board != null) {
      made.offer(board);
    }
  }

  private void openOnFx() {
    boolean first = stage == null;
    CompactBar small = bar;
    if (small != null) {
      small.close();
      bar = null;
    }
    Stage window = stage == null ? build() : stage;
    window.show();
    window.setIconified(false);
    window.toFront();
    window.requestFocus();
    DeskView shown = view;
    if (shown != null && first) {
      shown.focusBoard();
    }
    DeskState boards = state;
    if (boards != null && first) {
      FirstBoard.tell(window.getScene(), boards.shown());
    }
  }

  private Stage build() {
    Stage window = new Stage();
    window.setMinWidth(900);
    window.setMinHeight(600);
    window.setWidth(WIDTH);
    window.setHeight(HEIGHT);
    Places.restore(window, preferences.layout().place());
    stage = window;
    Ticker clock = new Ticker(parts.about().clock());
    ticker = clock;
    window.setScene(new Scene(content(), WIDTH, HEIGHT));
    Look.dress(window.getScene(), preferences.theme());
    window.setTitle(title());
    Places.follow(window, place -> kept(preferences.layout().withPlace(place)));
    window.setOnCloseRequest(event -> {
      event.consume();
      hide();
    });
    window
        .showingProperty()
        .addListener((property, before, now) -> clock.run(now && !window.isIconified()));
    window
        .iconifiedProperty()
        .addListener((property, before, now) -> clock.run(!now && window.isShowing()));
    return window;
  }

  private Words words() {
    return Words.of(preferences.spoken(Locale.getDefault()));
  }

  private String title() {
    return parts.practice() == null ? "Toban" : words().get("tray.practice");
  }

  /** The view in the language of the preferences; made anew when that changes. */
  private DeskView content() {
    DeskState shown = state;
    Ticker clock = ticker;
    if (shown == null || clock == null) {
      throw new IllegalStateException("the toolkit has not been started");
    }
    DeskView before = view;
    if (before != null) {
      before.dispose();
    }
    Words words = words();
    Sheets sheets = new Sheets();
    Surroundings made =
        new Surroundings(
            words,
            new Times(words, parts.about().zone()),
            clock,
            sheets,
            new Links(words, sheets, Browser::open),
            parts.about().seat(),
            parts.send());
    around = made;
    DeskView next = new DeskView(made, shown, parts, preferences, new WindowHost());
    view = next;
    next.stuck(stuck);
    return next;
  }

  private void kept(Layout layout) {
    Preferences next = preferences.withLayout(layout);
    preferences = next;
    saver.offer(next);
  }

  /** A bar of one line in the place of the window, and back. */
  private void bar() {
    Stage window = stage;
    Surroundings at = around;
    DeskState shown = state;
    if (window == null || at == null || shown == null) {
      return;
    }
    CompactBar small = bar;
    if (small != null) {
      small.close();
    }
    bar =
        new CompactBar(
            at.words(), at.times(), shown, parts.about().clock(), preferences.theme(), this::open);
    bar.open();
    window.hide();
  }

  /** What the view may ask of the window. */
  private final class WindowHost implements DeskView.Host {
    @Override
    public void changed(Preferences next) {
      Preferences before = preferences;
      // the place is the window's own: the view knows only where it stood at the start
      Preferences kept = next.withLayout(next.layout().withPlace(before.layout().place()));
      preferences = kept;
      saver.offer(kept);
      Stage window = stage;
      if (window == null) {
        return;
      }
      boolean rebuilt = before.language() != next.language() || before.theme() != next.theme();
      if (rebuilt) {
        window.getScene().setRoot(content());
        Look.theme(window.getScene().getRoot(), next.theme());
        window.setTitle(title());
        icon.inAnotherLanguage();
      }
    }

    @Override
    public void shrink() {
      bar();
    }

    @Override
    public void hide() {
      Desk.this.hide();
    }

    @Override
    public void quit() {
      quit.countDown();
    }
  }

  private void toggle() {
    startToolkit();
    FxFeed.onFx(() -> {
      if (stage != null && stage.isShowing() && stage.isFocused()) {
        hide();
      } else {
        openOnFx();
      }
    });
  }

  /** Behind the tray when there is one; else the compact bar stays in its place. */
  private void hide() {
    Stage window = stage;
    if (window == null) {
      return;
    }
    if (icon.isShown()) {
      window.hide();
    } else {
      bar();
    }
  }
}
