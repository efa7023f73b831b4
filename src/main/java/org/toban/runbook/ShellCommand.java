package org.toban.runbook;

import java.util.List;
import java.util.Set;

/**
 * One simple command of a script.
 *
 * @param piped whether its output goes into another
 */
public record ShellCommand(List<String> words, List<Use> uses, boolean piped, int line) {
  static final Set<String> PREFIXES =
      Set.of(
          "sudo", "-n", "exec", "command", "time", "nohup", "then", "do", "else", "if", "while",
          "!", "{");

  private static final String LABEL = "TOBAN_";

  public ShellCommand {
    words = List.copyOf(words);
    uses = List.copyOf(uses);
  }

  /** Where in a command a variable stands. */
  public enum Spot {
    /** It begins an argument, and no {@code --} stands before it: it could be an option. */
    ARGUMENT,
    /** It begins a word. */
    WORD,
    INSIDE
  }

  /**
   * A use of a variable.
   *
   * @param text as written, such as {@code ${NAME:-x}}
   * @param quoted false when the shell would split and expand its value
   * @param following the first characters after it, on its line
   */
  public record Use(String text, boolean quoted, Spot spot, String following, int line) {
    public String variable() {
      int from = text.startsWith("${") ? 2 : 1;
      return text.substring(from, nameEnd(text, from));
    }

    /** Whether it carries a label of the alert. */
    public boolean label() {
      return variable().startsWith(LABEL);
    }
  }

  static int nameEnd(String text, int from) {
    int to = from;
    while (to < text.length()
        && (Character.isLetterOrDigit(text.charAt(to)) || text.charAt(to) == '_')) {
      to++;
    }
    return to;
  }

  /** Whether a word is {@code NAME=value}. */
  public static boolean isAssignment(String word) {
    int equals = word.indexOf('=');
    return equals > 0 && nameEnd(word, 0) == equals && !Character.isDigit(word.charAt(0));
  }
}
