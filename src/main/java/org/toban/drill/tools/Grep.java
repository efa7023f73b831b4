package org.toban.drill.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.toban.drill.shell.Invocation;

/** {@code grep}. */
final class Grep {

  private Grep() {}

  /** {@code egrep}. */
  static int extended(Invocation it) {
    List<String> arguments = new ArrayList<>(List.of("-E"));
    arguments.addAll(it.arguments());
    return run(it.with("grep", arguments));
  }

  static int run(Invocation it) {
    Flags flags = Flags.parse(it.arguments(), "e", "m", "A", "B", "C", "regexp", "max-count");
    List<String> operands = new ArrayList<>(flags.operands());
    List<String> patterns = flags.all("e", "regexp");
    if (patterns.isEmpty()) {
      if (operands.isEmpty()) {
        return it.fail(2, "usage: grep [OPTION]... PATTERNS [FILE]...");
      }
      patterns = List.of(operands.removeFirst());
    }
    Pattern pattern = pattern(flags, patterns);
    int most = Integer.parseInt(flags.value("m", "max-count").orElse("1000000"));
    int[] found = {0};
    int[] number = {0};
    int status = 0;
    try {
      status =
          Lines.each(
              it,
              operands,
              line -> {
                number[0]++;
                if (pattern.matcher(line).find() != flags.has("v")) {
                  found[0]++;
                  if (flags.has("q")) {
                    throw new Enough();
                  }
                  show(it, flags, pattern, line, number[0]);
                  if (found[0] >= most) {
                    throw new Enough();
                  }
                }
              });
    } catch (Enough _) {
      status = 0;
    }
    if (flags.has("c")) {
      it.println(String.valueOf(found[0]));
    }
    return found[0] > 0 ? 0 : Math.max(1, status);
  }

  private static void show(Invocation it, Flags flags, Pattern pattern, String line, int number) {
    String prefix = flags.has("n") ? number + ":" : "";
    if (flags.has("o")) {
      pattern.matcher(line).results().forEach(match -> it.println(prefix + match.group()));
    } else if (!flags.has("c")) {
      it.println(prefix + line);
    }
  }

  private static Pattern pattern(Flags flags, List<String> patterns) {
    String joined =
        patterns.stream()
            .map(p -> flags.has("F") ? Pattern.quote(p) : flags.has("E", "P") ? p : Sed.extended(p))
            .map(p ->
                flags.has("w") ? "\\b(?:" + p + ")\\b" : flags.has("x") ? "^(?:" + p + ")$" : p)
            .collect(Collectors.joining("|"));
    return Pattern.compile(joined, flags.has("i") ? Pattern.CASE_INSENSITIVE : 0);
  }
}
