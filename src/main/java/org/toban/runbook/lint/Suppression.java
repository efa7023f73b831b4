package org.toban.runbook.lint;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.commonmark.ext.front.matter.YamlFrontMatterBlock;
import org.commonmark.node.Document;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.jspecify.annotations.Nullable;
import org.toban.runbook.Flaw;
import org.toban.runbook.Markdown;
import org.toban.runbook.Place;

/**
 * A comment {@code <!-- toban-lint: off code -->}: in the head of a file it is for all of it,
 * before a heading for its section, before another block for that.
 *
 * @param place of the comment
 * @param codes that are not told in the range
 */
record Suppression(Place place, List<String> codes, Range range) {
  private static final String MARK = "toban-lint:";

  /** So many of them may stand one after the other. */
  private static final int IN_A_ROW = 50;

  private static final Set<String> CODES =
      Arrays.stream(Flaw.values()).map(Flaw::code).collect(Collectors.toUnmodifiableSet());

  Suppression {
    codes = List.copyOf(codes);
  }

  /** Lines of the file, both ends included. */
  record Range(int from, int to) {
    boolean holds(int line) {
      return line >= from && line <= to;
    }
  }

  static boolean isMeant(String comment) {
    return comment.contains(MARK);
  }

  static boolean isCode(String code) {
    return CODES.contains(code);
  }

  /** The codes that a comment turns off; empty when it is not written as it should be. */
  static List<String> codes(String comment) {
    int end = comment.indexOf("-->");
    int from = comment.indexOf(MARK) + MARK.length();
    if (end < from) {
      return List.of();
    }
    List<String> words = List.of(comment.substring(from, end).strip().split("[\\s,]+"));
    return words.getFirst().equals("off") ? words.subList(1, words.size()) : List.of();
  }

  /** What the comment stands for; null when nothing follows it. */
  static @Nullable Range range(Node comment) {
    if (isHead(comment)) {
      return new Range(1, Integer.MAX_VALUE);
    }
    Node next = comment.getNext();
    for (int i = 0; i < IN_A_ROW && isComment(next); i++) {
      next = next.getNext();
    }
    return switch (next) {
      case null -> null;
      case Heading heading -> new Range(Markdown.line(heading), endOfSection(heading));
      default -> new Range(Markdown.line(next), lastLine(next));
    };
  }

  /** Whether only front matter and other comments stand before it. */
  private static boolean isHead(Node comment) {
    Node before = comment.getPrevious();
    for (int i = 0;
        i < IN_A_ROW && (before instanceof YamlFrontMatterBlock || isComment(before));
        i++) {
      before = before.getPrevious();
    }
    return before == null && comment.getParent() instanceof Document;
  }

  private static boolean isComment(@Nullable Node node) {
    return node instanceof HtmlBlock html && isMeant(html.getLiteral());
  }

  private static int endOfSection(Heading heading) {
    for (Node node = heading.getNext(); node != null; node = node.getNext()) {
      if (node instanceof Heading next && next.getLevel() <= heading.getLevel()) {
        return Markdown.line(next) - 1;
      }
    }
    return Integer.MAX_VALUE;
  }

  private static int lastLine(Node node) {
    List<SourceSpan> spans = node.getSourceSpans();
    return spans.isEmpty() ? Markdown.line(node) : spans.getLast().getLineIndex() + 1;
  }
}
