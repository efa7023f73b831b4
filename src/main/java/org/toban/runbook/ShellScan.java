package org.toban.runbook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a POSIX shell script just far enough for lint: the words of its commands, and how each
 * {@code $TOBAN_} variable stands in them. Quotes, comments, here documents and nested command
 * substitutions are followed; nothing is expanded or run.
 */
final class ShellScan {
  /**
   * A use of a variable that carries a label.
   *
   * @param quoted false when the shell would split and expand its value
   * @param startsArgument whether its value could be taken for an option: it begins an argument,
   *     and no {@code --} stands before it
   */
  record Use(String variable, boolean quoted, boolean startsArgument, int line) {}

  /** One simple command. */
  record Command(List<String> words, int line) {
    /** The program, past {@code sudo} and assignments; empty for an empty command. */
    String program() {
      return arguments().isEmpty() ? "" : arguments().getFirst();
    }

    /** The program and its arguments. */
    List<String> arguments() {
      int at = 0;
      while (at < words.size()
          && (PREFIXES.contains(words.get(at)) || isAssignment(words.get(at)))) {
        at++;
      }
      return words.subList(at, words.size());
    }
  }

  private static final Set<String> PREFIXES =
      Set.of(
          "sudo", "-n", "exec", "command", "time", "nohup", "then", "do", "else", "if", "while",
          "!", "{");

  /** Programs that take no options from a value at this place, or treat one as text. */
  private static final Set<String> TAKE_TEXT =
      Set.of("test", "[", "[[", "echo", "printf", "case", "for", "");

  private static final String PREFIX = "TOBAN_";

  /** What is being read: a command line, at the top or inside {@code $( )} or backticks. */
  private static final class Level {
    final char closer;
    boolean doubleQuoted;
    int parentheses;
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord;

    Level(char closer) {
      this.closer = closer;
    }
  }

  private final Script script;
  private final List<Command> commands = new ArrayList<>();
  private final List<Use> uses = new ArrayList<>();
  private final Deque<Level> levels = new ArrayDeque<>(List.of(new Level('\0')));
  private boolean singleQuoted;
  private @Nullable String hereDocument;
  private String line = "";
  private int number;
  private int at;

  private ShellScan(Script script) {
    this.script = script;
  }

  static ShellScan of(Script script) {
    ShellScan scan = new ShellScan(script);
    for (Script.Line line : script.lines()) {
      scan.read(line);
    }
    return scan;
  }

  List<Command> commands() {
    return List.copyOf(commands);
  }

  List<Use> uses() {
    return List.copyOf(uses);
  }

  /** Whether every quote, substitution and here document is closed at the end. */
  boolean complete() {
    return !singleQuoted
        && levels.size() == 1
        && !levels.getLast().doubleQuoted
        && hereDocument == null;
  }

  Script script() {
    return script;
  }

  private void read(Script.Line next) {
    line = next.text();
    number = next.number();
    at = 0;
    if (hereDocument != null) {
      hereDocument = line.strip().equals(hereDocument) ? null : hereDocument;
      return;
    }
    while (at < line.length()) {
      step();
    }
    if (!singleQuoted && !levels.getLast().doubleQuoted && !line.endsWith("\\")) {
      endCommand();
    }
  }

  private void step() {
    Level level = levels.getLast();
    char c = line.charAt(at);
    if (singleQuoted) {
      singleQuoted(c);
    } else if (c == '\\') {
      add(c);
      if (at < line.length()) {
        add(line.charAt(at));
      }
    } else if (c == '$') {
      dollar();
    } else if (c == '`') {
      backtick();
    } else if (c == '"') {
      level.doubleQuoted = !level.doubleQuoted;
      level.inWord = true;
      at++;
    } else if (level.doubleQuoted) {
      add(c);
    } else {
      unquoted(level, c);
    }
  }

  private void singleQuoted(char c) {
    if (c == '\'') {
      singleQuoted = false;
      at++;
    } else {
      add(c);
    }
  }

  private void unquoted(Level level, char c) {
    if (c == '\'') {
      singleQuoted = true;
      level.inWord = true;
      at++;
    } else if (c == '#' && !level.inWord) {
      at = line.length();
    } else if (c == '<' && line.startsWith("<<", at) && !line.startsWith("<<<", at)) {
      beginHereDocument();
    } else if (c == '(') {
      level.parentheses++;
      endCommand();
      at++;
    } else if (c == ')') {
      closeParenthesis(level);
    } else if (";|&".indexOf(c) >= 0) {
      endCommand();
      at++;
    } else if (Character.isWhitespace(c)) {
      endWord();
      at++;
    } else {
      add(c);
    }
  }

  private void closeParenthesis(Level level) {
    endCommand();
    at++;
    if (level.parentheses > 0) {
      level.parentheses--;
    } else if (level.closer == ')') {
      levels.removeLast();
    }
  }

  private void dollar() {
    if (line.startsWith("$(", at)) {
      levels.getLast().inWord = true;
      levels.addLast(new Level(')'));
      at += 2;
      return;
    }
    boolean braced = line.startsWith("${", at);
    int from = at + (braced ? 2 : 1);
    int to = from;
    while (to < line.length()
        && (Character.isLetterOrDigit(line.charAt(to)) || line.charAt(to) == '_')) {
      to++;
    }
    String name = line.substring(Math.min(from, line.length()), to);
    if (name.startsWith(PREFIX)) {
      use(name);
    }
    int end = braced ? line.indexOf('}', to) + 1 : to;
    int stop = Math.max(end, at + 1);
    while (at < stop) {
      add(line.charAt(at));
    }
  }

  private void use(String name) {
    Level level = levels.getLast();
    boolean assigned = level.words.isEmpty() && isAssignment(level.word.toString());
    Command sofar = new Command(List.copyOf(level.words), number);
    boolean startsArgument =
        level.word.isEmpty() && !sofar.words.contains("--") && !TAKE_TEXT.contains(sofar.program());
    uses.add(new Use(name, level.doubleQuoted || assigned, startsArgument, number));
  }

  private void backtick() {
    if (levels.getLast().closer == '`') {
      endCommand();
      levels.removeLast();
    } else {
      levels.getLast().inWord = true;
      levels.addLast(new Level('`'));
    }
    at++;
  }

  private void beginHereDocument() {
    int from = at + 2;
    while (from < line.length() && "- '\"\\".indexOf(line.charAt(from)) >= 0) {
      from++;
    }
    int to = from;
    while (to < line.length()
        && (Character.isLetterOrDigit(line.charAt(to)) || line.charAt(to) == '_')) {
      to++;
    }
    if (to > from) {
      hereDocument = line.substring(from, to);
    }
    endWord();
    at = Math.max(to, at + 2);
    while (at < line.length() && "'\"".indexOf(line.charAt(at)) >= 0) {
      at++;
    }
  }

  private void add(char c) {
    Level level = levels.getLast();
    level.inWord = true;
    level.word.append(c);
    at++;
  }

  private void endWord() {
    Level level = levels.getLast();
    if (level.inWord) {
      level.words.add(level.word.toString());
    }
    level.word = new StringBuilder();
    level.inWord = false;
  }

  private void endCommand() {
    endWord();
    Level level = levels.getLast();
    if (!level.words.isEmpty()) {
      commands.add(new Command(List.copyOf(level.words), number));
      level.words = new ArrayList<>();
    }
  }

  private static boolean isAssignment(String word) {
    int equals = word.indexOf('=');
    return equals > 0
        && word.substring(0, equals).chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_')
        && !Character.isDigit(word.charAt(0));
  }
}
