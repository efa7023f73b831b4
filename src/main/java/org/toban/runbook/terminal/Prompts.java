package org.toban.runbook.terminal;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The prompts that stand before commands which somebody copied from a terminal.
 *
 * @param root whether a {@code #} at the start of a line is one, too, and no comment
 * @param percent whether a {@code %} is one
 * @param indent how many blanks stand before every line
 */
public record Prompts(boolean any, boolean root, boolean percent, int indent) {
  public static final Prompts NONE = new Prompts(false, false, false, 0);

  private static final String WHO = "[\\w.-]{1,64}@[\\w.-]{1,64}";

  /** Prompts of shells; each ends in a blank, or in the line's end. */
  private static final Pattern SHELL =
      Pattern.compile(
          "(?:\\$"
              + "|\\["
              + WHO
              + "[^\\]]{0,100}\\] ?[$#%]"
              + "|"
              + WHO
              + "(?:[: ][~/][^\\s$#%]{0,120})? ?[$#%]"
              + "|[\\w.-]{1,64}:~[^\\s$#%>]{0,120} ?[$#>]"
              + "|(?:sh|bash|ash|zsh)-\\d[\\d.]{0,8}[$#]"
              + "|[~/][\\w./-]{0,80} [$#]"
              + ")(?: |$)");

  /** Prompts of other interpreters, whose lines are nothing for a shell. */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "(?:PS(?: [A-Za-z]:[^>]{0,120})?>|[A-Za-z]:\\\\[^>]{0,120}>|MariaDB \\[[^\\]]{0,80}\\]>"
              + "|(?:mysql|sqlite|mongo|mongosh|test|cqlsh|ksql|ftp|openssl|irb|zookeeper)[^> ]{0,40}>"
              + "|[A-Za-z_]\\w{0,63}[=-][#>]|>>>|(?:\\d{1,3}\\.){3}\\d{1,3}:\\d{1,5}(?:\\[\\d{1,2}\\])?>)"
              + "(?: |$)");

  /**
   * Whether the prompts of a block are not all of one shell: what follows the change was typed on
   * another machine, in a container or as another user.
   */
  public boolean several(String literal) {
    return any
        && literal
                .lines()
                .map(it -> SHELL.matcher(it.substring(Math.min(indent, it.length()))))
                .filter(Matcher::lookingAt)
                .map(it -> place(it.group().strip()))
                .distinct()
                .count()
            > 1;
  }

  /** User, machine and kind of a prompt, without the folder. */
  private static String place(String prompt) {
    String who = prompt.replaceFirst("^\\[", "").split("[\\s:~/\\]]", 2)[0];
    return who + prompt.charAt(prompt.length() - 1);
  }

  /** The prompts of a block; {@code session} when its language says that it is a transcript. */
  public static Prompts of(String literal, boolean session) {
    int indent = indent(literal);
    List<String> lines =
        literal
            .lines()
            .filter(it -> !it.isBlank())
            .map(it -> it.substring(Math.min(indent, it.length())))
            .toList();
    if (lines.stream().anyMatch(it -> SHELL.matcher(it).lookingAt())) {
      return new Prompts(true, false, false, indent);
    }
    boolean percent =
        !lines.isEmpty()
            && leads(lines.getFirst(), "% ")
            && lines.stream().noneMatch(Programs::isCommand);
    boolean root =
        !percent
            && session
            && lines.stream().anyMatch(it -> leads(it, "# "))
            && lines.stream().noneMatch(Programs::isCommand);
    return new Prompts(percent || root, root, percent, indent);
  }

  private static boolean leads(String line, String prompt) {
    return line.startsWith(prompt) && Programs.isCommand(line.substring(prompt.length()));
  }

  private static int indent(String literal) {
    return literal
        .lines()
        .filter(it -> !it.isBlank())
        .mapToInt(it -> it.length() - it.stripLeading().length())
        .min()
        .orElse(0);
  }

  /** Whether a block is for another interpreter, such as PowerShell or a database's. */
  public static boolean foreign(String literal) {
    return literal.lines().anyMatch(it -> FOREIGN.matcher(it.strip()).lookingAt());
  }

  /** What was typed behind the prompt of a line; null when it has none. */
  public @Nullable String typed(String line) {
    String text = line.isBlank() ? "" : line.substring(Math.min(indent, line.length()));
    Matcher prompt = SHELL.matcher(text);
    if (any && prompt.lookingAt()) {
      return text.substring(prompt.end());
    }
    boolean weak = (root && leads(text, "# ")) || (percent && text.startsWith("% "));
    return weak ? text.substring(2) : null;
  }
}
