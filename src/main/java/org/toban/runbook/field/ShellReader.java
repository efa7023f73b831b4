package org.toban.runbook.field;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Reads a POSIX shell script, with what bash adds, to find where values stand in it: quotes,
 * comments, here-documents and nested substitutions are followed, nothing is expanded or run. A
 * text that it misunderstands is safe all the same: what it puts into the script is the name of a
 * variable and quotes, never a value.
 */
final class ShellReader {
  /** The most placeholders and variables of a script. */
  static final int MOST = 200;

  private static final int DEEPEST = 80;

  private final ShellText text;
  private final Found found;
  private final HereDocuments documents;
  private final Expansion expansion;
  private int depth;

  private ShellReader(String script) {
    text = new ShellText(script);
    found = new Found(text);
    documents = new HereDocuments(text, found, this);
    expansion = new Expansion(text, found, this);
  }

  static Fields read(String script) {
    ShellReader reader = new ShellReader(script);
    reader.commands('\0', null);
    reader.documents.end();
    return Finding.of(script, reader.text, reader.found);
  }

  /** Commands up to the closing character, which is read too; NUL for the end of the text. */
  private void commands(char closer, @Nullable CommandLine outer) {
    if (++depth > DEEPEST) {
      text.giveUp();
    }
    CommandLine command = found.command(outer, new ArrayList<>());
    int cases = 0;
    while (text.more()) {
      char c = text.peek();
      if (command.words.isEmpty() && " \t\n;&|()".indexOf(c) >= 0) {
        cases += command.word().equals("case") ? 1 : command.word().equals("esac") ? -1 : 0;
      }
      if (c == closer && !(c == ')' && cases > 0)) {
        command.endWord();
        text.skip(1);
        depth--;
        return;
      }
      if (command.isEmpty() && text.startsWith("((")) {
        text.skip(2);
        expansion.arithmetic(command);
      } else if ("()\n;&|".indexOf(c) >= 0) {
        command = operator(c, command, outer);
      } else {
        part(c, command);
      }
    }
    if (closer != '\0') {
      text.unclosed();
    }
    command.endWord();
    depth--;
  }

  private CommandLine operator(char c, CommandLine command, @Nullable CommandLine outer) {
    if (c == '&' && text.startsWith("&>")) {
      text.skip(2);
      command.redirect(CommandLine.FILE);
      return command;
    }
    boolean pipe = c == '|' && !text.startsWith("||");
    command.endWord();
    text.skip(1);
    if (c == '(') {
      commands(')', outer);
    } else if (c == '\n') {
      documents.read();
    } else if (text.more() && text.peek() == c && c != ')') {
      text.skip(1);
    }
    return found.command(outer, pipe ? command.pipeline : new ArrayList<>());
  }

  /** A part of a command outside of quotes. */
  private void part(char c, CommandLine command) {
    switch (c) {
      case ' ', '\t', '\r' -> {
        command.endWord();
        text.skip(1);
      }
      case '#' -> {
        if (command.inWord()) {
          text.take(1, command);
        } else {
          text.skipLine();
        }
      }
      case '\\' -> escaped(command);
      case '\'' -> singleQuoted(command);
      case '"' -> {
        command.begin();
        text.skip(1);
        quoted('"', command, true);
      }
      case '`' -> backticks(command);
      case '$' -> dollar(command, false);
      case '<', '>' -> redirection(c, command);
      default -> {
        if (!found.placeholder(command, Found.BARE)) {
          text.take(1, command);
        }
      }
    }
  }

  private void escaped(CommandLine command) {
    if (text.startsWith("\\\n")) {
      text.skip(2);
    } else {
      text.take(2, command);
    }
  }

  private void redirection(char c, CommandLine command) {
    if (text.startsWith("<<<")) {
      text.skip(3);
      command.redirect(CommandLine.INPUT);
    } else if (text.startsWith("<<")) {
      documents.expect(command);
    } else if (text.startsWith("<(") || text.startsWith(">(")) {
      command.begin();
      text.skip(2);
      commands(')', command);
    } else if (c == '>' || !found.placeholder(command, Found.BARE)) {
      text.skip(1);
      while (text.more() && ">&|".indexOf(text.peek()) >= 0) {
        text.skip(1);
      }
      command.redirect(CommandLine.FILE);
    }
  }

  void singleQuoted(CommandLine command) {
    command.begin();
    text.skip(1);
    while (text.more() && text.peek() != '\'') {
      if (!found.placeholder(command, Found.SINGLE)) {
        text.take(1, command);
      }
    }
    text.close();
  }

  private void ansiQuoted(CommandLine command) {
    text.skip(2);
    while (text.more() && text.peek() != '\'') {
      if (!found.placeholder(command, Found.NOWHERE)) {
        text.take(text.peek() == '\\' ? 2 : 1, command);
      }
    }
    text.close();
  }

  /** Double quotes, and the bodies of here-documents, in which they mean nothing. */
  void quoted(char closer, CommandLine command, boolean word) {
    while (text.more() && text.peek() != closer) {
      char c = text.peek();
      if (c == '\\') {
        text.take(2, command);
      } else if (c == '$') {
        dollar(command, true);
      } else if (c == '`') {
        backticks(command);
      } else if (!found.placeholder(command, word ? Found.DOUBLE : Found.DOCUMENT)) {
        text.take(1, command);
      }
    }
    if (word) {
      text.close();
    }
  }

  /** What stands in backticks is read as commands; only placeholders cannot stand there. */
  void backticks(CommandLine command) {
    command.begin();
    text.skip(1);
    int before = found.nowhere;
    found.nowhere++;
    commands('`', command);
    command.add(CommandLine.VALUE);
    found.nowhere = before;
  }

  void dollar(CommandLine command, boolean quoted) {
    command.begin();
    if (++depth > DEEPEST) {
      text.giveUp();
      return;
    }
    expansion(command, quoted);
    depth--;
  }

  private void expansion(CommandLine command, boolean quoted) {
    if (text.startsWith("$((")) {
      text.skip(3);
      expansion.arithmetic(command);
    } else if (text.startsWith("$(")) {
      text.skip(2);
      commands(')', command);
      command.add(CommandLine.VALUE);
    } else if (text.startsWith("${")) {
      expansion.braces(command, quoted);
    } else if (!quoted && text.startsWith("$'")) {
      ansiQuoted(command);
    } else {
      String name = text.name(1);
      if (name.isEmpty()) {
        text.take(text.startsWith("$\"") || text.startsWith("$\\") ? 1 : 2, command);
      } else {
        found.variable(command, name, "$" + name, null, quoted);
        text.skip(1 + name.length());
      }
    }
  }
}
