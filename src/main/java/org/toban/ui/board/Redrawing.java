package org.toban.ui.board;

import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.toban.ui.look.Turns;

/**
 * Lines that changed, and show it a few a pulse. After a storm every line in view changes at once,
 * when its incidents have been opened, and the style of all of them takes several pulses. A line
 * that waits shows its own alert as it was a moment ago; a cell that got another alert never waits.
 */
final class Redrawing implements Turns.Turn {
  private static final int EACH = 2;

  private final SequencedSet<BoardCell> waiting = new LinkedHashSet<>();
  private int drawn;

  /** The lines of another board are coming. */
  void begin() {
    drawn = 0;
  }

  /** Whether a cell has to wait for a pulse to come; the first ones of a board need not. */
  boolean puts(BoardCell cell) {
    if (waiting.isEmpty() && drawn < EACH) {
      drawn++;
      return false;
    }
    waiting.add(cell);
    Turns.ask(this);
    return true;
  }

  /** It shows what it has. */
  void drop(BoardCell cell) {
    waiting.remove(cell);
  }

  @Override
  public boolean next() {
    for (int i = 0; i < EACH && !waiting.isEmpty(); i++) {
      waiting.getFirst().redraw();
    }
    return !waiting.isEmpty();
  }
}
