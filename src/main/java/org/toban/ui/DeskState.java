package org.toban.ui;

import java.time.Duration;
import java.time.Instant;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.ui.board.BoardFilter;
import org.toban.ui.board.BoardLine;
import org.toban.ui.board.BoardRows;
import org.toban.ui.board.DayMarks;
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
  private static final Duration MARKS_EVERY = Duration.ofMinutes(2);
  private static final int MOST_EPISODES = 20_000;

  private final About about;
  private final Archive archive;
  private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<DayMarks> days = new ReadOnlyObjectWrapper<>(DayMarks.none());
  private final Selection selection = new Selection();
  private final SimpleObjectProperty<Page> page = new SimpleObjectProperty<>(Page.BOARD);
  private final FxFeed<Board, Shown> feed;
  private volatile BoardRows rows = BoardRows.empty();
  private volatile BoardFilter filter = BoardFilter.all();
  private volatile @Nullable Board newest;
  private Instant marksAt = Instant.MIN;

  DeskState(About about, Archive archive) {
    this.about = about;
    this.archive = archive;
    feed = new FxFeed<>(this::digest, this::show);
  }

  ReadOnlyObjectProperty<@Nullable Shown> shown() {
    return shown.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<DayMarks> days() {
    return days.getReadOnlyProperty();
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
    BoardFilter looking = filter;
    BoardRows next =
        BoardRows.of(
            rows, board, looking, about.clock().instant(), about.person(), () -> looking != filter);
    if (next == null) {
      return null;
    }
    rows = next;
    return Shown.of(board, next, looking);
  }

  private void show(Shown next) {
    if (selected().get().isEmpty()) {
      BoardLine.Entry first = next.rows().first();
      selected().set(first == null ? "" : first.key());
    }
    Shown before = shown.get();
    shown.set(next);
    follow(before, next);
    readMarks();
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

  /** Reads the day's episodes now and then; without a history there are no marks. */
  private void readMarks() {
    Instant now = about.clock().instant();
    if (now.isBefore(marksAt)) {
      return;
    }
    marksAt = now.plus(MARKS_EVERY);
    FxFeed.read(
        () -> DayMarks.of(archive.episodesSince(now.minus(DAY), MOST_EPISODES), now),
        days::set,
        failure -> {});
  }
}
