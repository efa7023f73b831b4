package org.toban.ui.board;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.ObservableListBase;

/**
 * The lines of the board as its list shows them. Going from one state to the next is one change for
 * the list, as small as is cheap to find: the list is busy on the FX thread for as long as it is
 * told of changes.
 */
@SuppressWarnings("ReferenceEquality") // unchanged lines are the same objects
final class Lines extends ObservableListBase<BoardLine> {
  /** With more changed lines than this, one large change is cheaper than many small ones. */
  private static final int FEW = 1000;

  private final List<BoardLine> lines = new ArrayList<>();

  void become(List<BoardLine> next) {
    if (lines.size() != next.size() || !setFew(next)) {
      replaceMiddle(next);
    }
  }

  /** Same lines in the same places, some of them changed: sets just those. */
  private boolean setFew(List<BoardLine> next) {
    List<Integer> changed = new ArrayList<>();
    for (int i = 0; i < next.size(); i++) {
      if (lines.get(i) != next.get(i)) {
        changed.add(i);
        if (changed.size() > FEW || !lines.get(i).key().equals(next.get(i).key())) {
          return false;
        }
      }
    }
    beginChange();
    changed.forEach(i -> nextSet(i, lines.set(i, next.get(i))));
    endChange();
    return true;
  }

  /** Replaces what stands between the lines at both ends that stay. */
  private void replaceMiddle(List<BoardLine> next) {
    int least = Math.min(lines.size(), next.size());
    int head = 0;
    while (head < least && lines.get(head) == next.get(head)) {
      head++;
    }
    int tail = 0;
    while (tail < least - head
        && lines.get(lines.size() - 1 - tail) == next.get(next.size() - 1 - tail)) {
      tail++;
    }
    List<BoardLine> out = lines.subList(head, lines.size() - tail);
    List<BoardLine> in = next.subList(head, next.size() - tail);
    beginChange();
    if (!out.isEmpty()) {
      nextRemove(head, List.copyOf(out));
      out.clear();
    }
    if (!in.isEmpty()) {
      lines.addAll(head, in);
      nextAdd(head, head + in.size());
    }
    modCount++;
    endChange();
  }

  @Override
  public BoardLine get(int index) {
    return lines.get(index);
  }

  @Override
  public int size() {
    return lines.size();
  }
}
