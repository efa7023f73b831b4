package org.toban.drill.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.toban.drill.shell.Invocation;
import org.toban.drill.shell.Program;

/** Commands that print or judge their arguments. */
final class Words {
  private Words() {}

  static Map<String, Program> programs() {
    return Map.of(
        "echo", Words::echo,
        "printf", Words::printf,
        "true", _ -> 0,
        "false", _ -> 1,
        "test", it -> Condition.test(it, it.arguments()),
        "[", Words::bracket,
        "seq", Words::sequence,
        "basename", Words::base,
        "dirname", Words::folder);
  }

  private static int echo(Invocation it) {
    List<String> words = new ArrayList<>(it.arguments());
    boolean newline = words.isEmpty() || !words.getFirst().equals("-n");
    if (!newline) {
      words.removeFirst();
    }
    it.print(String.join(" ", words) + (newline ? "\n" : ""));
    return 0;
  }

  private static int bracket(Invocation it) {
    if (it.arguments().isEmpty() || !it.arguments().getLast().equals("]")) {
      return it.fail(2, "missing ]");
    }
    return Condition.test(it, it.arguments().subList(0, it.arguments().size() - 1));
  }

  private static int sequence(Invocation it) {
    List<String> words = it.arguments();
    long first = words.size() > 1 ? Long.parseLong(words.getFirst()) : 1;
    long step = words.size() > 2 ? Long.parseLong(words.get(1)) : 1;
    long last = Long.parseLong(words.getLast());
    for (long i = first; step > 0 ? i <= last : i >= last; i += step) {
      it.println(String.valueOf(i));
    }
    return 0;
  }

  private static int base(Invocation it) {
    String name = it.arguments().getFirst().replaceFirst("/+$", "").replaceFirst("^.*/", "");
    String suffix = it.arguments().size() > 1 ? it.arguments().get(1) : "";
    it.println(name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name);
    return 0;
  }

  private static int folder(Invocation it) {
    String path = it.arguments().getFirst().replaceFirst("/+$", "");
    int slash = path.lastIndexOf('/');
    it.println(slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash));
    return 0;
  }

  private static int printf(Invocation it) {
    if (it.arguments().isEmpty()) {
      return it.fail(2, "usage: printf format [arg ...]");
    }
    List<String> rest = new ArrayList<>(it.arguments().subList(1, it.arguments().size()));
    StringBuilder out = new StringBuilder();
    int before;
    do {
      before = rest.size();
      format(it.arguments().getFirst(), rest, out);
    } while (!rest.isEmpty() && rest.size() < before);
    it.print(out.toString());
    return 0;
  }

  private static void format(String format, List<String> arguments, StringBuilder out) {
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c == '\\' && i + 1 < format.length()) {
        i = escape(format, i + 1, out);
      } else if (c == '%' && i + 1 < format.length()) {
        int end = i + 1;
        while (end < format.length() - 1 && "-+ #0123456789.".indexOf(format.charAt(end)) >= 0) {
          end++;
        }
        convert(format.substring(i, end), format.charAt(end), arguments, out);
        i = end;
      } else {
        out.append(c);
      }
    }
  }

  private static int escape(String format, int at, StringBuilder out) {
    int digits = at;
    while (digits < format.length()
        && digits < at + 3
        && "01234567".indexOf(format.charAt(digits)) >= 0) {
      digits++;
    }
    if (digits > at) {
      out.append((char) Integer.parseInt(format.substring(at, digits), 8));
      return digits - 1;
    }
    int known = "ntr\\ab\"".indexOf(format.charAt(at));
    out.append(
        known < 0 ? "\\" + format.charAt(at) : "\n\t\r\\\u0007\b\"".substring(known, known + 1));
    return at;
  }

  private static void convert(
      String spec, char conversion, List<String> arguments, StringBuilder out) {
    if (conversion == '%') {
      out.append('%');
      return;
    }
    String value = arguments.isEmpty() ? "" : arguments.removeFirst();
    switch (conversion) {
      case 'd', 'i' -> out.append(String.format(spec + "d", number(value)));
      case 'x', 'o' -> out.append(String.format(spec + conversion, number(value)));
      case 'f' ->
          out.append(String.format(spec + "f", value.isEmpty() ? 0 : Double.parseDouble(value)));
      case 'b' -> format(value.replace("%", "%%"), new ArrayList<>(), out);
      default -> out.append(String.format(spec + "s", value));
    }
  }

  private static long number(String value) {
    try {
      return value.isEmpty() ? 0 : Long.decode(value);
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
