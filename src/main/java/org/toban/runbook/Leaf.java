package org.toban.runbook;

import java.util.List;
import org.commonmark.node.Node;

/**
 * One parsed file, for those who look closer than a library does. The tree is large: take from it
 * what is needed and let go of it.
 *
 * @param scripts of its steps that are shell
 */
public record Leaf(MarkdownFile file, Node document, List<Written> scripts) {
  public Leaf {
    scripts = List.copyOf(scripts);
  }

  public Place place(Node node) {
    return new Place(file.name(), Markdown.line(node));
  }
}
