package org.toban.runbook.field;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One simple command while it is read: its words, in which {@link #VALUE} stands for a value. */
final class CommandLine {
  static final String VALUE = "\0";

  /** Where a word stands that is no argument: the name of a file, or what is read as input. */
  static final int FILE = -1;

  static final int INPUT = -2;

  private static final int BEGINNING = 256;

  /** The command whose word this one's substitution belongs to. */
  final @Nullable CommandLine outer;

  /** Of the word of the outer command. */
  final int outerIndex;

  final String outerBefore;

  final List<String> words = new ArrayList<>();

  /** Commands whose output this one reads come before it here. */
  final List<CommandLine> pipeline;

  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int target;

  CommandLine(@Nullable CommandLine outer, List<CommandLine> pipeline) {
    this.outer = outer;
    this.outerIndex = outer == null ? 0 : outer.index();
    this.outerBefore = outer == null ? "" : outer.word();
    this.pipeline = pipeline;
    pipeline.add(this);
  }

  boolean inWord() {
    return inWord;
  }

  boolean isEmpty() {
    return words.isEmpty() && !inWord;
  }

  /** What the current word has so far, but not more of it than anybody asks about. */
  String word() {
    return word.substring(0, Math.min(word.length(), BEGINNING));
  }

  void begin() {
    inWord = true;
  }

  void add(String text) {
    inWord = true;
    word.append(text);
  }

  /** The next word is a file, no argument. */
  void redirect(int place) {
    endWord();
    target = place;
  }

  /** Of the current word; {@link #FILE} or {@link #INPUT} when it is no argument. */
  int index() {
    return target == 0 ? words.size() : target;
  }

  void add(CharSequence text, int from, int to) {
    inWord = true;
    word.append(text, from, to);
  }

  void endWord() {
    if (inWord) {
      if (target == 0) {
        words.add(word.toString());
      }
      target = 0;
    }
    word.setLength(0);
    inWord = false;
  }

  /** The variables that the current word, or a word around this command, sets. */
  List<String> sets() {
    List<String> names = new ArrayList<>();
    for (CommandLine it = this; it != null; it = it.outer) {
      String name = assigned(it.word());
      if (!name.isEmpty()) {
        names.add(name);
      }
      if (it.words.size() > 1
          && (it.words.getFirst().equals("for") || it.words.getFirst().equals("select"))) {
        names.add(it.words.get(1));
      }
    }
    return names;
  }

  /** The variable that a word sets, empty when it is no assignment. */
  static String assigned(String word) {
    int equals = word.indexOf('=');
    int end = equals > 0 && word.charAt(equals - 1) == '+' ? equals - 1 : equals;
    if (end <= 0 || Character.isDigit(word.charAt(0))) {
      return "";
    }
    for (int i = 0; i < end; i++) {
      if (!isNamePart(word.charAt(i))) {
        return "";
      }
    }
    return word.substring(0, end);
  }

  static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
