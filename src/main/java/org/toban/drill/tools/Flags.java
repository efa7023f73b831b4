package org.toban.drill.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command line cut into options and operands, in GNU's manner: {@code -n5}, {@code -n 5}, {@code
 * --lines=5}, clusters such as {@code -lh}, operands in between.
 */
public final class Flags {
  private final Map<String, List<String>> options = new LinkedHashMap<>();
  private final List<String> operands = new ArrayList<>();

  private Flags() {}

  /**
   * @param valued the options that take a value, as letters and long names
   */
  public static Flags parse(List<String> arguments, String... valued) {
    return parse(arguments, true, List.of(valued));
  }

  /** The same, but the first operand ends the options, as for commands that run others. */
  public static Flags leading(List<String> arguments, String... valued) {
    return parse(arguments, false, List.of(valued));
  }

  private static Flags parse(List<String> arguments, boolean permute, List<String> valued) {
    Flags flags = new Flags();
    int at = 0;
    while (at < arguments.size()) {
      String argument = arguments.get(at++);
      boolean isOption = argument.startsWith("-") && argument.length() > 1;
      if (argument.equals("--") || (!isOption && !permute)) {
        at -= isOption ? 0 : 1;
        break;
      }
      if (!isOption) {
        flags.operands.add(argument);
      } else if (argument.startsWith("--")) {
        at = flags.longOption(argument.substring(2), arguments, at, valued);
      } else {
        at = flags.cluster(argument, arguments, at, valued);
      }
    }
    flags.operands.addAll(arguments.subList(at, arguments.size()));
    return flags;
  }

  private int longOption(String text, List<String> arguments, int at, List<String> valued) {
    int equals = text.indexOf('=');
    if (equals >= 0) {
      add(text.substring(0, equals), text.substring(equals + 1));
      return at;
    }
    boolean takesNext = valued.contains(text) && at < arguments.size();
    add(text, takesNext ? arguments.get(at) : "");
    return takesNext ? at + 1 : at;
  }

  private int cluster(String argument, List<String> arguments, int at, List<String> valued) {
    for (int i = 1; i < argument.length(); i++) {
      String letter = argument.substring(i, i + 1);
      if (valued.contains(letter)) {
        boolean glued = i + 1 < argument.length();
        boolean takesNext = !glued && at < arguments.size();
        add(letter, glued ? argument.substring(i + 1) : takesNext ? arguments.get(at) : "");
        return takesNext ? at + 1 : at;
      }
      add(letter, "");
    }
    return at;
  }

  private void add(String name, String value) {
    options.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
  }

  /** Whether one of these was given. */
  public boolean has(String... names) {
    for (String name : names) {
      if (options.containsKey(name)) {
        return true;
      }
    }
    return false;
  }

  /** The last value given under one of these names. */
  public Optional<String> value(String... names) {
    return all(names).isEmpty() ? Optional.empty() : Optional.of(all(names).getLast());
  }

  public List<String> all(String... names) {
    List<String> values = new ArrayList<>();
    for (String name : names) {
      values.addAll(options.getOrDefault(name, List.of()));
    }
    return values;
  }

  public List<String> operands() {
    return operands;
  }

  /** The names that were given. */
  public List<String> names() {
    return List.copyOf(options.keySet());
  }
}
