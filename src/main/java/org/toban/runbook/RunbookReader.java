package org.toban.runbook;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.node.Node;

/**
 * Reads a team's Markdown files into one {@link Library}; what it cannot read becomes a problem.
 */
public final class RunbookReader {
  /** The largest file that is read, in characters. */
  static final int LARGEST = 1 << 20;

  private RunbookReader() {}

  /** Reads all files, in this order; where two say different things, the first wins. */
  public static Library read(List<MarkdownFile> files) {
    Gathering found = new Gathering();
    Set<String> names = new HashSet<>();
    files.forEach(file -> names.add(file.name()));
    for (MarkdownFile file : files) {
      read(file, Collections.unmodifiableSet(names), found);
    }
    return found.library();
  }

  private static void read(MarkdownFile file, Set<String> names, Gathering found) {
    Place place = new Place(file.name(), 1);
    String text = file.text().startsWith("\uFEFF") ? file.text().substring(1) : file.text();
    if (text.length() > LARGEST) {
      found.problem(
          place,
          Problem.Level.ERROR,
          "too-large",
          "the file has more than 1 MB and was not read; keep runbooks as text, one file for each alert");
    } else if (text.indexOf('\0') >= 0) {
      found.problem(
          place,
          Problem.Level.ERROR,
          "not-text",
          "the file is not text (it has NUL characters) and was not read; save it as UTF-8 Markdown");
    } else {
      parse(new MarkdownFile(file.name(), text, file.revision()), names, found);
    }
  }

  private static void parse(MarkdownFile file, Set<String> names, Gathering found) {
    Node document;
    try {
      document = Markdown.parse(file.text());
    } catch (RuntimeException refused) {
      // The parser has limits of its own against hostile input, and throws where it meets one.
      found.problem(
          new Place(file.name(), 1),
          Problem.Level.ERROR,
          "unreadable",
          "the file cannot be read as Markdown: " + refused.getMessage());
      return;
    }
    Section root = Section.of(document);
    Page page = new Page(file, document, root, Anchors.of(root), FrontMatter.of(document), found);
    page.tables();
    page.sections();
    page.runbooks();
    page.hazards(names);
  }
}
