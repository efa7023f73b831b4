package org.toban.runbook.lint;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells a secret from what stands in its place in a text. */
final class Examples {
  private static final Set<String> WORDS =
      Set.of(
          "password",
          "passwd",
          "pass",
          "secret",
          "token",
          "none",
          "null",
          "true",
          "false",
          "test",
          "prompt",
          "string",
          "value",
          "foobar");
  private static final List<String> PARTS =
      List.of(
          "example",
          "sample",
          "xxx",
          "your",
          "my_",
          "my-",
          "changeme",
          "change-me",
          "change_me",
          "placeholder",
          "redacted",
          "masked",
          "dummy",
          "fake",
          "insert",
          "replace",
          "todo",
          "...",
          "…",
          "123456",
          "abcdef");
  private static final List<String> REFERENCES =
      List.of("/", "@", "%", "~", "vault:", "file:", "env:", "cmd:", "keychain:", "arn:", "op:");
  private static final String MARKS = "<>${}[]()*`\\|";

  private Examples() {}

  /** Whether a value is a placeholder, a reference or an obvious example. */
  static boolean isExample(String value) {
    String text = value.toLowerCase(Locale.ROOT);
    return text.isEmpty()
        || WORDS.contains(text)
        || text.chars().anyMatch(c -> MARKS.indexOf(c) >= 0)
        || REFERENCES.stream().anyMatch(text::startsWith)
        || PARTS.stream().anyMatch(text::contains)
        || text.chars().distinct().count() < Math.min(4, text.length() / 2 + 1)
        || value.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || c == '_' || c == '-');
  }
}
