package org.toban.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/**
 * Reads a team's Markdown files into one {@link Library}; what it cannot read becomes a problem.
 */
public final class RunbookReader {
  /** The largest file that is read, in characters. */
  public static final int LARGEST = 1 << 20;

  private RunbookReader() {}

  /**
   * A library, and what was seen in each file that could be parsed, in their order.
   *
   * @param looks one for each such file
   */
  public record Reading<T>(Library library, List<T> looks) {
    public Reading {
      looks = List.copyOf(looks);
    }
  }

  /** Reads all files, in this order; where two say different things, the first wins. */
  public static Library read(List<MarkdownFile> files) {
    return read(files, Cores.one(), Leaf::file).library();
  }

  /** Reads all files, and looks closer at each while it is parsed. */
  public static <T> Reading<T> read(List<MarkdownFile> files, Cores cores, Function<Leaf, T> look) {
    Gathering all = new Gathering();
    List<T> looks = new ArrayList<>();
    for (Part<T> part : cores.each(files, file -> Part.of(file, look))) {
      if (!all.take(part.found)) {
        gather(part.file, all); // an id is taken: it depends on the files before
        all.scripts.clear();
      }
      if (part.look != null) {
        looks.add(part.look);
      }
    }
    return new Reading<>(all.library(), looks);
  }

  /** One file by itself. */
  private record Part<T>(MarkdownFile file, Gathering found, @Nullable T look) {
    static <T> Part<T> of(MarkdownFile file, Function<Leaf, T> look) {
      Gathering found = new Gathering();
      Leaf leaf = gather(file, found);
      T seen = leaf == null ? null : look.apply(leaf);
      found.scripts.clear();
      return new Part<>(file, found, seen);
    }
  }

  private static @Nullable Leaf gather(MarkdownFile given, Gathering found) {
    Place place = new Place(given.name(), 1);
    String text = given.text().startsWith("\uFEFF") ? given.text().substring(1) : given.text();
    if (text.length() > LARGEST) {
      found.problem(place, Flaw.TOO_LARGE);
      return null;
    }
    if (text.indexOf('\0') >= 0) {
      found.problem(place, Flaw.NOT_TEXT);
      return null;
    }
    MarkdownFile file = new MarkdownFile(given.name(), text, given.revision());
    Node document;
    try {
      document = Markdown.parse(text);
    } catch (RuntimeException refused) {
      // The parser has limits of its own against hostile input, and throws where it meets one.
      found.problem(place, Flaw.UNREADABLE, String.valueOf(refused.getMessage()));
      return null;
    }
    Section root = Section.of(document);
    Page page = new Page(file, document, root, Anchors.of(root), FrontMatter.of(document), found);
    page.tables();
    page.sections();
    page.runbooks();
    return new Leaf(file, document, found.scripts);
  }
}
