package org.toban.runbook;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.toban.alert.Severity;
import org.toban.alert.SeverityMap;

/** Reads the severity of a table cell or a heading, such as {@code Critical (重大)}. */
final class SeverityWords {
  /** Words of runbooks that no severity label has. */
  private static final Map<String, Severity> MORE = new HashMap<>();

  static {
    put(Severity.CRITICAL, "緊急 致命 危険 高 严重 紧急");
    put(Severity.WARNING, "注意 中 warnings");
    put(Severity.INFO, "低 参考 通知 信息");
  }

  private static final SeverityMap MAP = SeverityMap.standard().with(MORE);

  private SeverityWords() {}

  private static void put(Severity severity, String words) {
    for (String word : words.split(" ", -1)) {
      MORE.put(word, severity);
    }
  }

  /** The severity of the first word that names one; empty when none does. */
  static Optional<Severity> read(String text) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      if (Character.isLetterOrDigit(c)) {
        word.append(c);
      } else if (!word.isEmpty()) {
        Severity severity = MAP.severityOf(word.toString());
        if (severity != Severity.UNKNOWN) {
          return Optional.of(severity);
        }
        word.setLength(0);
      }
    }
    return Optional.empty();
  }
}
