package org.toban.ui.board;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Matcher;
import org.toban.engine.Board;

/** How what was typed could go on: names of labels, and behind an operator their values. Pure. */
public final class Completion {
  private static final int MOST = 12;

  private Completion() {}

  /** Whole texts, those that most alerts have first. */
  public static List<String> of(String text, Board board) {
    List<Query.Part> parts = Query.parts(text);
    if (parts.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1))) {
      return List.of();
    }
    Query.Part last = parts.getLast();
    String before = text.substring(0, last.start());
    int operator = last.operatorAt();
    return operator < 0
        ? names(before, last.text(), board)
        : values(before, last, last.text().substring(0, operator), board);
  }

  /** The labels that alerts of the board have, those of most alerts first. */
  public static List<String> names(Board board) {
    Map<String, Integer> counts = new HashMap<>();
    for (Board.Row row : board.rows()) {
      Labels labels = row.alert().labels();
      for (int i = 0; i < labels.size(); i++) {
        counts.merge(labels.name(i), 1, Integer::sum);
      }
    }
    return byCount(counts);
  }

  private static List<String> names(String before, String typed, Board board) {
    String wanted = typed.toLowerCase(Locale.ROOT).replace("\"", "");
    List<String> found = new ArrayList<>();
    for (String name : names(board)) {
      if (found.size() < MOST && name.toLowerCase(Locale.ROOT).startsWith(wanted)) {
        found.add(before + quotedIfNeeded(name) + "=");
      }
    }
    return found;
  }

  private static List<String> values(
      String before, Query.Part last, String typedName, Board board) {
    String name = typedName.replace("\"", "");
    String typed = last.text().substring(last.valueAt());
    String wanted = typed.replace("\"", "").toLowerCase(Locale.ROOT);
    Map<String, Integer> counts = new HashMap<>();
    for (Board.Row row : board.rows()) {
      Alert alert = row.alert();
      String value = alert.labels().get(name);
      if (value != null) {
        counts.merge(value, 1, Integer::sum);
      }
    }
    List<String> found = new ArrayList<>();
    for (String value : byCount(counts)) {
      if (found.size() < MOST && value.toLowerCase(Locale.ROOT).contains(wanted)) {
        found.add(before + last.text().substring(0, last.valueAt()) + quoted(value) + " ");
      }
    }
    return found;
  }

  private static List<String> byCount(Map<String, Integer> counts) {
    List<Map.Entry<String, Integer>> sorted = new ArrayList<>(new TreeMap<>(counts).entrySet());
    sorted.sort((one, other) -> other.getValue() - one.getValue());
    return sorted.stream().map(Map.Entry::getKey).toList();
  }

  private static String quotedIfNeeded(String name) {
    return name.matches("[a-zA-Z_][a-zA-Z0-9_]*") ? name : quoted(name);
  }

  /** As a matcher prints its value. */
  private static String quoted(String value) {
    return Matcher.of("a", Matcher.Operator.EQUAL, value).toString().substring(2);
  }
}
