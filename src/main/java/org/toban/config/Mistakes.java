package org.toban.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;
import org.toban.saying.Saying;

/** Gathers everything that is wrong in one file, so that a person sees it all at once. */
final class Mistakes {
  private final Path file;
  private final List<Mistake> found = new ArrayList<>();

  Mistakes(Path file) {
    this.file = file;
  }

  void add(Node at, Saying told) {
    at.getStartMark()
        .ifPresentOrElse(
            mark -> add(mark.getLine() + 1, mark.getColumn() + 1, told), () -> add(1, 1, told));
  }

  void add(int line, int column, Saying told) {
    found.add(new Mistake(file, line, column, told));
  }

  /** In the order of the file. */
  List<Mistake> all() {
    return found.stream()
        .sorted(java.util.Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column))
        .toList();
  }
}
