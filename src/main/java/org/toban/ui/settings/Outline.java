package org.toban.ui.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.config.Key;
import org.toban.config.edit.Tree;
import org.toban.config.edit.Way;

/** What a form of a part has, line by line: the table of keys over what the file says. */
final class Outline {
  /**
   * One line.
   *
   * @param depth how deep it is in sections
   */
  sealed interface Line {
    Way way();

    int depth();
  }

  /** A key with one value, or with several words. */
  record Field(Way way, int depth, Key key) implements Line {}

  /** A section or a list of them, which can be folded. */
  record Heading(Way way, int depth, Key key, boolean open) implements Line {}

  /** One of a list, or of several with free names. */
  record Entry(Way way, int depth) implements Line {}

  /** Where another one can be added; by a name when the section has free names. */
  record Adder(Way way, int depth, boolean named) implements Line {}

  private final Tree tree;
  private final Map<Way, Boolean> folds;
  private final Set<Way> begun;
  private final List<Line> lines = new ArrayList<>();

  private Outline(Tree tree, Map<Way, Boolean> folds, Set<Way> begun) {
    this.tree = tree;
    this.folds = folds;
    this.begun = begun;
  }

  /**
   * The lines.
   *
   * @param folds what the person opened (true) or folded; the rest is open when it is written
   * @param begun entries that were added and have no value yet
   */
  static List<Line> of(Part part, Tree tree, Map<Way, Boolean> folds, Set<Way> begun) {
    Outline outline = new Outline(tree, folds, begun);
    for (Key key : Key.in("")) {
      if (part.keys().contains(key.name())) {
        outline.key(key, Way.of(key.name()), 0);
      }
    }
    return List.copyOf(outline.lines);
  }

  private void section(String path, Way way, int depth) {
    for (Key key : Key.in(path)) {
      if (key.name().equals("*")) {
        named(key, way, depth);
      } else {
        key(key, way.name(key.name()), depth);
      }
    }
  }

  private void key(Key key, Way way, int depth) {
    switch (key.kind()) {
      case SECTION -> {
        if (heading(key, way, depth)) {
          section(key.path(), way, depth + 1);
        }
      }
      case LIST -> {
        if (heading(key, way, depth)) {
          list(key.path() + "[]", way, depth);
        }
      }
      case SECTIONS -> {
        if (heading(key, way, depth)) {
          if (tree.at(way) instanceof Tree.Items) {
            list(key.path(), way, depth);
          } else {
            section(key.path(), way, depth + 1);
          }
        }
      }
      default -> lines.add(new Field(way, depth, key));
    }
  }

  private boolean heading(Key key, Way way, int depth) {
    boolean written = tree.at(way) != null && !key.name().equals("http");
    boolean open = folds.getOrDefault(way, depth == 0 || written);
    lines.add(new Heading(way, depth, key, open));
    return open;
  }

  private void list(String path, Way way, int depth) {
    int many = tree.at(way) instanceof Tree.Items it ? it.all().size() : 0;
    for (int i = 0; i <= many; i++) {
      Way item = way.item(i);
      if (i < many || begun.contains(item)) {
        lines.add(new Entry(item, depth + 1));
        section(path, item, depth + 2);
      }
    }
    lines.add(new Adder(way, depth + 1, false));
  }

  private void named(Key key, Way way, int depth) {
    List<Way> ways = new ArrayList<>();
    if (tree.at(way) instanceof Tree.Fields it) {
      it.all().keySet().forEach(name -> ways.add(way.name(name)));
    }
    begun.stream()
        .filter(it -> it.parent().equals(way) && !ways.contains(it))
        .sorted(java.util.Comparator.comparing(Way::toString))
        .forEach(ways::add);
    for (Way one : ways) {
      if (key.kind() == Key.Kind.SECTION) {
        lines.add(new Entry(one, depth));
        section(key.path(), one, depth + 1);
      } else {
        lines.add(new Field(one, depth, key));
      }
    }
    lines.add(new Adder(way, depth, true));
  }

  /** What an entry is called: its name, or the first words in it. */
  static String title(Tree tree, Way way) {
    if (way.last() instanceof Way.Name name) {
      return name.text();
    }
    Tree at = tree.at(way);
    String word = word(tree.at(way.name("name")));
    if (word == null && at instanceof Tree.Fields it) {
      word =
          it.all().values().stream()
              .map(Outline::word)
              .filter(x -> x != null)
              .findFirst()
              .orElse(null);
    }
    return word == null ? "" : word;
  }

  private static @Nullable String word(@Nullable Tree tree) {
    return switch (tree) {
      case Tree.Word it -> it.text();
      case Tree.Items it when !it.all().isEmpty() -> word(it.all().getFirst());
      case null, default -> null;
    };
  }
}
