package org.toban.runbook.field;

import java.util.ArrayList;
import java.util.List;

/** Here-documents: announced in a command, they stand on the lines after it. */
final class HereDocuments {
  private final ShellText text;
  private final Found found;
  private final ShellReader reader;
  private final List<HereDocument> waiting = new ArrayList<>();

  private record HereDocument(String end, boolean tabs, boolean quoted, CommandLine command) {}

  HereDocuments(ShellText text, Found found, ShellReader reader) {
    this.text = text;
    this.found = found;
    this.reader = reader;
  }

  /** At the end of the script none may be waited for. */
  void end() {
    if (!waiting.isEmpty()) {
      text.unclosed();
    }
  }

  void expect(CommandLine command) {
    boolean tabs = text.startsWith("<<-");
    command.endWord();
    text.skip(tabs ? 3 : 2);
    text.skipBlanks();
    String word = text.delimiter();
    String end = word.replaceAll("[\\\\'\"]", "");
    waiting.add(new HereDocument(end, tabs, !word.equals(end), command));
  }

  void read() {
    List<HereDocument> all = List.copyOf(waiting);
    waiting.clear();
    for (HereDocument it : all) {
      int end = text.beginDocument(it.end, it.tabs, it.command);
      if (it.quoted) {
        while (text.more()) {
          if (!found.placeholder(it.command, Found.NOWHERE)) {
            text.skip(1);
          }
        }
      } else {
        reader.quoted('\0', it.command, false);
      }
      text.endDocument(end);
    }
  }
}
