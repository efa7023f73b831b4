package org.toban.drill.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates {@code $(( ))}: integers, variables, the operators of C without assignment. */
final class Arithmetic {
  private static final List<List<String>> LEVELS =
      List.of(
          List.of("||"),
          List.of("&&"),
          List.of("==", "!="),
          List.of("<=", ">=", "<", ">"),
          List.of("+", "-"),
          List.of("*", "/", "%"));

  private final String text;
  private final Variables variables;
  private int at;

  private Arithmetic(String text, Variables variables) {
    this.text = text;
    this.variables = variables;
  }

  static long evaluate(String text, Variables variables) {
    Arithmetic arithmetic = new Arithmetic(text, variables);
    long value = arithmetic.choice();
    arithmetic.blanks();
    if (arithmetic.at < text.length()) {
      throw wrong(text);
    }
    return value;
  }

  private static Ending wrong(String text) {
    return new Ending.Exit(2, "arithmetic expression: expecting EOF: \"" + text + "\"");
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean skip(String operator) {
    blanks();
    boolean found = text.startsWith(operator, at);
    at += found ? operator.length() : 0;
    return found;
  }

  private long choice() {
    long condition = binary(0);
    if (!skip("?")) {
      return condition;
    }
    long yes = choice();
    if (!skip(":")) {
      throw wrong(text);
    }
    long no = choice();
    return condition != 0 ? yes : no;
  }

  private long binary(int level) {
    if (level == LEVELS.size()) {
      return unary();
    }
    long left = binary(level + 1);
    for (String operator; (operator = operator(LEVELS.get(level))) != null; ) {
      left = apply(operator, left, binary(level + 1));
    }
    return left;
  }

  private @Nullable String operator(List<String> candidates) {
    return candidates.stream().filter(this::skip).findFirst().orElse(null);
  }

  private static long apply(String operator, long left, long right) {
    if ((operator.equals("/") || operator.equals("%")) && right == 0) {
      throw new Ending.Exit(2, "arithmetic expression: division by zero");
    }
    return switch (operator) {
      case "||" -> left != 0 || right != 0 ? 1 : 0;
      case "&&" -> left != 0 && right != 0 ? 1 : 0;
      case "==" -> left == right ? 1 : 0;
      case "!=" -> left != right ? 1 : 0;
      case "<=" -> left <= right ? 1 : 0;
      case ">=" -> left >= right ? 1 : 0;
      case "<" -> left < right ? 1 : 0;
      case ">" -> left > right ? 1 : 0;
      case "+" -> left + right;
      case "-" -> left - right;
      case "*" -> left * right;
      case "/" -> left / right;
      default -> left % right;
    };
  }

  private long unary() {
    if (skip("!")) {
      return unary() == 0 ? 1 : 0;
    }
    if (skip("-")) {
      return -unary();
    }
    if (skip("+")) {
      return unary();
    }
    if (skip("(")) {
      long value = choice();
      if (!skip(")")) {
        throw wrong(text);
      }
      return value;
    }
    return operand();
  }

  private long operand() {
    blanks();
    int start = at;
    while ((at < text.length() && Character.isLetterOrDigit(text.charAt(at))) || skipUnderscore()) {
      at++;
    }
    String word = text.substring(start, at);
    String value = word;
    if (Parser.isName(word)) {
      String set = variables.get(word);
      value = set == null || set.isBlank() ? "0" : set.strip();
    }
    try {
      return Long.decode(value);
    } catch (NumberFormatException _) {
      throw new Ending.Exit(2, "Illegal number: " + value);
    }
  }

  private boolean skipUnderscore() {
    return at < text.length() && text.charAt(at) == '_';
  }
}
