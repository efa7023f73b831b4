package org.toban.drill.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns words into fields: variables, command substitution, arithmetic, splitting, globbing. */
final class Expander {
  private final Shell shell;

  Expander(Shell shell) {
    this.shell = shell;
  }

  List<String> fields(List<Syntax.Word> words) {
    List<String> all = new ArrayList<>();
    for (Syntax.Word word : words) {
      String separators = shell.variables().get("IFS");
      Fields fields = new Fields(separators == null ? " \t\n" : separators, this::files);
      append(word, fields, false);
      all.addAll(fields.list());
    }
    return all;
  }

  /** A word as one text: neither split nor globbed. */
  String text(Syntax.Word word) {
    return unsplit(word).joined();
  }

  /** A word as a pattern. */
  String pattern(Syntax.Word word) {
    return unsplit(word).joinedPattern();
  }

  private Fields unsplit(Syntax.Word word) {
    Fields fields = new Fields("", _ -> List.of());
    append(word, fields, true);
    return fields;
  }

  private List<String> files(String pattern) {
    if (shell.option('f')) {
      return List.of();
    }
    if (pattern.startsWith("/")) {
      return Glob.files(shell.machine().files(), pattern);
    }
    String base = shell.directory().equals("/") ? "/" : shell.directory() + "/";
    return Glob.files(shell.machine().files(), Glob.escape(base) + pattern).stream()
        .map(path -> path.substring(base.length()))
        .toList();
  }

  private void append(Syntax.Word word, Fields fields, boolean whole) {
    boolean first = true;
    for (Syntax.Part part : word.parts()) {
      switch (part) {
        case Syntax.Part.Text(String text, boolean quoted) -> {
          if (quoted) {
            fields.quoted(text);
          } else {
            fields.literal(first ? home(text) : text);
          }
        }
        case Syntax.Part.Variable it -> variable(it, fields, whole);
        case Syntax.Part.Substitution(Syntax script, boolean quoted) ->
            put(shell.substitute(script), fields, quoted);
        case Syntax.Part.Arithmetic(Syntax.Word expression, boolean quoted) ->
            put(
                String.valueOf(Arithmetic.evaluate(text(expression), shell.variables())),
                fields,
                quoted);
      }
      first = false;
    }
  }

  private String home(String text) {
    String home = shell.variables().get("HOME");
    return home != null && (text.equals("~") || text.startsWith("~/"))
        ? home + text.substring(1)
        : text;
  }

  private static void put(String value, Fields fields, boolean quoted) {
    if (quoted) {
      fields.quoted(value);
    } else {
      fields.split(value);
    }
  }

  private void variable(Syntax.Part.Variable it, Fields fields, boolean whole) {
    if (it.name().equals("@") && it.operator().isEmpty() && it.quoted() && !whole) {
      List<String> positional = shell.positional();
      for (int i = 0; i < positional.size(); i++) {
        if (i > 0) {
          fields.end();
        }
        fields.quoted(positional.get(i));
      }
      return;
    }
    String value = shell.parameter(it.name());
    String operator = it.operator();
    boolean colon = operator.startsWith(":");
    boolean present = value != null && !(colon && value.isEmpty());
    switch (colon ? operator.substring(1) : operator) {
      case "-" -> either(present, value, it, fields);
      case "=" -> {
        if (!present) {
          shell.variables().set(it.name(), text(it.argument()));
        }
        put(String.valueOf(shell.parameter(it.name())), fields, it.quoted());
      }
      case "+" -> either(!present, "", it, fields);
      case "?" -> {
        if (!present) {
          String message = text(it.argument());
          throw new Ending.Exit(
              2, it.name() + ": " + (message.isEmpty() ? "parameter not set" : message));
        }
        put(String.valueOf(value), fields, it.quoted());
      }
      case "length" -> put(String.valueOf(known(it, value).length()), fields, it.quoted());
      case "" -> put(known(it, value), fields, it.quoted());
      default -> put(trimmed(it, known(it, value)), fields, it.quoted());
    }
  }

  private void either(boolean own, @Nullable String value, Syntax.Part.Variable it, Fields fields) {
    if (own) {
      put(value == null ? "" : value, fields, it.quoted());
    } else if (it.quoted()) {
      fields.quoted(text(it.argument()));
    } else {
      append(it.argument(), fields, false);
    }
  }

  private String known(Syntax.Part.Variable it, @Nullable String value) {
    if (value == null && shell.option('u') && !it.name().equals("@") && !it.name().equals("*")) {
      throw new Ending.Exit(2, it.name() + ": parameter not set");
    }
    return value == null ? "" : value;
  }

  private String trimmed(Syntax.Part.Variable it, String value) {
    String pattern = pattern(it.argument());
    boolean front = it.operator().startsWith("#");
    boolean longest = it.operator().length() == 2;
    for (int i = 0; i <= value.length(); i++) {
      int cut = front == longest ? value.length() - i : i;
      String part = front ? value.substring(0, cut) : value.substring(cut);
      if (Glob.matches(pattern, part)) {
        return front ? value.substring(cut) : value.substring(0, cut);
      }
    }
    return value;
  }
}
