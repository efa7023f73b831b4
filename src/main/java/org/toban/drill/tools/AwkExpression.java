package org.toban.drill.tools;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One expression of {@code awk}; values are texts that act as numbers where they look like it. */
final class AwkExpression {
  private static final List<List<String>> LEVELS =
      List.of(
          List.of("||"),
          List.of("&&"),
          List.of("!~", "~"),
          List.of("==", "!=", "<=", ">=", "<", ">"),
          List.of("+", "-"),
          List.of("*", "/", "%"));

  private final String source;
  private final UnaryOperator<String> lookUp;
  private int at;

  /**
   * @param lookUp the value of a variable, or of a field such as {@code $2}
   */
  AwkExpression(String source, UnaryOperator<String> lookUp) {
    this.source = source;
    this.lookUp = lookUp;
  }

  String evaluate() {
    StringBuilder joined = new StringBuilder(binary(0));
    blanks();
    while (at < source.length()) {
      int before = at;
      joined.append(binary(0));
      blanks();
      if (at == before) {
        throw new IllegalArgumentException(source);
      }
    }
    return joined.toString();
  }

  /** Finds a character outside of strings, regular expressions and brackets. */
  static int find(String text, char wanted, int from) {
    char inside = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inside != 0) {
        i += c == '\\' ? 1 : 0;
        inside = c == inside ? 0 : inside;
      } else if (c == wanted) {
        return i;
      } else if (c == '"' || (c == '/' && opensPattern(text, i))) {
        inside = c;
      }
    }
    return -1;
  }

  /** A slash divides only after an operand. */
  private static boolean opensPattern(String text, int slash) {
    String before = text.substring(0, slash).strip();
    return before.isEmpty() || "{}(;!~&|,".indexOf(before.charAt(before.length() - 1)) >= 0;
  }

  static boolean isTrue(String value) {
    return value.matches("[-+]?[0-9.]+(e[-+]?\\d+)?") ? number(value) != 0 : !value.isEmpty();
  }

  static double number(String value) {
    var matcher =
        Pattern.compile("\\s*([-+]?(\\d+\\.?\\d*|\\.\\d+)(e[-+]?\\d+)?).*", Pattern.DOTALL)
            .matcher(value);
    return matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
  }

  static String text(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.valueOf((long) number)
        : String.valueOf(Math.round(number * 1e6) / 1e6);
  }

  private void blanks() {
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
  }

  private boolean skip(String operator) {
    blanks();
    boolean found = source.startsWith(operator, at);
    at += found ? operator.length() : 0;
    return found;
  }

  private @Nullable String operator(List<String> candidates) {
    return candidates.stream().filter(this::skip).findFirst().orElse(null);
  }

  private String binary(int level) {
    if (level == LEVELS.size()) {
      return unary();
    }
    String left = binary(level + 1);
    for (String operator; (operator = operator(LEVELS.get(level))) != null; ) {
      left = apply(operator, left, binary(level + 1));
    }
    return left;
  }

  private static String apply(String operator, String left, String right) {
    return switch (operator) {
      case "||" -> truth(isTrue(left) || isTrue(right));
      case "&&" -> truth(isTrue(left) && isTrue(right));
      case "~" -> truth(Pattern.compile(right).matcher(left).find());
      case "!~" -> truth(!Pattern.compile(right).matcher(left).find());
      case "+" -> text(number(left) + number(right));
      case "-" -> text(number(left) - number(right));
      case "*" -> text(number(left) * number(right));
      case "/" -> text(number(left) / number(right));
      case "%" -> text(number(left) % number(right));
      default -> truth(compare(operator, left, right));
    };
  }

  private static boolean compare(String operator, String left, String right) {
    String numeric = "\\s*[-+]?[0-9.]+\\s*";
    int order =
        (left.matches(numeric) || left.isEmpty()) && (right.matches(numeric) || right.isEmpty())
            ? Double.compare(number(left), number(right))
            : left.compareTo(right);
    return switch (operator) {
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static String truth(boolean value) {
    return value ? "1" : "0";
  }

  private String unary() {
    if (skip("!")) {
      return truth(!isTrue(unary()));
    }
    if (skip("-")) {
      return text(-number(unary()));
    }
    if (skip("(")) {
      String value = binary(0);
      if (!skip(")")) {
        throw new IllegalArgumentException(source);
      }
      return value;
    }
    if (skip("/")) {
      String pattern = until('/');
      return truth(Pattern.compile(pattern).matcher(lookUp.apply("$0")).find());
    }
    return skip("\"") ? until('"').replace("\\n", "\n").replace("\\t", "\t") : operand();
  }

  private String until(char close) {
    int start = at;
    while (at < source.length() && source.charAt(at) != close) {
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
    String text = source.substring(start, Math.min(at, source.length()));
    at++;
    return text;
  }

  private String operand() {
    var matcher =
        Pattern.compile("\\$?(?:[A-Za-z_]\\w*|\\d+\\.?\\d*|\\.\\d+)")
            .matcher(source)
            .region(at, source.length());
    if (!matcher.lookingAt()) {
      throw new IllegalArgumentException(source);
    }
    at = matcher.end();
    String word = matcher.group();
    return word.matches("[0-9.]+") ? word : lookUp.apply(word);
  }
}
