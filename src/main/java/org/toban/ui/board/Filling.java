package org.toban.ui.board;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.scene.control.ListView;
import org.toban.ui.look.Turns;

/**
 * Brings lines into the list. The first lines of a window come a few a pulse, because each needs
 * nodes that are not there yet: a storm would make all of them in one go, and keep every key
 * waiting.
 */
final class Filling implements Turns.Turn {
  /** Time of one pulse for new lines, in ns: little, as the screen is drawn then, too. */
  private static final long MOST = 1_000_000;

  private final Lines lines;
  private final ListView<BoardLine> list;
  private final Consumer<Runnable> keepingPlace;
  private final LongSupplier clock;
  private List<BoardLine> wanted = List.of();
  private int cells;
  private int shown;

  /**
   * Fills a list that is empty.
   *
   * @param clock gives ns, as {@link System#nanoTime} does
   */
  Filling(
      Lines lines, ListView<BoardLine> list, Consumer<Runnable> keepingPlace, LongSupplier clock) {
    this.lines = lines;
    this.list = list;
    this.keepingPlace = keepingPlace;
    this.clock = clock;
  }

  /**
   * A cell more shows a line; cells that are made for the empty room under the last do not count.
   */
  void made() {
    cells++;
  }

  void become(List<BoardLine> next) {
    wanted = next;
    if (next.size() <= 1 || isFilled()) {
      finish();
    } else {
      shown = Math.max(shown, 1);
      bring(Math.min(shown, next.size()));
      Turns.ask(this);
    }
  }

  @Override
  public boolean next() {
    long begun = clock.getAsLong();
    do {
      shown++;
      if (shown >= wanted.size() || isFilled() || Turns.isHidden(list)) {
        finish();
        return false;
      }
      bring(shown);
      list.layout();
    } while (clock.getAsLong() - begun < MOST);
    return true;
  }

  /** Whether there are as many cells as the list has room for; before it has any, none wait. */
  private boolean isFilled() {
    double room = list.getHeight() / list.getFixedCellSize();
    return room < 1 || Math.max(cells, shown) > room;
  }

  private void finish() {
    Turns.drop(this);
    bring(wanted.size());
  }

  private void bring(int count) {
    keepingPlace.accept(() -> lines.become(wanted.subList(0, count)));
  }
}
