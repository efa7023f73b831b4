package org.toban.runbook.lint;

import java.util.List;
import java.util.Set;
import org.toban.runbook.ShellCommand;

/**
 * What a command runs, past the words that only say how: {@code sudo}, {@code env}, {@code timeout}
 * and assignments.
 *
 * @param program without its folder; empty when there is none
 * @param arguments of the program
 * @param sudo whether it runs by sudo or doas
 * @param sudoOptions of sudo itself
 * @param limited whether it is given a time limit or ends with its input
 */
record Invocation(
    String program,
    List<String> arguments,
    boolean sudo,
    List<String> sudoOptions,
    boolean limited) {
  private static final Set<String> WORDS =
      Set.of(
          "then", "do", "else", "elif", "if", "while", "until", "!", "{", "exec", "command", "time",
          "nohup", "builtin");
  private static final Set<String> SUDO = Set.of("sudo", "doas");
  private static final Set<String> WRAPPERS =
      Set.of("env", "timeout", "nice", "ionice", "stdbuf", "setsid");
  private static final Set<String> SUDO_VALUES =
      Set.of("-u", "-g", "-h", "-p", "-C", "-T", "-r", "-t", "-D", "-R", "-U", "--user", "--group");
  private static final Set<String> WRAPPER_VALUES =
      Set.of("-n", "-c", "-k", "-s", "-i", "-o", "-e");

  static Invocation of(ShellCommand command) {
    List<String> words = command.words();
    boolean sudo = false;
    boolean limited = false;
    List<String> sudoOptions = List.of();
    int at = 0;
    while (at < words.size()) {
      String word = words.get(at);
      if (WORDS.contains(word) || ShellCommand.isAssignment(word)) {
        at++;
      } else if (SUDO.contains(word)) {
        int end = afterOptions(words, at + 1, SUDO_VALUES);
        sudo = true;
        sudoOptions = words.subList(at + 1, end);
        at = end;
      } else if (WRAPPERS.contains(word)) {
        limited |= word.equals("timeout");
        at = afterOptions(words, at + 1, WRAPPER_VALUES) + (word.equals("timeout") ? 1 : 0);
      } else {
        break;
      }
    }
    if (at >= words.size()) {
      return new Invocation("", List.of(), sudo, sudoOptions, limited);
    }
    String path = words.get(at);
    return new Invocation(
        path.substring(path.lastIndexOf('/') + 1),
        words.subList(at + 1, words.size()),
        sudo,
        sudoOptions,
        limited);
  }

  private static int afterOptions(List<String> words, int from, Set<String> withValue) {
    int at = from;
    while (at < words.size() && words.get(at).startsWith("-")) {
      at += withValue.contains(words.get(at)) ? 2 : 1;
    }
    return Math.min(at, words.size());
  }

  /** Whether a short option is among the arguments, alone or in a bundle such as {@code -fsS}. */
  boolean hasShort(char option) {
    return arguments.stream().anyMatch(it -> isBundle(it) && it.indexOf(option) > 0);
  }

  boolean has(String... options) {
    return arguments.stream().anyMatch(it -> Set.of(options).contains(it));
  }

  /** Whether the first argument that is no option is this. */
  boolean does(String action) {
    return arguments.stream()
        .filter(it -> !it.startsWith("-"))
        .findFirst()
        .orElse("")
        .equals(action);
  }

  static boolean isBundle(String word) {
    return word.length() > 1
        && word.charAt(0) == '-'
        && word.chars().skip(1).allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
  }
}
