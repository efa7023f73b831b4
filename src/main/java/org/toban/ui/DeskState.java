package org.toban.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.ui.board.BoardFilter;
import org.toban.ui.board.BoardLine;
import org.toban.ui.board.BoardRows;
import org.toban.ui.board.DayChart;
import org.toban.ui.board.Looks;
import org.toban.ui.board.Selection;
import org.toban.ui.board.Shown;
import org.toban.ui.look.FxFeed;
import org.toban.ui.parts.About;
import org.toban.ui.parts.Archive;

/**
 * What outlives a change of language: the newest board with its lines, the filter, the selection
 * and the page. Lines are made off the FX thread.
 */
final class DeskState {
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration DAY_EVERY = Duration.ofMinutes(2);
  private static final int MOST_EPISODES = 20_000;

  private final About about;
  private final Archive archive;
  private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<DayChart> days = new ReadOnlyObjectWrapper<>(DayChart.none());
  private final ReadOnlyObjectWrapper<Looks> looks = new ReadOnlyObjectWrapper<>(Looks.none());
  private final Selection selection = new Selection();
  private final SimpleObjectProperty<Page> page = new SimpleObjectProperty<>(Page.BOARD);
  private final FxFeed<Board, Shown> feed;
  private volatile BoardRows rows = BoardRows.empty();
  private volatile BoardFilter filter = BoardFilter.all();
  private volatile Looks looking = Looks.none();
  private volatile @Nullable Board newest;
  private Instant dayAt = Instant.MIN;

  DeskState(About about, Archive archive) {
    this.about = about;
    this.archive = archive;
    selected().addListener((property, before, now) -> looks(looks.get().saw(now)));
    feed = new FxFeed<>(this::digest, this::show);
  }

  ReadOnlyObjectProperty<@Nullable Shown> shown() {
    return shown.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<DayChart> days() {
    return days.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Looks> looks() {
    return looks.getReadOnlyProperty();
  }

  /** Takes what has become of the person's look, and counts what is new by it. */
  void looks(Looks next) {
    if (!next.equals(looks.get())) {
      looking = next;
      looks.set(next);
      refilter(filter);
    }
  }

  StringProperty selected() {
    return selection.selected();
  }

  Selection selection() {
    return selection;
  }

  SimpleObjectProperty<Page> page() {
    return page;
  }

  /** Takes the newest board; from any thread, returns at once. */
  void offer(Board board) {
    newest = board;
    feed.offer(board);
  }

  /** Shows the newest board under another filter. */
  void refilter(BoardFilter next) {
    filter = next;
    Board board = newest;
    if (board != null) {
      feed.offer(board);
    }
  }

  BoardFilter filter() {
    return filter;
  }

  /** Gives up when a person types on meanwhile: their newest filter has been offered by then. */
  @SuppressWarnings("ReferenceEquality") // the newest filter, not an equal one
  private @Nullable Shown digest(Board board) {
    BoardFilter wanted = filter;
    BoardRows next =
        BoardRows.of(
            rows, board, wanted, about.clock().instant(), about.person(), () -> wanted != filter);
    if (next == null) {
      return null;
    }
    rows = next;
    return Shown.of(board, next, wanted, looking);
  }

  private void show(Shown next) {
    if (selected().get().isEmpty()) {
      BoardLine.Entry first = next.rows().first();
      selected().set(first == null ? "" : first.key());
    }
    Shown before = shown.get();
    shown.set(next);
    follow(before, next);
    readDay(next.rows().entries().keySet());
  }

  /** Who works on an alert stays with it when it clears. */
  private void follow(@Nullable Shown before, Shown next) {
    String key = selected().get();
    BoardLine.Entry was = before == null ? null : before.rows().entries().get(key);
    BoardLine.Entry now = next.rows().follow(key, was);
    if (now != null) {
      selected().set(now.key());
    }
  }

  /** Reads the day's episodes of these alerts now and then; without a history there is none. */
  private void readDay(Set<String> keys) {
    Instant now = about.clock().instant();
    if (now.isBefore(dayAt)) {
      return;
    }
    dayAt = now.plus(DAY_EVERY);
    FxFeed.read(
        () -> DayChart.of(archive.episodesSince(now.minus(DAY), MOST_EPISODES), keys, now),
        days::set,
        failure -> {});
  }
}
