package org.toban.ui.board;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ListView;
import org.toban.ui.look.Turns;

/**
 * Brings lines into the list. The first lines of a window come a few a pulse, because each needs
 * nodes that are not there yet: a storm would make all of them in one go, and keep every key
 * waiting.
 */
final class Filling implements Turns.Turn {
  private static final int EACH = 1;

  private final Lines lines;
  private final ListView<BoardLine> list;
  private final Consumer<Runnable> keepingPlace;
  private List<BoardLine> wanted = List.of();
  private int cells;
  private int shown;

  Filling(Lines lines, ListView<BoardLine> list, Consumer<Runnable> keepingPlace) {
    this.lines = lines;
    this.list = list;
    this.keepingPlace = keepingPlace;
  }

  /**
   * A cell more shows a line; cells that are made for the empty room under the last do not count.
   */
  void made() {
    cells++;
  }

  void become(List<BoardLine> next) {
    wanted = next;
    if (next.size() <= EACH || isFilled()) {
      finish();
    } else {
      shown = Math.max(shown, EACH);
      bring(Math.min(shown, next.size()));
      Turns.ask(this);
    }
  }

  @Override
  public boolean next() {
    shown += EACH;
    if (shown >= wanted.size() || isFilled()) {
      finish();
      return false;
    }
    bring(shown);
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
