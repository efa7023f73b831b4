package org.toban.alert;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The matcher syntax of Alertmanager before 0.27, which later ones still read: a value without
 * quotes goes on to the next comma, and a backslash before anything but {@code "}, {@code n} and
 * itself is a backslash.
 */
final class ClassicMatcherReader {
  private ClassicMatcherReader() {}

  static List<Matcher> read(String text) {
    int start = text.startsWith("{") ? 1 : 0;
    if ((start == 1) != (text.length() > start && text.endsWith("}"))) {
      // Alertmanager drops a lone brace, which makes a{2} of a regular expression mean a{2
      throw new MatcherProblem(1, MatcherFlaw.UNPAIRED.of());
    }
    int end = text.length() - start;
    List<Matcher> matchers = new ArrayList<>();
    int from = start;
    boolean quoted = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        addOne(text, from, i, matchers);
        from = i + 1;
      }
    }
    if (!text.substring(from, end).isBlank()) {
      addOne(text, from, end, matchers);
    }
    return matchers;
  }

  private static void addOne(String text, int from, int to, List<Matcher> matchers) {
    int nameFrom = skipBlanks(text, from, to);
    int nameTo = nameFrom;
    while (nameTo < to && isNamePart(text.charAt(nameTo), nameTo == nameFrom)) {
      nameTo++;
    }
    int at = skipBlanks(text, nameTo, to);
    Matcher.Operator operator = operatorAt(text, at, to);
    if (nameFrom == nameTo || operator == null) {
      throw new MatcherProblem(at + 1, MatcherFlaw.NO_NAME_AND_OPERATOR.of());
    }
    int valueFrom = skipBlanks(text, at + operator.sign().length(), to);
    int valueTo = to;
    while (valueTo > valueFrom && MatcherReader.isBlank(text.charAt(valueTo - 1))) {
      valueTo--;
    }
    String value = unescaped(text, valueFrom, valueTo);
    try {
      matchers.add(Matcher.of(text.substring(nameFrom, nameTo), operator, value));
    } catch (MatcherProblem e) {
      throw e.movedBy(valueFrom);
    }
  }

  private static boolean isNamePart(char c, boolean first) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || c == ':'
        || (!first && c >= '0' && c <= '9');
  }

  private static Matcher.@Nullable Operator operatorAt(String text, int at, int to) {
    Matcher.Operator found = null;
    for (Matcher.Operator operator : Matcher.Operator.values()) {
      if (at + operator.sign().length() <= to
          && text.startsWith(operator.sign(), at)
          && (found == null || operator.sign().length() > found.sign().length())) {
        found = operator;
      }
    }
    return found;
  }

  private static String unescaped(String text, int from, int to) {
    boolean quoted = from < to && text.charAt(from) == '"';
    StringBuilder value = new StringBuilder();
    int i = quoted ? from + 1 : from;
    for (; i < to; i++) {
      char c = text.charAt(i);
      if (c == '"') {
        break;
      }
      char next = i + 1 < to ? text.charAt(i + 1) : ' ';
      if (c == '\\' && (next == '\\' || next == '"' || next == 'n')) {
        value.append(next == 'n' ? '\n' : next);
        i++;
      } else {
        value.append(c);
      }
    }
    boolean closed = quoted && i == to - 1;
    if (i < to && !closed) {
      throw new MatcherProblem(i + 1, MatcherFlaw.QUOTE_INSIDE.of());
    }
    if (quoted && !closed) {
      throw new MatcherProblem(from + 1, MatcherFlaw.QUOTES_OPEN.of());
    }
    return value.toString();
  }

  private static int skipBlanks(String text, int from, int to) {
    int at = from;
    while (at < to && MatcherReader.isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
