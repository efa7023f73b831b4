package org.toban.runbook.lint;

import java.util.Locale;
import java.util.ResourceBundle;
import org.toban.runbook.Problem;

/** What a problem says, in the reader's language. */
public final class LintWords {
  private final ResourceBundle texts;

  private LintWords(ResourceBundle texts) {
    this.texts = texts;
  }

  /** The words of a language; English for one that there is not. */
  public static LintWords in(Locale locale) {
    return new LintWords(
        ResourceBundle.getBundle(
            "org.toban.runbook.lint.lint",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT)));
  }

  /** What is wrong and what to do. */
  public String of(Problem problem) {
    return filled(texts.getString(problem.flaw().name()), problem);
  }

  /** The template with {@code {0}}, {@code {1}} ... replaced; other braces are text. */
  private static String filled(String template, Problem problem) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      boolean place =
          template.charAt(i) == '{'
              && i + 2 < template.length()
              && Character.isDigit(template.charAt(i + 1))
              && template.charAt(i + 2) == '}';
      if (place) {
        all.append(problem.arguments().get(template.charAt(i + 1) - '0'));
        i += 2;
      } else {
        all.append(template.charAt(i));
      }
    }
    return all.toString();
  }
}
