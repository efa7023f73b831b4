package org.toban.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.toban.runbook.terminal.Prompts;

/** Parts what a person typed from what the terminal answered. */
final class Transcript {
  private static final Pattern OPENS = Pattern.compile("(?:for|while|until|if|case|select)\\b.*");
  private static final Pattern ENDS_OPEN =
      Pattern.compile(".*(?:\\\\|\\||&&|\\{|\\(|\\bdo|\\bthen|\\belse)\\s*", Pattern.DOTALL);
  private static final Pattern CLOSES =
      Pattern.compile(".*\\b(?:done|fi|esac)\\b.*", Pattern.DOTALL);

  /** Opens a shell somewhere else, in which the lines that follow were typed. */
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "(?:sudo\\s+)?(?:ssh(?:\\s+-\\w+(?:\\s+\\d+)?)*\\s+\\S+|(?:oc|kubectl)\\s+(?:rsh|debug|exec)\\b(?!.*\\s--\\s+(?!\\S*sh\\s*$)).*"
              + "|(?:docker|podman|nerdctl)\\s+exec\\s+-\\w*t.*sh|su(?:\\s.*)?|sudo\\s+(?:-i|-s|su)\\b.*|chroot\\s+\\S+)\\s*");

  private static final String SECOND = "> ";

  private Transcript() {}

  /**
   * The lines that a person typed: those with a prompt (taken off), what continues them, comments
   * and blank lines. The rest is output that the writer pasted.
   */
  static List<Script.Line> typed(List<Script.Line> lines, Prompts prompts) {
    List<Script.Line> typed = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Script.Line line = lines.get(i);
      String text = prompts.typed(line.text());
      if (text == null) {
        if (line.blank() || line.comment()) {
          typed.add(line);
        }
      } else if (!text.isBlank()) {
        List<Script.Line> command = command(lines, i, prompts);
        typed.addAll(command);
        i += command.size() - 1;
      }
    }
    return typed;
  }

  /** Whether a line before the last opens a shell somewhere else. */
  static boolean leaves(Script script) {
    List<Script.Line> commands =
        script.lines().stream().filter(it -> !it.blank() && !it.comment()).toList();
    return commands.stream()
        .limit(Math.max(0, commands.size() - 1))
        .anyMatch(it -> ELSEWHERE.matcher(it.text().strip()).matches());
  }

  /** One command with all its lines; its first alone when no line closes what it opens. */
  private static List<Script.Line> command(List<Script.Line> lines, int from, Prompts prompts) {
    List<Script.Line> command = new ArrayList<>();
    for (int i = from; i < lines.size(); i++) {
      Script.Line line = lines.get(i);
      String prompted = prompts.typed(line.text());
      if (i > from && prompted != null) {
        break;
      }
      boolean second = i > from && line.text().strip().startsWith(SECOND.strip());
      String text =
          prompted != null
              ? prompted
              : second
                  ? line.text().stripLeading().substring(1).replaceFirst("^ ", "")
                  : line.text();
      command.add(new Script.Line(text, line.number()));
      if (!isOpen(command)) {
        return command;
      }
    }
    return command.getFirst().text().endsWith("\\") ? command : command.subList(0, 1);
  }

  private static boolean isOpen(List<Script.Line> command) {
    Script script = new Script(command);
    String text = script.text();
    boolean loop = OPENS.matcher(text).lookingAt() && !CLOSES.matcher(text).matches();
    return loop
        || ENDS_OPEN.matcher(command.getLast().text()).matches()
        || !ShellScan.of(script).complete();
  }
}
