package org.toban.remedy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.toban.alert.Alert;
import org.toban.alert.Labels;

/**
 * Labels as shell variables, the only way in which an alert's text reaches a script: {@code
 * TOBAN_LABEL_} and the label's name in capitals, and {@code TOBAN_INSTANCE} for what the alert is
 * about. The values of a runbook's fields travel in the same way. Values are data: {@link #quote}
 * is the only quoting there is, and it looks at no context.
 */
public final class Variables {
  /** The longest value that is sent, in bytes of UTF-8. */
  public static final int LONGEST = 4096;

  /** The most that all values of an alert may have together, in bytes of UTF-8. */
  public static final int LONGEST_TOGETHER = 128 * 1024;

  /** What a value may be called: its own names, or capitals that change no program. */
  private static final Pattern OF_A_FIELD =
      Pattern.compile("TOBAN_FIELD_[A-Z0-9_]+|[A-Z][A-Z0-9_]*");

  private static final Pattern REFUSED =
      Pattern.compile(
          "PATH|IFS|ENV|HOME|USER|LOGNAME|PWD|OLDPWD|SHELL.*|BASH.*|LD_.*|DYLD_.*|PS[1-4]|PROMPT_COMMAND|CDPATH"
              + "|GLOBIGNORE|TMPDIR|EDITOR|VISUAL|PAGER|MANPAGER|BROWSER|LESSOPEN|LESSCLOSE|GCONV_PATH|LOCPATH"
              + "|PYTHON.*|PERL5.*|RUBYOPT|NODE_OPTIONS|JAVA_TOOL_OPTIONS|GIT_.*|SSH_.*|SUDO_.*|LC_.*|LANG"
              + "|TOBAN_(?!FIELD_).*");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");

  private Variables() {}

  /**
   * Variables by name, sorted, unquoted. A label whose name has other characters than a variable's
   * (Prometheus 3 allows any) is left out: no script could name it.
   */
  public static Map<String, String> of(Labels labels) {
    Map<String, String> variables = new TreeMap<>();
    for (int i = 0; i < labels.size(); i++) {
      if (NAME.matcher(labels.name(i)).matches()) {
        variables.putIfAbsent(nameOf(labels.name(i)), labels.value(i));
      }
    }
    String about = Alert.active(labels, Instant.EPOCH).target();
    if (!about.isEmpty()) {
      variables.put("TOBAN_INSTANCE", about);
    }
    return variables;
  }

  private static String nameOf(String label) {
    return "TOBAN_LABEL_" + label.toUpperCase(Locale.ROOT);
  }

  /**
   * Why a run with these labels must be refused, empty when it may start: a value with a control
   * character, one that is not Unicode text, one that is too long, or two labels that would be one
   * variable.
   */
  public static Optional<String> refusal(Labels labels) {
    Map<String, String> labelOf = new HashMap<>();
    long together = 0;
    for (int i = 0; i < labels.size(); i++) {
      String name = labels.name(i);
      if (!NAME.matcher(name).matches()) {
        continue;
      }
      String other = labelOf.put(nameOf(name), name);
      if (other != null) {
        return Optional.of(
            "the labels " + other + " and " + name + " would both be $" + nameOf(name));
      }
      Optional<String> wrong = wrong(labels.value(i));
      if (wrong.isPresent()) {
        return Optional.of("the label " + name + " " + wrong.get());
      }
      together += bytes(labels.value(i));
    }
    return together > LONGEST_TOGETHER
        ? Optional.of("the labels are longer than " + LONGEST_TOGETHER + " bytes together")
        : Optional.empty();
  }

  /**
   * Why a run with these values of fields, by the names of shell variables, must be refused; empty
   * when it may start.
   */
  public static Optional<String> refusal(Map<String, String> values) {
    long together = 0;
    for (Map.Entry<String, String> it : values.entrySet()) {
      String name = it.getKey();
      if (!OF_A_FIELD.matcher(name).matches() || REFUSED.matcher(name).matches()) {
        return Optional.of("no value may be called $" + name);
      }
      Optional<String> wrong = wrong(it.getValue());
      if (wrong.isPresent()) {
        return Optional.of("the value of $" + name + " " + wrong.get());
      }
      together += bytes(it.getValue());
    }
    return together > LONGEST_TOGETHER
        ? Optional.of("the values are longer than " + LONGEST_TOGETHER + " bytes together")
        : Optional.empty();
  }

  /** What a value holds that none may hold, in words; empty when it may be sent. */
  public static Optional<String> wrong(String value) {
    if (value.codePoints().anyMatch(Variables::isLoneSurrogate)) {
      return Optional.of("holds half of a character");
    }
    Optional<String> control =
        value
            .codePoints()
            .filter(Character::isISOControl)
            .mapToObj(c -> String.format("holds a control character (U+%04X)", c))
            .findFirst();
    if (control.isPresent()) {
      return control;
    }
    return bytes(value) > LONGEST
        ? Optional.of("is longer than " + LONGEST + " bytes")
        : Optional.empty();
  }

  private static boolean isLoneSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static int bytes(String value) {
    return value.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * A text as one word of a POSIX shell, between single quotes (POSIX.1-2017, XCU 2.2.2); for any
   * text without NUL.
   */
  static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** One line, without its end, that sets and exports the variables; empty for none. */
  static String assignments(Map<String, String> variables) {
    StringBuilder line = new StringBuilder();
    variables.forEach((name, value) ->
        line.append(line.isEmpty() ? "export " : " ")
            .append(name)
            .append('=')
            .append(quote(value)));
    return line.isEmpty() ? "" : line.append("; ").toString();
  }
}
