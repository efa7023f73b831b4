package org.toban.drill.tools;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.toban.drill.shell.Invocation;

/**
 * The part of {@code awk} that runbooks use: {@code /pattern/}, conditions, {@code BEGIN} and
 * {@code END}; print, assignment, exit.
 */
final class Awk {
  private final Invocation it;
  private final Map<String, String> variables = new HashMap<>();
  private final Pattern separator;
  private String[] fields = {""};
  private int records;

  private Awk(Invocation it, String separator) {
    this.it = it;
    this.separator = Pattern.compile(separator.isEmpty() ? "\\s+" : Pattern.quote(separator));
  }

  /** A rule of a program; an empty action prints. */
  private record Rule(String pattern, String action) {}

  /** {@code exit}. */
  private static final class Exit extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final int status;

    Exit(int status) {
      super(null, null, false, false);
      this.status = status;
    }
  }

  static int run(Invocation it) {
    Flags flags = Flags.leading(it.arguments(), "F", "v");
    if (flags.operands().isEmpty()) {
      return it.fail(2, "usage: awk [-F fs][-v var=value] prog [file ...]");
    }
    Awk awk = new Awk(it, flags.value("F").orElse(""));
    for (String assignment : flags.all("v")) {
      String[] parts = assignment.split("=", 2);
      awk.variables.put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    try {
      return awk.program(
          rules(flags.operands().getFirst()), flags.operands().subList(1, flags.operands().size()));
    } catch (IllegalArgumentException e) {
      return it.fail(2, "this practice awk does not know: " + e.getMessage());
    }
  }

  private int program(List<Rule> rules, List<String> files) {
    int status = 0;
    try {
      each(rules, "BEGIN");
      status = Lines.each(it, files, line -> record(rules, line));
    } catch (Exit exit) {
      status = exit.status;
    }
    try {
      each(rules, "END");
    } catch (Exit exit) {
      status = exit.status;
    }
    return status;
  }

  private void each(List<Rule> rules, String pattern) {
    rules.stream()
        .filter(rule -> rule.pattern().equals(pattern))
        .forEach(rule -> act(rule.action()));
  }

  private void record(List<Rule> rules, String line) {
    records++;
    List<String> parts = new ArrayList<>(List.of(line));
    String body = separator.pattern().equals("\\s+") ? line.strip() : line;
    if (!body.isEmpty()) {
      parts.addAll(List.of(separator.split(body, -1)));
    }
    fields = parts.toArray(String[]::new);
    for (Rule rule : rules) {
      boolean special = rule.pattern().equals("BEGIN") || rule.pattern().equals("END");
      if (!special && (rule.pattern().isEmpty() || AwkExpression.isTrue(value(rule.pattern())))) {
        act(rule.action());
      }
    }
  }

  private static List<Rule> rules(String program) {
    List<Rule> rules = new ArrayList<>();
    int at = 0;
    while (at < program.length()) {
      int open = AwkExpression.find(program, '{', at);
      int close = open < 0 ? program.length() : AwkExpression.find(program, '}', open + 1);
      if (close < 0) {
        throw new IllegalArgumentException(program);
      }
      String pattern = program.substring(at, open < 0 ? program.length() : open).strip();
      rules.add(new Rule(pattern, open < 0 ? "print" : program.substring(open + 1, close)));
      at = close + 1;
      while (at < program.length() && " \t\n;".indexOf(program.charAt(at)) >= 0) {
        at++;
      }
    }
    return rules;
  }

  private void act(String action) {
    for (int at = 0; at < action.length(); ) {
      int semicolon = AwkExpression.find(action, ';', at);
      int newline = AwkExpression.find(action, '\n', at);
      int end = semicolon < 0 ? newline : newline < 0 ? semicolon : Math.min(semicolon, newline);
      end = end < 0 ? action.length() : end;
      statement(action.substring(at, end).strip());
      at = end + 1;
    }
  }

  private void statement(String text) {
    java.util.regex.Matcher assignment =
        Pattern.compile("([A-Za-z_]\\w*)\\s*([-+*/]?)=(?!=)(.*)", Pattern.DOTALL).matcher(text);
    if (text.isEmpty() || text.equals("next")) {
      return;
    }
    if (text.equals("print") || text.startsWith("print ")) {
      print(text.substring(5).strip());
    } else if (text.equals("exit") || text.startsWith("exit ")) {
      String status = text.substring(4).strip();
      throw new Exit(status.isEmpty() ? 0 : (int) AwkExpression.number(value(status)));
    } else if (text.endsWith("++")) {
      String name = text.substring(0, text.length() - 2).strip();
      variables.put(name, AwkExpression.text(AwkExpression.number(value(name)) + 1));
    } else if (assignment.matches()) {
      String operator = assignment.group(2);
      String name = assignment.group(1);
      String right = assignment.group(3);
      variables.put(name, value(operator.isEmpty() ? right : name + operator + "(" + right + ")"));
    } else {
      throw new IllegalArgumentException(text);
    }
  }

  private void print(String expressions) {
    List<String> values = new ArrayList<>();
    for (int at = 0; at <= expressions.length() && !expressions.isEmpty(); ) {
      int comma = AwkExpression.find(expressions, ',', at);
      int end = comma < 0 ? expressions.length() : comma;
      values.add(value(expressions.substring(at, end).strip()));
      at = end + 1;
    }
    it.println(values.isEmpty() ? fields[0] : String.join(" ", values));
  }

  private String value(String expression) {
    return new AwkExpression(expression, this::lookUp).evaluate();
  }

  private String lookUp(String name) {
    if (name.startsWith("$")) {
      int index = (int) AwkExpression.number(lookUp(name.substring(1)));
      return index < fields.length ? fields[index] : "";
    }
    return switch (name) {
      case "NF" -> String.valueOf(fields.length - 1);
      case "NR" -> String.valueOf(records);
      default -> name.matches("\\d+") ? name : variables.getOrDefault(name, "");
    };
  }
}
