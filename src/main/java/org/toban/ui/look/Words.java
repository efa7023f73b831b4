package org.toban.ui.look;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.toban.alert.Severity;
import org.toban.review.Causes;
import org.toban.runbook.Problem;
import org.toban.runbook.lint.LintWords;
import org.toban.saying.Saying;
import org.toban.ui.parts.Preferences.Language;

/** The desk's texts in one language. */
public final class Words {
  private final ResourceBundle bundle;
  private final Locale locale;
  private final Causes causes;
  private final LintWords lint;

  private Words(Locale locale) {
    this.locale = locale;
    this.causes = Causes.in(locale);
    this.lint = LintWords.in(locale);
    this.bundle =
        ResourceBundle.getBundle(
            "org.toban.ui.messages",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  public static Words of(Language language) {
    return new Words(language.locale());
  }

  /**
   * The text of a key with its places filled.
   *
   * @throws MissingResourceException when no text has this key
   */
  public String get(String key, Object... arguments) {
    String text = bundle.getString(key);
    return arguments.length == 0 ? text : new MessageFormat(text, locale).format(arguments);
  }

  /** The text of a key, or the other text when there is none. */
  public String getOr(String otherwise, String key, Object... arguments) {
    return bundle.containsKey(key) ? get(key, arguments) : otherwise;
  }

  /** The text of an enum constant: {@code prefix.lower-case-name}. */
  public String of(String prefix, Enum<?> constant) {
    return get(prefix + "." + key(constant));
  }

  /** How keys and style classes spell an enum constant: lower case with dashes. */
  public static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String severity(Severity severity) {
    return of("severity", severity);
  }

  /** Why Toban did something, as an event keeps it, in this language. */
  public Causes causes() {
    return causes;
  }

  /** What lint says. */
  public String of(Problem problem) {
    return lint.of(problem);
  }

  /** What a part of Toban says, in this language. */
  public String of(Saying saying) {
    return saying.in(locale);
  }

  public Locale locale() {
    return locale;
  }
}
