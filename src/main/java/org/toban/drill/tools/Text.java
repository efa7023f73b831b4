package org.toban.drill.tools;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.toban.drill.shell.FileProblem;
import org.toban.drill.shell.Invocation;
import org.toban.drill.shell.Program;

/** Commands that pass text through. */
final class Text {
  private Text() {}

  static Map<String, Program> programs() {
    return Map.ofEntries(
        Map.entry("cat", Text::cat),
        Map.entry("head", Text::head),
        Map.entry("tail", Tail::run),
        Map.entry("wc", Text::count),
        Map.entry("sort", Columns::sort),
        Map.entry("uniq", Columns::unique),
        Map.entry("cut", Columns::cut),
        Map.entry("tr", Columns::translate),
        Map.entry("tee", Text::tee),
        Map.entry("grep", Grep::run),
        Map.entry("egrep", Grep::extended),
        Map.entry("zcat", Text::cat),
        Map.entry("awk", Awk::run),
        Map.entry("sed", Sed::run));
  }

  private static int cat(Invocation it) {
    List<String> files = Flags.parse(it.arguments()).operands();
    if (files.isEmpty() || files.contains("-")) {
      byte[] buffer = new byte[8192];
      for (int count; (count = it.streams().in().read(buffer, it.process())) >= 0; ) {
        it.streams().out().write(buffer, 0, count, it.process());
      }
      return 0;
    }
    int status = 0;
    for (String file : files) {
      try {
        byte[] bytes = it.content(file);
        it.streams().out().write(bytes, 0, bytes.length, it.process());
      } catch (FileProblem e) {
        status = it.fail(1, file + ": " + e.getMessage());
      }
    }
    return status;
  }

  private static int head(Invocation it) {
    List<String> arguments =
        it.arguments().stream().map(a -> a.matches("-\\d+") ? "-n" + a.substring(1) : a).toList();
    Flags flags = Flags.parse(arguments, "n", "lines", "c", "bytes");
    if (flags.has("c", "bytes")) {
      byte[] bytes = it.content(flags.operands().isEmpty() ? "-" : flags.operands().getFirst());
      int most = Integer.parseInt(flags.value("c", "bytes").orElse("0"));
      it.streams().out().write(bytes, 0, Math.min(most, bytes.length), it.process());
      return 0;
    }
    int most = Integer.parseInt(flags.value("n", "lines").orElse("10"));
    int[] seen = {0};
    try {
      return Lines.each(
          it,
          flags.operands(),
          line -> {
            if (seen[0]++ >= most) {
              throw new Enough();
            }
            it.println(line);
            if (seen[0] == most) {
              throw new Enough();
            }
          });
    } catch (Enough _) {
      return 0;
    }
  }

  private static int count(Invocation it) {
    Flags flags = Flags.parse(it.arguments());
    List<String> files = flags.operands().isEmpty() ? List.of("-") : flags.operands();
    for (String file : files) {
      byte[] bytes = it.content(file);
      String text = new String(bytes, StandardCharsets.UTF_8);
      List<String> figures = new ArrayList<>();
      boolean all = !flags.has("l", "w", "c", "m", "lines", "words", "bytes");
      if (all || flags.has("l", "lines")) {
        figures.add(String.valueOf(text.chars().filter(c -> c == '\n').count()));
      }
      if (all || flags.has("w", "words")) {
        figures.add(String.valueOf(Pattern.compile("\\S+").matcher(text).results().count()));
      }
      if (all || flags.has("c", "bytes")) {
        figures.add(String.valueOf(bytes.length));
      }
      if (flags.has("m")) {
        figures.add(String.valueOf(text.length()));
      }
      it.println(String.join(" ", figures) + (file.equals("-") ? "" : " " + file));
    }
    return 0;
  }

  private static int tee(Invocation it) {
    Flags flags = Flags.parse(it.arguments());
    byte[] bytes = it.input();
    for (String file : flags.operands()) {
      it.files().write(it.path(file), bytes, flags.has("a"), it.user());
    }
    it.streams().out().write(bytes, 0, bytes.length, it.process());
    return 0;
  }
}
