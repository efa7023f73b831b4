package org.toban.ui.board;

import java.util.HashSet;
import java.util.Set;
import org.toban.ui.parts.Order;

/**
 * What the person asked to see, and in what order.
 *
 * @param text matchers and words, as {@link Query} reads them; empty for all
 * @param groupBy the label whose values make the groups; empty for the most telling one
 * @param collapsed keys of the groups whose entries are folded away
 */
public record BoardFilter(
    Kind kind, String text, String groupBy, Order order, Set<String> collapsed) {
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
  }

  public static BoardFilter all() {
    return new BoardFilter(Kind.ALL, "", "", Order.URGENCY, Set.of());
  }

  public BoardFilter withKind(Kind chosen) {
    return new BoardFilter(chosen, text, groupBy, order, collapsed);
  }

  public BoardFilter withText(String wanted) {
    return new BoardFilter(kind, wanted, groupBy, order, collapsed);
  }

  /** Other groups, none of them folded. */
  public BoardFilter withGroupBy(String label) {
    return new BoardFilter(kind, text, label, order, Set.of());
  }

  public BoardFilter withOrder(Order chosen) {
    return new BoardFilter(kind, text, groupBy, chosen, collapsed);
  }

  public BoardFilter toggled(String group) {
    Set<String> next = new HashSet<>(collapsed);
    if (!next.remove(group)) {
      next.add(group);
    }
    return new BoardFilter(kind, text, groupBy, order, next);
  }

  /** Whether it leaves out anything. */
  public boolean isNarrow() {
    return kind != Kind.ALL || !text.isBlank();
  }
}
