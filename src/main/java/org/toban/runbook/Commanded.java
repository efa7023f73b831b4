package org.toban.runbook;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.jspecify.annotations.Nullable;

/** Whether a list item has code of its own. */
enum Commanded {
  /** A command that can be run, or a request or query. */
  RUN,
  /** Code to look at, such as a configuration. */
  SHOWN,
  /** None, but its own list has, or orders what is to be done. */
  LEADING,
  NOTHING;

  static Commanded of(ListItem item) {
    List<Fence> code =
        Stream.concat(
                Markdown.children(item).stream().map(Fence::in), Stream.ofNullable(below(item)))
            .filter(Objects::nonNull)
            .toList();
    if (code.stream().anyMatch(it -> it.kind() != Step.Kind.OTHER)) {
      return RUN;
    }
    return !code.isEmpty() ? SHOWN : leads(item) ? LEADING : NOTHING;
  }

  private static boolean leads(ListItem item) {
    return Markdown.children(item).stream()
        .filter(ListBlock.class::isInstance)
        .anyMatch(list ->
            list instanceof OrderedList
                || Markdown.below(list).stream().anyMatch(it -> Fence.in(it) != null));
  }

  /** Whether a colon follows the bold beginning of a paragraph, or ends it. */
  static boolean hasColon(Paragraph paragraph) {
    Node bold = paragraph.getFirstChild();
    if (!(bold instanceof StrongEmphasis)) {
      return false;
    }
    String lead = Markdown.text(bold);
    String after = Markdown.text(paragraph).substring(lead.length()).strip();
    return lead.endsWith(":")
        || lead.endsWith("：")
        || after.startsWith(":")
        || after.startsWith("：");
  }

  /** Whether a text begins with a number in a circle, as Japanese and Chinese lists do. */
  static boolean isCircled(String text) {
    return !text.isEmpty() && text.charAt(0) >= '①' && text.charAt(0) <= '⑳';
  }

  /**
   * The code right below a list, which belongs to the list's last item: many writers do not indent
   * it far enough. Null when there is none, or the item has some of its own.
   */
  static @Nullable Fence below(ListItem item) {
    Node list = item.getParent();
    Node next = item.getNext() != null || list == null ? null : list.getNext();
    boolean own = Markdown.children(item).stream().anyMatch(it -> Fence.in(it) != null);
    return next == null || own || next instanceof Paragraph ? null : Fence.in(next);
  }

  /** Whether an item is a command and nothing else. */
  static boolean isOnlyCode(ListItem item) {
    return item.getFirstChild() instanceof Paragraph own && Fence.in(own) != null;
  }
}
