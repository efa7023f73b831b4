package org.toban.ui.board;

import java.util.List;
import javafx.collections.ObservableList;

/** Brings a list to its next state by the smallest run of changes that prefix and suffix leave. */
@SuppressWarnings("ReferenceEquality") // unchanged lines are the same objects
final class BoardDiff {
  private BoardDiff() {}

  static void apply(ObservableList<BoardLine> items, List<BoardLine> next) {
    if (items.size() == next.size() && setsFew(items, next)) {
      return;
    }
    int least = Math.min(items.size(), next.size());
    int head = 0;
    while (head < least && items.get(head) == next.get(head)) {
      head++;
    }
    int tail = 0;
    while (tail < least - head
        && items.get(items.size() - 1 - tail) == next.get(next.size() - 1 - tail)) {
      tail++;
    }
    if (head == 0 && tail == 0) {
      items.setAll(next);
      return;
    }
    items.remove(head, items.size() - tail);
    items.addAll(head, next.subList(head, next.size() - tail));
  }

  /** Same lines in the same places, a few of them changed: set just those. */
  private static boolean setsFew(ObservableList<BoardLine> items, List<BoardLine> next) {
    int changed = 0;
    for (int i = 0; i < next.size(); i++) {
      if (items.get(i) != next.get(i)) {
        changed++;
        if (changed > 64 || !items.get(i).key().equals(next.get(i).key())) {
          return false;
        }
      }
    }
    for (int i = 0; i < next.size() && changed > 0; i++) {
      if (items.get(i) != next.get(i)) {
        items.set(i, next.get(i));
        changed--;
      }
    }
    return true;
  }
}
