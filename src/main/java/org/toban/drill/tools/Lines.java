package org.toban.drill.tools;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.toban.drill.shell.FileProblem;
import org.toban.drill.shell.Invocation;

/** Reads input line by line, from files or from a stream that may never end. */
final class Lines {
  private Lines() {}

  /**
   * Gives each line of the operands, or of standard input as it comes.
   *
   * @return 0, or 1 when a file could not be read
   */
  static int each(Invocation it, List<String> files, Consumer<String> action) {
    if (files.isEmpty()) {
      stream(it, action);
      return 0;
    }
    int status = 0;
    for (String file : files) {
      if (file.equals("-")) {
        stream(it, action);
      } else {
        try {
          text(it.files().text(it.path(file), it.user()), action);
        } catch (FileProblem e) {
          status = it.fail(it.name().equals("grep") ? 2 : 1, file + ": " + e.getMessage());
        }
      }
    }
    return status;
  }

  static void text(String text, Consumer<String> action) {
    text.lines().forEach(action);
  }

  private static void stream(Invocation it, Consumer<String> action) {
    byte[] buffer = new byte[4096];
    byte[] line = new byte[256];
    int length = 0;
    for (int count; (count = it.streams().in().read(buffer, it.process())) >= 0; ) {
      for (int i = 0; i < count; i++) {
        if (buffer[i] == '\n') {
          action.accept(new String(line, 0, length, StandardCharsets.UTF_8));
          length = 0;
        } else {
          line = length == line.length ? java.util.Arrays.copyOf(line, length * 2) : line;
          line[length++] = buffer[i];
        }
      }
    }
    if (length > 0) {
      action.accept(new String(line, 0, length, StandardCharsets.UTF_8));
    }
  }
}
