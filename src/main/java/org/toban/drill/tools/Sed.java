package org.toban.drill.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.toban.drill.shell.Invocation;

/**
 * The part of {@code sed} that runbooks use: {@code s}, {@code p}, {@code d} with line addresses.
 */
final class Sed {
  private static final Pattern COMMAND =
      Pattern.compile("(?:(\\d+|\\$)(?:,(\\d+|\\$))?|/((?:[^/\\\\]|\\\\.)*)/)?\\s*([pdq]|s(.).*)");

  private Sed() {}

  static int run(Invocation it) {
    Flags flags = Flags.parse(it.arguments(), "e", "expression");
    List<String> operands = new ArrayList<>(flags.operands());
    String script = flags.value("e", "expression").orElse("");
    if (script.isEmpty()) {
      if (operands.isEmpty()) {
        return it.fail(1, "no script");
      }
      script = operands.removeFirst();
    }
    Matcher command = COMMAND.matcher(script.strip());
    if (!command.matches()) {
      return it.fail(1, "-e expression #1: this practice sed does not know: " + script);
    }
    List<String> lines = new ArrayList<>();
    int status = Lines.each(it, operands, lines::add);
    boolean extended = flags.has("E", "r");
    for (int i = 0; i < lines.size(); i++) {
      boolean here = addressed(command, i + 1, lines.size(), lines.get(i), extended);
      String after = here ? apply(command.group(4), lines.get(i), extended) : lines.get(i);
      boolean deleted = here && command.group(4).equals("d");
      boolean printed =
          here && (command.group(4).equals("p") || printsWhenChanged(command, lines.get(i), after));
      if (!deleted && !flags.has("n", "quiet")) {
        it.println(after);
      }
      if (printed) {
        it.println(after);
      }
      if (here && command.group(4).equals("q")) {
        break;
      }
    }
    return status;
  }

  private static boolean printsWhenChanged(Matcher command, String before, String after) {
    String text = command.group(4);
    return text.startsWith("s") && text.endsWith("p") && !before.equals(after);
  }

  private static boolean addressed(
      Matcher command, int number, int last, String line, boolean extended) {
    if (command.group(3) != null) {
      return Pattern.compile(extended ? command.group(3) : extended(command.group(3)))
          .matcher(line)
          .find();
    }
    if (command.group(1) == null) {
      return true;
    }
    int from = line(command.group(1), last);
    int to = command.group(2) == null ? from : line(command.group(2), last);
    return number >= from && number <= to;
  }

  private static int line(String address, int last) {
    return address.equals("$") ? last : Integer.parseInt(address);
  }

  private static String apply(String command, String line, boolean extended) {
    if (!command.startsWith("s")) {
      return line;
    }
    String delimiter = Pattern.quote(command.substring(1, 2));
    String[] parts = command.substring(2).split("(?<!\\\\)" + delimiter, -1);
    Pattern pattern = Pattern.compile(extended ? parts[0] : extended(parts[0]));
    String replacement =
        parts[1]
            .replace("$", "\\$")
            .replaceAll("\\\\([0-9])", "\\$$1")
            .replaceAll("(?<!\\\\)&", "\\$0");
    Matcher matcher = pattern.matcher(line);
    return parts.length > 2 && parts[2].contains("g")
        ? matcher.replaceAll(replacement)
        : matcher.replaceFirst(replacement);
  }

  /** A basic regular expression as an extended one. */
  static String extended(String basic) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < basic.length(); i++) {
      char c = basic.charAt(i);
      if (c == '\\' && i + 1 < basic.length()) {
        char after = basic.charAt(++i);
        out.append("(){}+?|".indexOf(after) >= 0 ? "" : "\\").append(after);
      } else {
        out.append("(){}+?|".indexOf(c) >= 0 ? "\\" : "").append(c);
      }
    }
    return out.toString();
  }
}
