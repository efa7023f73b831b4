package org.toban.runbook.field;

import org.jspecify.annotations.Nullable;

/** A script, and the place up to which it is read. */
final class ShellText {
  private final String script;
  private int at;
  private int end;
  private int line = 1;
  private int counted;
  private @Nullable CommandLine document;

  private boolean unclosed;
  private boolean givenUp;

  ShellText(String script) {
    this.script = script;
    this.end = script.length();
  }

  boolean more() {
    return at < end && !givenUp;
  }

  char peek() {
    return script.charAt(at);
  }

  boolean startsWith(String text) {
    return at + text.length() <= end && script.startsWith(text, at);
  }

  void skip(int count) {
    at = Math.min(end, at + count);
  }

  void take(int count, CommandLine command) {
    int to = Math.min(end, at + count);
    command.add(script, at, to);
    at = to;
  }

  void skipLine() {
    int to = script.indexOf('\n', at);
    at = to < 0 || to > end ? end : to;
  }

  void skipBlanks() {
    while (more() && (peek() == ' ' || peek() == '\t')) {
      at++;
    }
  }

  /** The closing character of a quote or a bracket. */
  void close() {
    if (more()) {
      at++;
    } else {
      unclosed();
    }
  }

  void unclosed() {
    unclosed = true;
  }

  boolean isGivenUp() {
    return givenUp;
  }

  boolean isUnclosed() {
    return unclosed;
  }

  /** The rest is not read: what stands there is not known. */
  void giveUp() {
    unclosed();
    givenUp = true;
  }

  /** The name of a variable so many characters on; also one of a digit or a special one is none. */
  String name(int offset) {
    int from = Math.min(end, at + offset);
    int to = from;
    while (to < end && CommandLine.isNamePart(script.charAt(to))) {
      to++;
    }
    boolean digit = to > from && Character.isDigit(script.charAt(from));
    return digit ? "" : script.substring(from, to);
  }

  /** A few characters from there on. */
  String following(int offset) {
    int from = Math.min(end, at + offset);
    return script.substring(from, Math.min(end, from + 4)).replace('\n', ' ');
  }

  /** What {@code ${X:-fallback}} takes instead, {@code ""} when that is computed; null: none. */
  @Nullable String fallback(int offset) {
    String form = following(offset);
    int sign = form.startsWith(":") ? 1 : 0;
    if (form.length() <= sign || "-=+".indexOf(form.charAt(sign)) < 0) {
      return null;
    }
    int from = Math.min(end, at + offset + sign + 1);
    int to = from;
    while (to < end && "}$`\"'\\\n".indexOf(script.charAt(to)) < 0) {
      to++;
    }
    boolean plain = to < end && script.charAt(to) == '}' && form.charAt(sign) != '+';
    return plain ? script.substring(from, to) : "";
  }

  /** The word that ends a here-document, with its quotes. */
  String delimiter() {
    int from = at;
    while (more() && " \t\n;&|<>()".indexOf(peek()) < 0) {
      at++;
    }
    return script.substring(from, at);
  }

  /** Reads only up to the line that ends a here-document; the end of what was read before. */
  int beginDocument(String closing, boolean tabs, CommandLine command) {
    document = command;
    int before = end;
    int from = at;
    while (from < before) {
      int next = script.indexOf('\n', from);
      int to = next < 0 || next > before ? before : next;
      String text = script.substring(from, to);
      if ((tabs ? text.replaceFirst("^\t+", "") : text).equals(closing)) {
        end = from;
        return before;
      }
      from = to + 1;
    }
    unclosed();
    return before;
  }

  void endDocument(int before) {
    boolean closed = end < before;
    at = end;
    end = before;
    document = null;
    if (closed) {
      skipLine();
      skip(1);
    }
  }

  boolean isIn(CommandLine command) {
    return command.equals(document);
  }

  int at() {
    return at;
  }

  /** The placeholder that begins here, or null. */
  @Nullable Placeholder placeholder(boolean quoted) {
    return Placeholder.at(script, at, end, quoted);
  }

  String between(int from, int to) {
    return script.substring(from, Math.min(to, script.length()));
  }

  /** Of the file, counted from 1. */
  int line() {
    for (; counted < at; counted++) {
      line += script.charAt(counted) == '\n' ? 1 : 0;
    }
    return line;
  }
}
