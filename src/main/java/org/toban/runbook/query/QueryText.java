package org.toban.runbook.query;

import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A query in which {@code $instance} and {@code {{ $labels.instance }}} stand for labels of the
 * alert. A value becomes a string of the language, or a part of the string that it stands in; where
 * a regular expression is expected it means itself. It is never pasted.
 */
public final class QueryText {
  /** The longest value that a query takes. */
  private static final int LONGEST = 1024;

  private static final Pattern PLACE =
      Pattern.compile(
          "\\{\\{\\s*\\$labels\\.([A-Za-z_]\\w*)\\s*}}|\\$(?:([A-Za-z_]\\w*)|\\{([A-Za-z_]\\w*)})");

  private static final Pattern REGEX_BEFORE = Pattern.compile("(?:=~|!~|\\|~)\\s*$");
  private static final String SPECIAL = "\\.+*?()|[]{}^$";

  private final String language;
  private final String text;
  private final Function<String, @Nullable String> label;
  private final Duration step;
  private final StringBuilder filled = new StringBuilder();

  /** The mark of the string that the reading stands in; 0 outside of strings. */
  private char mark;

  /** Whether that string is a regular expression. */
  private boolean regex;

  private int at;

  private QueryText(
      String language, String text, Function<String, @Nullable String> label, Duration step) {
    this.language = language;
    this.text = text;
    this.label = label;
    this.step = step;
  }

  /**
   * The query with its values.
   *
   * @param language {@code promql}, {@code logql} or {@code lucene}
   * @param label the value of a label, null when the alert has none of that name
   * @param step for {@code $__interval} and {@code $__rate_interval}, as dashboards have them
   * @throws QueryProblem when a value is missing or cannot stand there
   */
  public static String filled(
      String language, String text, Function<String, @Nullable String> label, Duration step)
      throws QueryProblem {
    return new QueryText(language, withoutComments(text), label, step).fill();
  }

  /** Lines that begin with a number sign are for people; Lucene knows no such. */
  private static String withoutComments(String text) {
    return text.lines()
        .filter(line -> !line.strip().startsWith("#"))
        .reduce((one, other) -> one + "\n" + other)
        .orElse("")
        .strip();
  }

  private String fill() throws QueryProblem {
    Matcher place = PLACE.matcher(text);
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean begins = c == '$' || c == '{';
      if (begins && place.region(at, text.length()).lookingAt()) {
        value(place);
        at = place.end();
      } else {
        plain(c);
      }
    }
    return filled.toString();
  }

  private void plain(char c) {
    filled.append(c);
    at++;
    if (mark == 0) {
      if (c == '"' || c == '\'' || c == '`' || (c == '/' && language.equals("lucene"))) {
        mark = c;
        regex = c == '/' || isRegexNext(filled.length() - 1);
      }
    } else if (c == '\\' && mark != '`' && at < text.length()) {
      filled.append(text.charAt(at++));
    } else if (c == mark) {
      mark = 0;
    }
  }

  private boolean isRegexNext(int end) {
    return REGEX_BEFORE.matcher(filled.substring(0, end)).find();
  }

  private void value(Matcher place) throws QueryProblem {
    String dollar = place.group(2) == null ? place.group(3) : place.group(2);
    String name = place.group(1) == null ? dollar : place.group(1);
    if (name.equals("__interval") || name.equals("__rate_interval")) {
      long seconds = Math.max(1, step.toSeconds());
      filled.append(name.equals("__interval") ? seconds : Math.max(60, 4 * seconds)).append('s');
      return;
    }
    String value = label.apply(name);
    if (value == null) {
      throw new QueryProblem("the alert has no label " + name);
    }
    check(name, value);
    boolean literal = mark == 0 ? isRegexNext(filled.length()) : regex;
    String meant = literal ? regexQuoted(value) : value;
    switch (mark) {
      case 0 -> filled.append('"').append(escaped(meant, '"')).append('"');
      case '`', '/' -> {
        if (meant.indexOf(mark) >= 0) {
          throw new QueryProblem(
              "the label " + name + " holds " + mark + ", which ends the text around it");
        }
        filled.append(meant);
      }
      default -> filled.append(escaped(meant, mark));
    }
  }

  private static void check(String name, String value) throws QueryProblem {
    if (value.length() > LONGEST) {
      throw new QueryProblem("the label " + name + " is longer than " + LONGEST + " characters");
    }
    boolean wrong =
        value
            .codePoints()
            .anyMatch(c ->
                Character.isISOControl(c)
                    || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    if (wrong) {
      throw new QueryProblem("the label " + name + " holds control characters");
    }
  }

  private static String escaped(String value, char quote) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' || c == quote) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }

  /** For RE2, whose characters with a meaning are all ASCII. */
  private static String regexQuoted(String value) {
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (SPECIAL.indexOf(c) >= 0) {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.toString();
  }
}
