package org.toban.ui.board;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What the person asked to see.
 *
 * @param text somewhere in the name, target, owner or a label value; empty for all
 * @param collapsed keys of the groups whose entries are folded away
 */
public record BoardFilter(Kind kind, String text, Set<String> collapsed) {
  /** The simple filters of the side bar. */
  public enum Kind {
    ALL,
    MINE,
    DUE_SOON,
    NO_RUNBOOK,
    /** What is suppressed, pending or a heartbeat. */
    HELD_BACK
  }

  public BoardFilter {
    collapsed = Set.copyOf(collapsed);
    text = text.strip();
  }

  public static BoardFilter all() {
    return new BoardFilter(Kind.ALL, "", Set.of());
  }

  public BoardFilter withKind(Kind chosen) {
    return new BoardFilter(chosen, text, collapsed);
  }

  public BoardFilter withText(String wanted) {
    return new BoardFilter(kind, wanted, collapsed);
  }

  public BoardFilter toggled(String group) {
    Set<String> next = new HashSet<>(collapsed);
    if (!next.remove(group)) {
      next.add(group);
    }
    return new BoardFilter(kind, text, next);
  }

  boolean matchesText(BoardLine.Entry entry) {
    if (text.isEmpty()) {
      return true;
    }
    String wanted = text.toLowerCase(Locale.ROOT);
    if (has(entry.name(), wanted) || has(entry.target(), wanted) || has(entry.owner(), wanted)) {
      return true;
    }
    var row = entry.row();
    return row != null
        && row.alert().labels().entries().stream().anyMatch(label -> has(label.getValue(), wanted));
  }

  private static boolean has(String text, String wanted) {
    return text.toLowerCase(Locale.ROOT).contains(wanted);
  }
}
