package org.toban.source.logs;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The little of Loki's language that Toban must read and write. */
public final class LogQl {
  private static final Pattern LEVEL_MATCHER =
      Pattern.compile("(?:^|[{,\\s])(?:level|severity|detected_level)\\s*(?:=|!)");

  private LogQl() {}

  /**
   * The stream selector that a log query begins with, braces included; null when the text is no log
   * query.
   */
  public static @Nullable String selector(String query) {
    int end = end(query);
    return end < 0 ? null : query.substring(0, end);
  }

  /** The index after the selector, or -1. */
  private static int end(String query) {
    if (!query.startsWith("{")) {
      return -1;
    }
    for (int i = 1; i < query.length(); i++) {
      char c = query.charAt(i);
      if (c == '}') {
        return i + 1;
      }
      if (c == '"' || c == '`') {
        i = closing(query, i);
        if (i < 0) {
          return -1;
        }
      }
    }
    return -1;
  }

  private static int closing(String query, int quote) {
    char mark = query.charAt(quote);
    for (int i = quote + 1; i < query.length(); i++) {
      if (query.charAt(i) == '\\' && mark == '"') {
        i++;
      } else if (query.charAt(i) == mark) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a query says already which lines it wants: more than a selector, or by level. */
  public static boolean namesLevels(String query, @Nullable String levelLabel) {
    String selector = selector(query);
    if (selector == null || !query.substring(selector.length()).isBlank()) {
      return true;
    }
    return LEVEL_MATCHER.matcher(selector).find()
        || (levelLabel != null
            && Pattern.compile("(?:^|[{,\\s])" + Pattern.quote(levelLabel) + "\\s*(?:=|!)")
                .matcher(selector)
                .find());
  }

  /** A query that keeps only lines of these levels: by a label, else by a word in the text. */
  static String withLevels(String query, List<String> levels, @Nullable String levelLabel) {
    if (levels.isEmpty()) {
      return query;
    }
    String any = levels.stream().map(LogQl::regexQuoted).collect(Collectors.joining("|"));
    return levelLabel == null
        ? query + " |~ " + quoted("(?i)\\b(?:" + any + ")\\b")
        : query + " | " + levelLabel + "=~" + quoted("(?i)(?:" + any + ")");
  }

  /** A selector with further equality matchers, whose values are data. */
  static String narrowed(@Nullable String selector, Map<String, String> equal) {
    String more =
        equal.entrySet().stream()
            .map(it -> it.getKey() + "=" + quoted(it.getValue()))
            .collect(Collectors.joining(", "));
    if (selector == null) {
      return "{" + more + "}";
    }
    String inner = selector.substring(1, selector.length() - 1).strip();
    if (inner.endsWith(",")) {
      inner = inner.substring(0, inner.length() - 1);
    }
    return more.isEmpty() || inner.isEmpty()
        ? "{" + inner + more + "}"
        : "{" + inner + ", " + more + "}";
  }

  /** A string of LogQL, which are those of Go: nothing in the text can end it. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            quoted.append('\\').appendCodePoint(c);
          } else if (c < ' ' || (c >= 0x7f && c < 0xa0)) {
            quoted.append(String.format("\\u%04x", c));
          } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            quoted.append('\ufffd'); // half a pair has no UTF-8
          } else {
            quoted.appendCodePoint(c);
          }
        });
    return quoted.append('"').toString();
  }

  /** For RE2, whose characters with a meaning are all ASCII. */
  static String regexQuoted(String text) {
    return text.replaceAll("[\\\\.+*?()|\\[\\]{}^$]", "\\\\$0");
  }
}
