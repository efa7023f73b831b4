package org.toban.runbook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a POSIX shell script just far enough for lint: the words of its commands, and how each
 * variable stands in them. Quotes, comments, here documents and nested command substitutions are
 * followed; nothing is expanded or run.
 */
public final class ShellScan {
  /** Programs that take no options from a value at this place, or treat one as text. */
  private static final Set<String> TAKE_TEXT =
      Set.of("test", "[", "[[", "echo", "printf", "case", "for", "");

  /** A longer beginning of a word is no assignment. */
  private static final int LONG_NAME = 200;

  /** What is being read: a command line, at the top or inside {@code $( )} or backticks. */
  private static final class Level {
    final char closer;
    boolean doubleQuoted;
    int parentheses;
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord;
    List<ShellCommand.Use> uses = new ArrayList<>();
    String program = "";
    boolean dashes;

    Level(char closer) {
      this.closer = closer;
    }
  }

  private final List<ShellCommand> commands = new ArrayList<>();
  private final Deque<Level> levels = new ArrayDeque<>(List.of(new Level('\0')));
  private boolean singleQuoted;
  private @Nullable String hereDocument;
  private String line = "";
  private int number;
  private int at;
  private int lastBrace;

  private ShellScan() {}

  public static ShellScan of(Written written) {
    String[] texts = written.step().script().split("\n", -1);
    List<Script.Line> lines = new ArrayList<>();
    for (int i = 0; i < Math.min(texts.length, written.lines().size()); i++) {
      lines.add(new Script.Line(texts[i], written.lines().get(i)));
    }
    return of(new Script(lines));
  }

  static ShellScan of(Script script) {
    ShellScan scan = new ShellScan();
    for (Script.Line line : script.lines()) {
      scan.read(line);
    }
    return scan;
  }

  public List<ShellCommand> commands() {
    return List.copyOf(commands);
  }

  /** Whether every quote, substitution and here document is closed at the end. */
  boolean complete() {
    return !singleQuoted
        && levels.size() == 1
        && !levels.getLast().doubleQuoted
        && hereDocument == null;
  }

  private void read(Script.Line next) {
    line = next.text();
    number = next.number();
    at = 0;
    lastBrace = line.lastIndexOf('}');
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
      boolean pipe = c == '|' && !line.startsWith("||", at);
      endCommand(pipe);
      at += line.startsWith("||", at) ? 2 : 1;
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
    int to = ShellCommand.nameEnd(line, from);
    int end = !braced ? to : to <= lastBrace ? line.indexOf('}', to) + 1 : 0;
    int stop = Math.max(end, at + 1);
    if (to > from && stop > from && !Character.isDigit(line.charAt(from))) {
      use(line.substring(at, stop), stop);
    }
    while (at < stop) {
      add(line.charAt(at));
    }
  }

  private void use(String text, int end) {
    Level level = levels.getLast();
    boolean assigned =
        level.words.isEmpty()
            && level.word.length() < LONG_NAME
            && ShellCommand.isAssignment(level.word.toString());
    boolean option = !level.dashes && !TAKE_TEXT.contains(level.program) && level.word.isEmpty();
    ShellCommand.Spot spot =
        option
            ? ShellCommand.Spot.ARGUMENT
            : level.inWord && !level.word.isEmpty()
                ? ShellCommand.Spot.INSIDE
                : ShellCommand.Spot.WORD;
    String following = line.substring(end, Math.min(end + 3, line.length()));
    level.uses.add(
        new ShellCommand.Use(text, level.doubleQuoted || assigned, spot, following, number));
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
    int to = ShellCommand.nameEnd(line, from);
    if (to > from) {
      hereDocument = line.substring(from, to);
    }
    endWord();
    levels.getLast().words.add("<<");
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
      String word = level.word.toString();
      level.words.add(word);
      level.dashes |= word.equals("--");
      if (level.program.isEmpty()
          && !ShellCommand.PREFIXES.contains(word)
          && !ShellCommand.isAssignment(word)) {
        level.program = word;
      }
    }
    level.word = new StringBuilder();
    level.inWord = false;
  }

  private void endCommand() {
    endCommand(false);
  }

  private void endCommand(boolean piped) {
    endWord();
    Level level = levels.getLast();
    if (!level.words.isEmpty()) {
      commands.add(new ShellCommand(List.copyOf(level.words), level.uses, piped, number));
      level.words = new ArrayList<>();
    }
    level.uses = new ArrayList<>();
    level.program = "";
    level.dashes = false;
  }
}
