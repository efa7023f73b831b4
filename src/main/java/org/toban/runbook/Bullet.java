package org.toban.runbook;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.Emphasis;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;

/**
 * A list item as a person reads it.
 *
 * @param lead its bold beginning, without a colon; empty when it has none
 * @param rest what follows the lead, or all of it
 * @param task whether it has a tick-box
 * @param line counted from 1
 */
record Bullet(String lead, String rest, boolean task, int line) {
  /** The longest text, in characters, that is the title of a command. */
  private static final int LONGEST = 160;

  static Bullet of(ListItem item) {
    boolean task = Markdown.children(item).stream().anyMatch(TaskListItemMarker.class::isInstance);
    int line = Markdown.line(item);
    for (Node child : Markdown.children(item)) {
      if (child instanceof Paragraph paragraph) {
        return of(paragraph, task, line);
      }
    }
    return new Bullet("", "", task, line);
  }

  /** A paragraph read like a list item. */
  static Bullet of(Paragraph paragraph) {
    return of(paragraph, false, Markdown.line(paragraph));
  }

  private static Bullet of(Paragraph paragraph, boolean task, int line) {
    String whole = Markdown.text(paragraph);
    if (paragraph.getFirstChild() instanceof StrongEmphasis strong) {
      String bold = Markdown.text(strong);
      String rest = whole.startsWith(bold) ? whole.substring(bold.length()) : "";
      return new Bullet(withoutColon(bold), withoutLeadingColon(rest), task, line);
    }
    if (paragraph.getFirstChild() instanceof Emphasis leaning) {
      String lead = Markdown.text(leaning);
      String rest = whole.startsWith(lead) ? whole.substring(lead.length()).strip() : "";
      if (lead.endsWith(":")
          || lead.endsWith("：")
          || rest.startsWith(":")
          || rest.startsWith("：")) {
        return new Bullet(withoutColon(lead), withoutLeadingColon(rest), task, line);
      }
    }
    return new Bullet("", whole, task, line);
  }

  /** All items directly in the lists among some blocks. */
  static List<Bullet> in(List<Node> blocks) {
    List<Bullet> bullets = new ArrayList<>();
    for (Node block : blocks) {
      if (block instanceof ListBlock list) {
        for (Node item : Markdown.children(list)) {
          if (item instanceof ListItem it) {
            bullets.add(of(it));
          }
        }
      }
    }
    return bullets;
  }

  /** Lead and rest as one text. */
  String whole() {
    return lead.isEmpty() ? rest : rest.isEmpty() ? lead : lead + ": " + rest;
  }

  /** All of it when it is short enough to head a command; empty when it is not. */
  String title() {
    String bare = withoutColon(whole());
    return bare.length() > LONGEST || RunbookSection.isPlaceholder(bare) ? "" : bare;
  }

  /** This bullet with the part before its first colon as the lead, when nothing in it is bold. */
  Bullet splitAtColon() {
    if (!lead.isEmpty()) {
      return this;
    }
    int colon = rest.indexOf(':');
    int wide = rest.indexOf('：');
    int at = colon < 0 ? wide : wide < 0 ? colon : Math.min(colon, wide);
    return at < 1
        ? this
        : new Bullet(rest.substring(0, at).strip(), rest.substring(at + 1).strip(), task, line);
  }

  private static String withoutColon(String text) {
    String bare = text.strip();
    return bare.endsWith(":") || bare.endsWith("：")
        ? bare.substring(0, bare.length() - 1).strip()
        : bare;
  }

  private static String withoutLeadingColon(String text) {
    String bare = text.strip();
    return bare.startsWith(":") || bare.startsWith("：") ? bare.substring(1).strip() : bare;
  }
}
