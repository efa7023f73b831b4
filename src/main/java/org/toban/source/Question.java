package org.toban.source;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.toban.alert.Matcher;

/** The query of a URL, put together from names and values. */
final class Question {
  /** What RE2 and others read as more than itself. */
  private static final String SPECIAL = "\\.+*?()|[]{}^$";

  private final List<String> pairs = new ArrayList<>();

  Question with(String name, String value) {
    pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    return this;
  }

  /** One {@code filter} for each matcher. */
  Question with(List<Matcher> matchers) {
    matchers.forEach(matcher -> with("filter", matcher.toString()));
    return this;
  }

  /**
   * What {@code GET /api/v2/alerts} of Alertmanager takes: {@code filter} once for each matcher,
   * all of which must hold, and one regular expression for the receiver.
   */
  static Question alerts(SourceSettings.Scope scope) {
    Question question = new Question().with(scope.filter());
    if (!scope.receivers().isEmpty()) {
      question.with(
          "receiver", String.join("|", scope.receivers().stream().map(Question::quote).toList()));
    }
    return question;
  }

  private static String quote(String name) {
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (SPECIAL.indexOf(c) >= 0) {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.toString();
  }

  /** Below the URL of a server, which may have a path of its own. */
  static URI url(URI base, String path, String question) {
    String text = base.toString();
    return URI.create(
        (text.endsWith("/") ? text : text + "/")
            + path
            + (question.isEmpty() ? "" : "?" + question));
  }

  @Override
  public String toString() {
    return String.join("&", pairs);
  }
}
