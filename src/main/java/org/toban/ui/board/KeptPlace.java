package org.toban.ui.board;

import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import org.jspecify.annotations.Nullable;

/** What is in view of the board: it stays while lines change, and goes where it is sent. */
final class KeptPlace {
  private final ListView<BoardLine> list;
  private final Lines lines;

  KeptPlace(ListView<BoardLine> list, Lines lines) {
    this.list = list;
    this.lines = lines;
  }

  /** Changes the lines, and leaves what is in view where it is. */
  void keep(Runnable change) {
    VirtualFlow<?> flow = flow();
    IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
    String anchor = first == null ? "" : anchor(first);
    double offset = first == null ? 0 : first.getLayoutY();
    change.run();
    int index = anchor.isEmpty() ? -1 : indexOf(anchor);
    if (index >= 0 && flow != null && first != null && index != first.getIndex()) {
      list.scrollTo(index);
      flow.scrollPixels(-offset);
    }
  }

  /** The key of the first line in view; empty at the very top, which stays the top. */
  private String anchor(IndexedCell<?> first) {
    boolean top = first.getIndex() == 0 && first.getLayoutY() >= 0;
    return top || first.getIndex() >= lines.size() ? "" : lines.get(first.getIndex()).key();
  }

  private @Nullable VirtualFlow<?> flow() {
    return list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow ? flow : null;
  }

  /** Where the line of a key stands, -1 when it does not. */
  int indexOf(String key) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).key().equals(key)) {
        return i;
      }
    }
    return -1;
  }

  /** Scrolls as little as it takes, so that a line is there with one more before or after it. */
  void bringIntoView(int index) {
    VirtualFlow<?> flow = flow();
    IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
    IndexedCell<?> last = flow == null ? null : flow.getLastVisibleCell();
    if (first == null || last == null) {
      return;
    }
    if (index <= first.getIndex() || index >= last.getIndex()) {
      int visible = Math.max(1, last.getIndex() - first.getIndex());
      list.scrollTo(index <= first.getIndex() ? Math.max(0, index - 1) : index - visible + 2);
    }
  }
}
