package org.toban.drill.tools;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.toban.drill.shell.FileProblem;
import org.toban.drill.shell.Invocation;

/** {@code tail}, with {@code -f} that goes on until a signal or a closed channel ends it. */
final class Tail {
  private Tail() {}

  static int run(Invocation it) {
    List<String> arguments =
        it.arguments().stream().map(a -> a.matches("-\\d+") ? "-n" + a.substring(1) : a).toList();
    Flags flags = Flags.parse(arguments, "n", "lines", "c", "bytes");
    String file = flags.operands().isEmpty() ? "-" : flags.operands().getFirst();
    String text;
    try {
      text = new String(it.content(file), StandardCharsets.UTF_8);
    } catch (FileProblem e) {
      return it.fail(1, "cannot open '" + file + "' for reading: " + e.getMessage());
    }
    if (flags.has("c", "bytes")) {
      int most = Integer.parseInt(flags.value("c", "bytes").orElse("0"));
      it.print(text.substring(Math.max(0, text.length() - most)));
    } else {
      lines(it, text, flags.value("n", "lines").orElse("10"));
    }
    return flags.has("f", "F", "follow") && !file.equals("-") ? follow(it, it.path(file)) : 0;
  }

  private static void lines(Invocation it, String text, String number) {
    List<String> lines = text.lines().toList();
    int count = Math.abs(Integer.parseInt(number.replace("+", "")));
    int from = number.startsWith("+") ? Math.max(0, count - 1) : Math.max(0, lines.size() - count);
    lines.subList(Math.min(from, lines.size()), lines.size()).forEach(it::println);
  }

  private static int follow(Invocation it, String path) {
    int seen = it.files().read(path, it.user()).length;
    while (true) {
      it.process().glance();
      byte[] now = it.files().exists(path) ? it.files().read(path, it.user()) : new byte[0];
      if (now.length < seen) {
        it.complain("tail: " + path + ": file truncated");
        seen = 0;
      }
      if (now.length > seen) {
        it.streams().out().write(now, seen, now.length - seen, it.process());
        seen = now.length;
      }
    }
  }
}
