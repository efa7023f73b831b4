package org.toban.runbook.field;

/** Reads {@code ${…}} and arithmetic, in which a shell computes. */
final class Expansion {
  private final ShellText text;
  private final Found found;
  private final ShellReader reader;

  Expansion(ShellText text, Found found, ShellReader reader) {
    this.text = text;
    this.found = found;
    this.reader = reader;
  }

  /** {@code ${X}} in all its forms. */
  void braces(CommandLine command, boolean quoted) {
    int from = text.startsWith("${#") || text.startsWith("${!") ? 3 : 2;
    String name = text.name(from);
    String rest = text.following(from + name.length());
    String written = "${" + name + "}";
    boolean indirect = text.startsWith("${!");
    if (!name.isEmpty() && !indirect) {
      found.variable(command, name, written, text.fallback(from + name.length()), quoted);
    }
    text.skip(from + name.length());
    boolean computes =
        indirect || rest.startsWith("[") || (rest.startsWith(":") && !rest.matches(":[-=?+].*"));
    if (computes) {
      if (!name.isEmpty()) {
        found.computes(name);
      }
      found.arithmetic++;
    }
    found.nowhere++;
    while (text.more() && text.peek() != '}') {
      char c = text.peek();
      if (c == '"') {
        text.skip(1);
        reader.quoted('"', command, true);
      } else if (c == '\'' && !quoted) {
        reader.singleQuoted(command);
      } else if (c == '$') {
        reader.dollar(command, quoted);
      } else if (c == '`') {
        reader.backticks(command);
      } else if (!found.placeholder(command, Found.NOWHERE)) {
        text.take(c == '\\' ? 2 : 1, command);
      }
    }
    found.nowhere--;
    found.arithmetic -= computes ? 1 : 0;
    text.close();
  }

  /** Up to the two brackets that close it; a bare name there is read as a variable. */
  void arithmetic(CommandLine command) {
    int open = 0;
    found.arithmetic++;
    while (text.more() && !(open == 0 && text.startsWith("))"))) {
      char c = text.peek();
      String name = text.name(0);
      if (!name.isEmpty()) {
        found.computes(name);
        found.assignsInArithmetic(name);
        found.variable(command, name, "$" + name, null, true);
        text.skip(name.length());
      } else if (c == '$') {
        reader.dollar(command, true);
      } else if (c == '"') {
        text.skip(1);
      } else if (!found.placeholder(command, Found.NOWHERE)) {
        open += c == '(' ? 1 : c == ')' ? -1 : 0;
        text.skip(1);
      }
    }
    found.arithmetic--;
    text.close();
    text.close();
  }
}
