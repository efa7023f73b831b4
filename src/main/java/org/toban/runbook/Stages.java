package org.toban.runbook;

import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;

/** Stages that are named without a heading. */
final class Stages {
  private Stages() {}

  /** Whether a bold line, or the bold beginning of a list item, names a stage for certain. */
  static boolean inBold(Section section) {
    return section
        .all()
        .flatMap(it -> it.blocks().stream())
        .flatMap(it ->
            java.util.stream.Stream.concat(
                java.util.stream.Stream.of(it), Markdown.below(it).stream()))
        .filter(Paragraph.class::isInstance)
        .map(Paragraph.class::cast)
        .anyMatch(Stages::namesOne);
  }

  private static boolean namesOne(Paragraph paragraph) {
    if (!(paragraph.getFirstChild() instanceof StrongEmphasis)) {
      return false;
    }
    Bullet read = Bullet.of(paragraph);
    Node parent = paragraph.getParent();
    boolean heads = read.rest().isEmpty() || parent instanceof ListItem;
    return heads
        && !Topic.isCommonWord(read.lead())
        && Topic.of(read.lead()).filter(it -> it.stage() != null).isPresent();
  }
}
