package org.toban.runbook.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query that asks whether something is over or under a number, as rules do: what is shown is the
 * something, and the number is a line.
 *
 * @param shown the query to show: the left side, or all of it when there is no such number
 * @param threshold null when there is none
 */
public record Comparison(String shown, @Nullable Double threshold) {
  private static final Pattern RIGHT =
      Pattern.compile(
          "(?:>=|<=|==|>|<)\\s*(?:bool\\b\\s*)?([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)\\s*");
  private static final Pattern SET = Pattern.compile("(?i)\\b(?:and|or|unless)\\b");

  /** Reads PromQL, or LogQL of numbers. */
  public static Comparison of(String query) {
    String outer = outer(query);
    for (int i = 0; i < outer.length(); i++) {
      char c = outer.charAt(i);
      boolean compares = c == '>' || c == '<' || (c == '=' && outer.startsWith("==", i));
      Matcher right = RIGHT.matcher(query).region(i, query.length());
      if (compares && right.matches() && !SET.matcher(outer.substring(0, i)).find()) {
        return new Comparison(query.substring(0, i).strip(), Double.valueOf(right.group(1)));
      }
    }
    return new Comparison(query, null);
  }

  /** The query with blanks in place of all that stands in brackets and strings. */
  private static String outer(String query) {
    StringBuilder outer = new StringBuilder();
    int depth = 0;
    char mark = 0;
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      boolean inside = depth > 0 || mark != 0;
      if (mark != 0) {
        if (c == '\\' && mark != '`') {
          outer.append(' ');
          i++;
        } else if (c == mark) {
          mark = 0;
        }
      } else if (c == '"' || c == '\'' || c == '`') {
        mark = c;
        inside = true;
      } else if ("([{".indexOf(c) >= 0) {
        depth++;
        inside = true;
      } else if (")]}".indexOf(c) >= 0) {
        depth = Math.max(0, depth - 1);
      }
      if (i < query.length()) {
        outer.append(inside ? ' ' : c);
      }
    }
    return outer.toString();
  }
}
