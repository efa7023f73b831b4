package org.toban.runbook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/**
 * A heading with the blocks below it and its subsections. The whole file is the section of level 0.
 *
 * @param line of the heading, counted from 1
 * @param heading the document, of the whole file
 * @param blocks what stands between the heading and the next one of any level
 */
record Section(
    int level, String title, int line, Node heading, List<Node> blocks, List<Section> parts) {

  static Section of(Node document) {
    Section file = new Section(0, "", 1, document, new ArrayList<>(), new ArrayList<>());
    Deque<Section> open = new ArrayDeque<>(List.of(file));
    for (Node block : Markdown.children(document)) {
      if (block instanceof Heading heading) {
        while (open.getLast().level >= heading.getLevel()) {
          open.removeLast();
        }
        Section section =
            new Section(
                heading.getLevel(),
                Markdown.text(heading),
                Markdown.line(heading),
                heading,
                new ArrayList<>(),
                new ArrayList<>());
        open.getLast().parts.add(section);
        open.addLast(section);
      } else {
        open.getLast().blocks.add(block);
      }
    }
    return file;
  }

  Optional<Topic> topic() {
    return Topic.of(Names.withoutAnchor(title));
  }

  /** This section and all below it, in reading order; headings nest six deep at most. */
  Stream<Section> all() {
    return Stream.concat(Stream.of(this), parts.stream().flatMap(Section::all));
  }

  boolean holdsStages() {
    return parts.stream().anyMatch(Section::isStage);
  }

  private boolean isStage() {
    return topic().filter(it -> it.stage() != null).isPresent();
  }

  /** Whether a stage below it is named by a word that ordinary pages do not use for theirs. */
  boolean holdsCertainStages() {
    return parts.stream().anyMatch(it -> it.isStage() && !Topic.isCommonWord(it.title));
  }

  /** This section, the first of a file, with the parts that stand beside it. */
  Section heading(Section file) {
    List<Node> all = new ArrayList<>(file.blocks);
    all.addAll(blocks);
    List<Section> below = new ArrayList<>(parts);
    file.parts.stream().skip(1).forEach(below::add);
    return new Section(level, title, line, heading, all, below);
  }
}
