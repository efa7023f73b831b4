package org.toban.runbook.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.toban.runbook.Flaw;
import org.toban.runbook.MarkdownFile;
import org.toban.runbook.Place;
import org.toban.runbook.Problem;

/**
 * Finds what looks like a secret in a text, wherever it stands. Each character is looked at a
 * bounded number of times: there is no expression that a text could make slow. The secret itself is
 * never repeated.
 */
final class Secrets {
  private static final String WORD = "";
  private static final String DASHED = "-_";

  /**
   * A token by its beginning.
   *
   * @param more characters that it may have besides letters and digits
   * @param least how many must follow the beginning
   */
  private record Form(String begins, String more, int least, String name) {}

  private static final List<Form> FORMS =
      List.of(
          new Form("AKIA", WORD, 16, "AWS access key"),
          new Form("ASIA", WORD, 16, "AWS access key"),
          new Form("AIza", DASHED, 35, "Google API key"),
          new Form("ghp_", WORD, 36, "GitHub token"),
          new Form("gho_", WORD, 36, "GitHub token"),
          new Form("ghu_", WORD, 36, "GitHub token"),
          new Form("ghs_", WORD, 36, "GitHub token"),
          new Form("ghr_", WORD, 36, "GitHub token"),
          new Form("github_pat_", "_", 40, "GitHub token"),
          new Form("glpat-", DASHED, 20, "GitLab token"),
          new Form("gldt-", DASHED, 20, "GitLab token"),
          new Form("glrt-", DASHED, 20, "GitLab token"),
          new Form("glsa_", "_", 32, "Grafana token"),
          new Form("xoxb-", "-", 20, "Slack token"),
          new Form("xoxp-", "-", 20, "Slack token"),
          new Form("xoxa-", "-", 20, "Slack token"),
          new Form("xoxr-", "-", 20, "Slack token"),
          new Form("xoxs-", "-", 20, "Slack token"),
          new Form("xapp-", "-", 20, "Slack token"),
          new Form("https://hooks.slack.com/services/T", "/", 30, "Slack webhook"),
          new Form("sk_live_", WORD, 20, "Stripe key"),
          new Form("rk_live_", WORD, 20, "Stripe key"),
          new Form("npm_", WORD, 36, "npm token"),
          new Form("pypi-AgEI", DASHED, 40, "PyPI token"),
          new Form("hf_", WORD, 30, "Hugging Face token"),
          new Form("dop_v1_", WORD, 40, "DigitalOcean token"),
          new Form("SG.", "._-", 40, "SendGrid key"),
          new Form("eyJ", "._-", 40, "JSON web token"));

  private static final List<List<Form>> BY_LETTER = byLetter();
  private static final List<String> PASSWORDS = List.of("password", "passwd", "pwd");
  private static final List<String> KEYS =
      List.of("secret", "token", "apikey", "api_key", "api-key", "access_key", "secret_key");
  private static final int LONGEST = 400;

  private final MarkdownFile file;
  private final String text;
  private final List<Problem> found = new ArrayList<>();
  private int line = 1;
  private int lineStart;

  private Secrets(MarkdownFile file) {
    this.file = file;
    this.text = file.text();
  }

  static List<Problem> check(MarkdownFile file) {
    Secrets secrets = new Secrets(file);
    secrets.scan();
    return secrets.found;
  }

  private static List<List<Form>> byLetter() {
    List<List<Form>> all = new ArrayList<>();
    for (int c = 0; c < 128; c++) {
      char letter = (char) c;
      all.add(FORMS.stream().filter(it -> it.begins.charAt(0) == letter).toList());
    }
    return List.copyOf(all);
  }

  private void scan() {
    char before = ' ';
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      switch (c) {
        case '\n' -> {
          line++;
          lineStart = at + 1;
        }
        case '=' -> assignment(at);
        case ':' -> {
          assignment(at);
          address(at);
        }
        case '-' -> privateKey(at);
        case 'B', 'b' -> bearer(at);
        default -> {
          if (c < 128 && !isWord(before)) {
            token(at, BY_LETTER.get(c));
          }
        }
      }
      before = c;
    }
  }

  private void token(int at, List<Form> forms) {
    for (Form form : forms) {
      if (text.startsWith(form.begins, at)) {
        int from = at + form.begins.length();
        String rest = text.substring(from, end(from, form.more));
        boolean whole = !form.begins.equals("eyJ") || rest.split("\\.", 4).length == 3;
        if (rest.length() >= form.least && whole && !Examples.isExample(rest)) {
          add(Flaw.SECRET, form.name);
        }
      }
    }
  }

  private int end(int from, String more) {
    int to = from;
    int most = Math.min(text.length(), from + LONGEST);
    while (to < most && (isWord(text.charAt(to)) || more.indexOf(text.charAt(to)) >= 0)) {
      to++;
    }
    return to;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private void bearer(int at) {
    if (text.regionMatches(true, at, "bearer ", 0, 7)) {
      String token = text.substring(at + 7, end(at + 7, "._~+/=-"));
      boolean digits = token.chars().anyMatch(Character::isDigit);
      if (token.length() >= 20 && digits && !Examples.isExample(token)) {
        add(Flaw.SECRET, "Bearer");
      }
    }
  }

  private void privateKey(int at) {
    if (!text.startsWith("-----BEGIN ", at)) {
      return;
    }
    int end = text.indexOf('\n', at);
    int next = end < 0 ? text.length() : text.indexOf('\n', end + 1);
    if (end > 0 && end - at < LONGEST && text.substring(at, end).contains("PRIVATE KEY-----")) {
      String body = text.substring(end, next < 0 ? text.length() : next).strip();
      if (body.length() >= 32 && !Examples.isExample(body)) {
        add(Flaw.PRIVATE_KEY);
      }
    }
  }

  /** {@code scheme://user:password@host}. */
  private void address(int at) {
    if (!text.startsWith("://", at)) {
      return;
    }
    int from = at + 3;
    int to = from;
    int colon = -1;
    int most = Math.min(text.length(), from + LONGEST);
    while (to < most && "/@ \t\n\"'`)>".indexOf(text.charAt(to)) < 0) {
      colon = colon < 0 && text.charAt(to) == ':' ? to : colon;
      to++;
    }
    if (to < most && text.charAt(to) == '@' && colon > from) {
      String password = text.substring(colon + 1, to);
      if (password.length() >= 3 && !Examples.isExample(password)) {
        add(Flaw.PASSWORD);
      }
    }
  }

  /** {@code password=value}; with a colon only alone on its line, as configuration has it. */
  private void assignment(int at) {
    String name = name(at);
    boolean password = PASSWORDS.stream().anyMatch(name::endsWith);
    boolean equals = text.charAt(at) == '=';
    if (!password && (!equals || KEYS.stream().noneMatch(name::endsWith))) {
      return;
    }
    int from = at + 1;
    while (from < text.length() && "\"' ".indexOf(text.charAt(from)) >= 0 && from < at + 4) {
      from++;
    }
    int to = from;
    int most = Math.min(text.length(), from + LONGEST);
    while (to < most && " \t\r\n\"'&;,`<>)".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    String value = text.substring(from, to);
    boolean alone = equals ? text.charAt(from - 1) != ' ' : isAlone(at - name.length(), to);
    if (alone && value.length() >= (password ? 6 : 12) && !Examples.isExample(value)) {
      add(Flaw.PASSWORD);
    }
  }

  private String name(int end) {
    int from = end;
    while (from > Math.max(lineStart, end - 40)
        && (isWord(text.charAt(from - 1)) || "_-.".indexOf(text.charAt(from - 1)) >= 0)) {
      from--;
    }
    return text.substring(from, end).toLowerCase(Locale.ROOT);
  }

  private boolean isAlone(int from, int to) {
    int end = text.indexOf('\n', to);
    String before = text.substring(Math.max(lineStart, from - 20), from);
    String after = text.substring(to, Math.min(end < 0 ? text.length() : end, to + 20));
    return before.isBlank() && from - lineStart < 20 && after.replaceAll("[\"',\\s]", "").isEmpty();
  }

  private void add(Flaw flaw, Object... arguments) {
    Problem problem = Problem.of(new Place(file.name(), line), flaw, arguments);
    if (found.isEmpty() || !found.getLast().equals(problem)) {
      found.add(problem);
    }
  }
}
