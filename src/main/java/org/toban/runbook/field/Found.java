package org.toban.runbook.field;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has been found so far in a script, and the script with references in it. */
final class Found {
  /** How a reference is written at a place; the name of the variable stands for the dollar. */
  static final String BARE = "\"$\"";

  static final String SINGLE = "'\"$\"'";
  static final String DOUBLE = "${}";
  static final String DOCUMENT = "${} ";
  static final String NOWHERE = "";

  /** The most uses that are followed. */
  private static final int MOST = 2_000;

  private final ShellText text;
  private final StringBuilder out = new StringBuilder();
  private final Map<String, String> variables = new HashMap<>();
  private int copied;

  final List<Use> uses = new ArrayList<>();
  final List<CommandLine> commands = new ArrayList<>();

  /** Names that arithmetic reads, and those that it sets. */
  final Set<String> computed = new HashSet<>();

  final Set<String> assigned = new HashSet<>();

  /** Above zero inside of what no value can be put into. */
  int nowhere;

  /** Above zero inside of arithmetic. */
  int arithmetic;

  Found(ShellText text) {
    this.text = text;
  }

  CommandLine command(@Nullable CommandLine outer, List<CommandLine> pipeline) {
    CommandLine command = new CommandLine(outer, pipeline);
    commands.add(command);
    return command;
  }

  void computes(String name) {
    computed.add(name);
  }

  /** Keeps the name when arithmetic sets it here. */
  void assignsInArithmetic(String name) {
    String before = text.between(Math.max(0, text.at() - 2), text.at());
    String after = text.following(name.length()).strip();
    if (before.equals("++")
        || before.equals("--")
        || after.matches("(?:\\+\\+|--|(?:[-+*/%&|^]|<<|>>)?=(?!=)).*")) {
      assigned.add(name);
    }
  }

  void variable(
      CommandLine command, String name, String written, @Nullable String fallback, boolean quoted) {
    Fields.Why why = arithmetic > 0 ? Fields.Why.ARITHMETIC : null;
    use(command, name, written, null, fallback, quoted, why);
  }

  /** Reads the placeholder that begins here, and puts the reference in its place. */
  boolean placeholder(CommandLine command, String form) {
    char c = text.peek();
    if (c != '<' && c != '{' && c != '[') {
      return false;
    }
    Placeholder found = text.placeholder(!form.equals(BARE));
    if (found == null) {
      return false;
    }
    Fields.Why why =
        arithmetic > 0
            ? Fields.Why.ARITHMETIC
            : form.isEmpty() || nowhere > 0 ? Fields.Why.PLACE : null;
    String name = variableOf(found);
    use(command, name, found.written(), found, null, true, why);
    if (why == null) {
      out.append(text.between(copied, text.at())).append(reference(form, name));
      copied = text.at() + found.written().length();
    }
    text.skip(found.written().length());
    return true;
  }

  private static String reference(String form, String name) {
    return form.startsWith("${") ? "${" + name + "}" : form.replace("$", "$" + name);
  }

  private String variableOf(Placeholder found) {
    String name = Names.of(found.name());
    boolean plain = name.chars().allMatch(c -> CommandLine.isNamePart((char) c));
    return variables.computeIfAbsent(
        name,
        it ->
            "TOBAN_FIELD_"
                + (plain ? it.toUpperCase(Locale.ROOT) : String.valueOf(variables.size() + 1)));
  }

  private void use(
      CommandLine command,
      String variable,
      String written,
      @Nullable Placeholder placeholder,
      @Nullable String fallback,
      boolean quoted,
      Fields.@Nullable Why why) {
    int index = text.isIn(command) ? CommandLine.INPUT : command.index();
    List<String> sets = command.sets();
    boolean kept =
        quoted || (placeholder == null && !CommandLine.assigned(command.word()).isEmpty());
    uses.add(
        new Use(
            variable,
            written,
            placeholder,
            fallback,
            command,
            index,
            command.word(),
            kept,
            text.line(),
            why,
            sets));
    command.add(CommandLine.VALUE);
    if (uses.size() > MOST) {
      text.giveUp();
    }
  }

  /** The script with references in the places of placeholders. */
  String rewritten() {
    return out + text.between(copied, Integer.MAX_VALUE);
  }
}
