package org.toban.config.edit;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** Writes values as a person would: plain where that is safe, lists of words on one line. */
final class Writing {
  /** A plain word that no place makes into something else. */
  private static final Pattern PLAIN =
      Pattern.compile("[\\p{L}\\p{N}/._~+(^$][^\\p{Cntrl}\\u2028\\u2029\\uFEFF,\\[\\]{}\"'`]*");

  private static final Pattern LOUD =
      Pattern.compile(": |:$| #|\\s$|^(~|null|Null|NULL)$|^\\.\\.\\.");
  private static final int STEP = 2;

  private final String terminator;

  Writing(String terminator) {
    this.terminator = terminator;
  }

  String terminator() {
    return terminator;
  }

  /** A word in the style that it had, where that can hold it. */
  static String word(String text, @Nullable ScalarStyle before) {
    boolean simple = text.codePoints().allMatch(Writing::isPrintable);
    if (!simple || before == ScalarStyle.DOUBLE_QUOTED) {
      return doubled(text);
    }
    if (before == ScalarStyle.SINGLE_QUOTED || !isPlain(text)) {
      return "'" + text.replace("'", "''") + "'";
    }
    return text;
  }

  private static boolean isPlain(String text) {
    return PLAIN.matcher(text).matches() && !LOUD.matcher(text).find();
  }

  private static boolean isPrintable(int c) {
    return c >= 0x20
        && !(c >= 0x7f && c <= 0xa0)
        && c != 0x2028
        && c != 0x2029
        && c != 0xfeff
        && !(c >= 0xfff0 && c <= 0xffff)
        && Character.isDefined(c);
  }

  private static String doubled(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\t' -> quoted.append("\\t");
            case '\r' -> quoted.append("\\r");
            default -> {
              if (isPrintable(c)) {
                quoted.appendCodePoint(c);
              } else {
                quoted.append(c > 0xffff ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c));
              }
            }
          }
        });
    return quoted.append('"').toString();
  }

  /** A text of several lines as it was written before: under {@code |}, with the same indent. */
  String literal(String text, String header, int indent) {
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    String chomping = text.endsWith("\n") ? "" : "-";
    String lines =
        body.lines()
            .map(line -> line.isEmpty() ? "" : " ".repeat(indent) + line)
            .collect(Collectors.joining(terminator));
    return header + chomping + terminator + lines;
  }

  /** On one line, in braces and brackets. */
  static String flow(Tree tree) {
    return switch (tree) {
      case Tree.Word it -> word(it.text(), null);
      case Tree.Items it ->
          it.all().stream().map(Writing::flow).collect(Collectors.joining(", ", "[", "]"));
      case Tree.Fields it ->
          it.all().entrySet().stream()
              .map(entry -> pair(entry.getKey(), flow(entry.getValue())))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  static String pair(String key, String value) {
    return word(key, null) + ": " + value;
  }

  /** {@code key: value} lines that begin at a column; the first has no indent yet. */
  String entry(String key, Tree value, int column) {
    return word(key, null) + ":" + value(value, column);
  }

  /** What stands after {@code key:}. */
  String value(Tree tree, int column) {
    if (tree instanceof Tree.Fields it && !it.all().isEmpty()) {
      return fresh(column + STEP) + fields(it.all(), column + STEP);
    }
    if (tree instanceof Tree.Items it && hasSections(it.all())) {
      return it.all().stream()
          .map(item -> fresh(column + STEP) + item(item, column + STEP))
          .collect(Collectors.joining());
    }
    return " " + flow(tree);
  }

  /** {@code - } and an item, which begins at a column. */
  String item(Tree tree, int column) {
    return tree instanceof Tree.Fields it && !it.all().isEmpty()
        ? "- " + fields(it.all(), column + STEP)
        : "- " + flow(tree);
  }

  /** Lines of entries that begin at a column; the first has no indent yet. */
  String fields(Map<String, Tree> all, int column) {
    return all.entrySet().stream()
        .map(entry -> entry(entry.getKey(), entry.getValue(), column))
        .collect(Collectors.joining(fresh(column)));
  }

  private static boolean hasSections(List<Tree> all) {
    return all.stream().anyMatch(it -> !(it instanceof Tree.Word));
  }

  private String fresh(int column) {
    return terminator + " ".repeat(column);
  }
}
