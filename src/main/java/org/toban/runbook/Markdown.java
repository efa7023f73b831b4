package org.toban.runbook;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.front.matter.YamlFrontMatterExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** The parser as runbooks need it, and what is asked of its nodes everywhere. */
public final class Markdown {
  /** Deeper nesting is read as plain text. */
  private static final int DEPTH = 50;

  private static final int CELLS = 100_000;

  private static final Parser PARSER =
      Parser.builder()
          .extensions(
              List.of(
                  TablesExtension.builder().maxCells(CELLS).build(),
                  TaskListItemsExtension.create(),
                  YamlFrontMatterExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .maxOpenBlockParsers(DEPTH)
          .maxInlineNesting(DEPTH)
          .build();

  private Markdown() {}

  static Node parse(String text) {
    return PARSER.parse(text);
  }

  /** The line that a node begins on, counted from 1; 1 when the parser does not say. */
  public static int line(Node node) {
    List<SourceSpan> spans = node.getSourceSpans();
    return spans.isEmpty() ? 1 : spans.getFirst().getLineIndex() + 1;
  }

  /** What a reader sees of a node, on one line. */
  public static String text(Node node) {
    StringBuilder text = new StringBuilder();
    append(node, text);
    return text.toString().strip();
  }

  private static void append(Node node, StringBuilder text) {
    switch (node) {
      case Text it -> text.append(it.getLiteral());
      case Code it -> text.append(it.getLiteral());
      case SoftLineBreak _ -> text.append(' ');
      case HardLineBreak _ -> text.append(' ');
      default -> children(node).forEach(child -> append(child, text));
    }
  }

  /** A block's Markdown as written, without the indentation of the lists around it. */
  static String source(Node block, String document) {
    List<String> lines = new ArrayList<>();
    for (SourceSpan span : block.getSourceSpans()) {
      int from = Math.min(span.getInputIndex(), document.length());
      lines.add(document.substring(from, Math.min(from + span.getLength(), document.length())));
    }
    return String.join("\n", lines);
  }

  public static List<Node> children(Node node) {
    List<Node> children = new ArrayList<>();
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      children.add(child);
    }
    return children;
  }

  /** All nodes below one, in reading order. */
  public static List<Node> below(Node node) {
    List<Node> all = new ArrayList<>();
    addBelow(node, all);
    return all;
  }

  private static void addBelow(Node node, List<Node> all) {
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      all.add(child);
      addBelow(child, all);
    }
  }
}
