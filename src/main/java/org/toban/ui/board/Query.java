package org.toban.ui.board;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Matcher;
import org.toban.alert.MatcherProblem;
import org.toban.alert.Matchers;
import org.toban.saying.Saying;

/**
 * What a person typed to find alerts: matchers as in Alertmanager and plain words, in any order,
 * which must all hold. Pure; looking is linear in the alerts, whatever was typed.
 *
 * @param words in lower case
 * @param problem why a part is left out, null when none is
 */
public record Query(Matchers matchers, List<String> words, @Nullable Problem problem) {

  /**
   * A part that is no matcher.
   *
   * @param column where in the typed text, from 1
   */
  public record Problem(int column, Saying detail) {}

  /** A part of the typed text between blanks; blanks in quotes do not part. */
  record Part(int start, String text) {
    /** Where the operator begins; -1 for a word. */
    int operatorAt() {
      boolean quoted = false;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '\\' && quoted) {
          i++;
        } else if (c == '"') {
          quoted = !quoted;
        } else if (!quoted && i > 0 && (c == '=' || (c == '!' && isNegation(i)))) {
          return i;
        }
      }
      return -1;
    }

    private boolean isNegation(int at) {
      return at + 1 < text.length() && "=~".indexOf(text.charAt(at + 1)) >= 0;
    }

    /** Where the value begins, behind the operator. */
    int valueAt() {
      int at = operatorAt() + 1;
      return at < text.length() && "=~".indexOf(text.charAt(at)) >= 0 ? at + 1 : at;
    }
  }

  public Query {
    words = List.copyOf(words);
  }

  public static Query parse(String text) {
    List<Matcher> matchers = new ArrayList<>();
    List<String> words = new ArrayList<>();
    Problem problem = null;
    for (Part part : parts(text)) {
      try {
        if (part.text().startsWith("{") && part.text().endsWith("}")) {
          matchers.addAll(Matchers.parse(part.text()).all());
        } else if (part.operatorAt() < 0) {
          words.add(unquoted(part.text()).toLowerCase(Locale.ROOT));
        } else if (part.valueAt() < part.text().length()) {
          // an operator without a value yet is still being typed
          matchers.addAll(Matchers.parse(part.text()).all());
        }
      } catch (MatcherProblem e) {
        problem = new Problem(part.start() + e.column(), e.detail());
      }
    }
    words.removeIf(String::isEmpty);
    return new Query(new Matchers(matchers), words, problem);
  }

  static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    int start = -1;
    boolean quoted = false;
    int braces = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean blank = Character.isWhitespace(c) && !quoted && braces == 0;
      if (blank && start >= 0) {
        parts.add(new Part(start, text.substring(start, i)));
        start = -1;
      } else if (!blank && start < 0) {
        start = i;
        braces = c == '{' ? 1 : 0;
      }
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '}' && !quoted) {
        braces = 0;
      }
    }
    if (start >= 0) {
      parts.add(new Part(start, text.substring(start)));
    }
    return parts;
  }

  private static String unquoted(String word) {
    return word.replace("\"", "");
  }

  public boolean isEmpty() {
    return matchers.all().isEmpty() && words.isEmpty();
  }

  /**
   * The condition on the board's lines. It remembers what it has found out of each text, for most
   * are on many lines; for one thread and one board.
   */
  Predicate<BoardLine.Entry> condition() {
    Predicate<Labels> labels = matchers.remembering();
    List<Map<String, Boolean>> said = words.stream().map(word -> newMap()).toList();
    return entry -> {
      Labels of = labels(entry);
      if (!labels.test(of)) {
        return false;
      }
      for (int i = 0; i < words.size(); i++) {
        if (!has(entry, of, words.get(i), said.get(i))) {
          return false;
        }
      }
      return true;
    };
  }

  private static Map<String, Boolean> newMap() {
    return new HashMap<>();
  }

  private static Labels labels(BoardLine.Entry entry) {
    if (entry.row() != null) {
      return entry.row().alert().labels();
    }
    Alert subject = entry.incident() == null ? null : entry.incident().subject();
    return subject == null ? Labels.empty() : subject.labels();
  }

  private static boolean has(
      BoardLine.Entry entry, Labels labels, String word, Map<String, Boolean> said) {
    if (has(entry.name(), word, said)
        || has(entry.target(), word, said)
        || has(entry.owner(), word, said)
        || (entry.incident() != null && has(entry.incident().id(), word, said))) {
      return true;
    }
    for (int i = 0; i < labels.size(); i++) {
      if (has(labels.value(i), word, said)) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(String text, String word, Map<String, Boolean> said) {
    Boolean known = said.get(text);
    if (known == null) {
      known = text.toLowerCase(Locale.ROOT).contains(word);
      said.put(text, known);
    }
    return known;
  }
}
