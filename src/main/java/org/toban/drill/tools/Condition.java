package org.toban.drill.tools;

import java.util.List;
import org.toban.drill.shell.FileTree;
import org.toban.drill.shell.Invocation;

/** {@code test}: by the number of arguments, as POSIX has it, then {@code -a} and {@code -o}. */
final class Condition {
  private Condition() {}

  static int test(Invocation it, List<String> words) {
    try {
      return holds(it, words) ? 0 : 1;
    } catch (NumberFormatException e) {
      return it.fail(2, "Illegal number: " + e.getMessage());
    }
  }

  private static boolean holds(Invocation it, List<String> words) {
    int or = words.size() > 3 ? words.indexOf("-o") : -1;
    if (or > 0) {
      return holds(it, words.subList(0, or)) || holds(it, words.subList(or + 1, words.size()));
    }
    int and = words.size() > 3 ? words.indexOf("-a") : -1;
    if (and > 0) {
      return holds(it, words.subList(0, and)) && holds(it, words.subList(and + 1, words.size()));
    }
    return switch (words.size()) {
      case 0 -> false;
      case 1 -> !words.getFirst().isEmpty();
      case 2 ->
          words.getFirst().equals("!")
              ? words.get(1).isEmpty()
              : unary(it, words.getFirst(), words.get(1));
      default ->
          words.getFirst().equals("!")
              ? !holds(it, words.subList(1, words.size()))
              : binary(words.get(0), words.get(1), words.get(2));
    };
  }

  private static boolean unary(Invocation it, String operator, String operand) {
    FileTree files = it.files();
    String path = it.path(operand);
    return switch (operator) {
      case "-n" -> !operand.isEmpty();
      case "-z" -> operand.isEmpty();
      case "-e" -> files.exists(path);
      case "-f" -> files.exists(path) && !files.isDirectory(path);
      case "-d" -> files.isDirectory(path);
      case "-s" -> files.exists(path) && files.facts(path).size() > 0;
      case "-r", "-w" ->
          files.exists(path) && may(it, files.facts(path), operator.equals("-r") ? 4 : 2);
      case "-x" -> files.exists(path) && (files.facts(path).mode() & 0111) != 0;
      default -> throw new NumberFormatException(operator);
    };
  }

  private static boolean may(Invocation it, FileTree.Facts facts, int bit) {
    return it.user().equals("root") || it.user().equals(facts.owner()) || (facts.mode() & bit) != 0;
  }

  private static boolean binary(String left, String operator, String right) {
    return switch (operator) {
      case "=", "==" -> left.equals(right);
      case "!=" -> !left.equals(right);
      case "-eq" -> number(left) == number(right);
      case "-ne" -> number(left) != number(right);
      case "-lt" -> number(left) < number(right);
      case "-le" -> number(left) <= number(right);
      case "-gt" -> number(left) > number(right);
      case "-ge" -> number(left) >= number(right);
      default -> throw new NumberFormatException(operator);
    };
  }

  private static long number(String text) {
    if (!text.strip().matches("[-+]?\\d{1,18}")) {
      throw new NumberFormatException(text);
    }
    return Long.parseLong(text.strip());
  }
}
