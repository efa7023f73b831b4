package org.toban.drill.shell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code read}. */
final class ReadLine {

  private ReadLine() {}

  static int run(Shell shell, Invocation it) {
    List<String> names = new ArrayList<>(it.arguments());
    boolean raw = names.remove("-r");
    StringBuilder line = new StringBuilder();
    boolean complete = line(it, raw, line);
    String separators = shell.variables().get("IFS");
    String split = separators == null ? " \t\n" : separators;
    String rest = strip(line.toString(), split);
    for (int i = 0; i < names.size(); i++) {
      int cut = 0;
      while (cut < rest.length() && split.indexOf(rest.charAt(cut)) < 0) {
        cut++;
      }
      boolean last = i == names.size() - 1;
      shell.variables().set(names.get(i), last ? rest : rest.substring(0, cut));
      rest = last ? "" : strip(rest.substring(Math.min(rest.length(), cut + 1)), split);
    }
    return complete ? 0 : 1;
  }

  private static String strip(String text, String separators) {
    int start = 0;
    int end = text.length();
    while (start < end
        && separators.indexOf(text.charAt(start)) >= 0
        && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start
        && separators.indexOf(text.charAt(end - 1)) >= 0
        && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean line(Invocation it, boolean raw, StringBuilder into) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] one = new byte[1];
    boolean complete = false;
    boolean escaped = false;
    while (!complete && it.streams().in().read(one, it.process()) > 0) {
      if (escaped || raw || one[0] != '\\') {
        complete = one[0] == '\n' && !escaped;
        if (one[0] != '\n') {
          bytes.write(one[0]);
        }
        escaped = false;
      } else {
        escaped = true;
      }
    }
    into.append(bytes.toString(StandardCharsets.UTF_8));
    return complete;
  }
}
