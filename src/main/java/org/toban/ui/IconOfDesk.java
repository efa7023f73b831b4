package org.toban.ui;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.ui.look.Newest;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;
import org.toban.ui.tray.Tray;
import org.toban.ui.tray.TrayMenu;
import org.toban.ui.tray.TrayState;

/** The desk's icon in the tray: always the newest board, whether there is a window or not. */
final class IconOfDesk implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** Where the icon comes from. */
  interface Trays {
    /** Hands over a tray in a while, or null when the desktop has none. */
    void openLater(
        TrayState state, Runnable activate, Duration limit, Consumer<@Nullable Tray> opened);
  }

  private final DeskParts parts;
  private final Trays trays;
  private final Supplier<Words> words;
  private final Runnable open;
  private final Runnable toggle;
  private final Runnable quit;
  private final Newest<Board> feed = new Newest<>(this::draw);
  private volatile @Nullable Tray tray;
  private volatile @Nullable Board newest;
  private volatile Set<String> stuck = Set.of();
  private @Nullable TrayState drawn; // of the feed's thread

  /**
   * An icon, once it is started.
   *
   * @param words in the language that the person reads now
   * @param open shows the window
   * @param toggle shows the window, or hides it when it is in front
   */
  IconOfDesk(
      DeskParts parts,
      Trays trays,
      Supplier<Words> words,
      Runnable open,
      Runnable toggle,
      Runnable quit) {
    this.parts = parts;
    this.trays = trays;
    this.words = words;
    this.open = open;
    this.toggle = toggle;
    this.quit = quit;
  }

  /** Looks for a tray in the background and says whether there is one. */
  void start(Consumer<Boolean> there) {
    trays.openLater(
        state(),
        toggle,
        LIMIT,
        opened -> {
          tray = opened;
          inAnotherLanguage();
          there.accept(opened != null);
        });
  }

  /** Whether the desktop shows it now. */
  boolean isShown() {
    Tray icon = tray;
    return icon != null && icon.isShown();
  }

  /** Shows a board; from any thread, returns at once. */
  void show(Board board) {
    newest = board;
    feed.offer(board);
  }

  /** Parts of the program that stand still now: then the board cannot be believed. */
  void stuck(Set<String> still) {
    stuck = still;
    inAnotherLanguage();
  }

  /** Shows the newest board anew. */
  void inAnotherLanguage() {
    Board board = newest;
    if (board != null) {
      feed.offer(board);
    }
  }

  @Override
  public void close() {
    Tray icon = tray;
    if (icon != null) {
      icon.close();
    }
  }

  private TrayState state() {
    Times times = new Times(words.get(), parts.about().zone());
    return TrayWords.of(
        newest,
        stuck,
        parts.about().person(),
        parts.about().clock().instant(),
        times,
        new Actions());
  }

  /** What the menu does, on the tray's threads. */
  private final class Actions implements TrayWords.Actions {
    @Override
    public void open() {
      open.run();
    }

    @Override
    public void hold(boolean on) {
      String person = parts.about().person();
      parts.send().accept(new Command.Hold(person, on, words.get().get("tray.reason")));
    }

    @Override
    public void poll() {
      parts.send().accept(new Command.PollNow(parts.about().person(), null));
    }

    @Override
    public void quit() {
      quit.run();
    }
  }

  private void draw(Board board) {
    Tray icon = tray;
    if (icon == null) {
      return;
    }
    TrayState next = state();
    TrayState before = drawn;
    boolean same =
        before != null
            && before.face().equals(next.face())
            && before.title().equals(next.title())
            && before.detail().equals(next.detail())
            && isHeld(before) == isHeld(next);
    if (!same) {
      drawn = next;
      icon.show(next);
    }
  }

  private static boolean isHeld(TrayState state) {
    return state.menu().stream().anyMatch(line -> line instanceof TrayMenu.Check it && it.on());
  }
}
