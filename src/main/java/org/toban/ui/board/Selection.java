package org.toban.ui.board;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;

/** The line that is selected, and those that are marked for one act on all of them. */
public final class Selection {
  private final StringProperty selected = new SimpleStringProperty("");
  private final ObservableSet<String> marked = FXCollections.observableSet();

  /** The key of the selected line, empty for none. */
  public StringProperty selected() {
    return selected;
  }

  /** Keys of the marked lines; some may not be on the board any more. */
  public ObservableSet<String> marked() {
    return marked;
  }

  /** Marks the selected line, or takes its mark away. */
  public void toggle() {
    String key = selected.get();
    if (!key.isEmpty() && !marked.remove(key)) {
      marked.add(key);
    }
  }

  /** Marks every line that is shown; when all are, marks none. */
  public void toggleAll(BoardRows rows) {
    List<String> keys = new ArrayList<>();
    for (BoardLine line : rows.lines()) {
      if (line instanceof BoardLine.Entry entry) {
        keys.add(entry.key());
      }
    }
    if (marked.containsAll(keys)) {
      marked.clear();
    } else {
      marked.addAll(keys);
    }
  }

  /** The entries that an act is about: the marked ones that the filter shows, else the selected. */
  public List<BoardLine.Entry> entries(BoardRows rows) {
    List<BoardLine.Entry> found = new ArrayList<>();
    for (BoardLine line : rows.lines()) {
      if (line instanceof BoardLine.Entry entry && marked.contains(entry.key())) {
        found.add(entry);
      }
    }
    BoardLine.Entry one = rows.entries().get(selected.get());
    if (found.isEmpty() && one != null) {
      found.add(one);
    }
    return found;
  }
}
