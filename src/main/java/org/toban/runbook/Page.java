package org.toban.runbook;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.BulletList;
import org.commonmark.node.Node;

/** One parsed file: finds in it what belongs to the library. */
record Page(
    MarkdownFile file,
    Node document,
    Section root,
    Anchors anchors,
    FrontMatter frontMatter,
    Gathering found) {

  /** Pages about the other pages: common words in their headings make no runbook of them. */
  private static final Set<String> ABOUT =
      Set.of(
          "readme",
          "index",
          "contributing",
          "summary",
          "changelog",
          "template",
          "home",
          "glossary");

  Place place(int line) {
    return new Place(file.name(), line);
  }

  Place place(Node node) {
    return place(Markdown.line(node));
  }

  void tables() {
    for (Node node : Markdown.below(document)) {
      if (node instanceof TableBlock table) {
        PolicyTable.read(table, this);
      }
    }
  }

  /** Categories, host settings, diagrams and periodic reviews. */
  void sections() {
    Settings settings = new Settings(this);
    settings.read(root, false);
    root.all()
        .filter(it -> it.topic().equals(Optional.of(Topic.CATEGORIES)))
        .forEach(this::categories);
    root.all().filter(it -> it.topic().equals(Optional.of(Topic.REVIEWS))).forEach(this::cadence);
  }

  private void categories(Section section) {
    for (Section part : section.parts()) {
      SeverityWords.read(part.title())
          .ifPresent(severity ->
              bullets(part)
                  .forEach(it ->
                      found.categories.add(
                          new Library.Category(it.lead(), severity, it.rest(), place(it.line())))));
    }
  }

  private void cadence(Section section) {
    for (Bullet bullet : bullets(section)) {
      Cadences.period(bullet.lead())
          .ifPresent(period ->
              found.cadence.add(new Library.Cadence(period, bullet.rest(), place(bullet.line()))));
    }
  }

  private static List<Bullet> bullets(Section section) {
    List<Node> lists = section.blocks().stream().filter(BulletList.class::isInstance).toList();
    return Bullet.in(lists).stream()
        .map(Bullet::splitAtColon)
        .map(it -> it.lead().isEmpty() ? new Bullet(it.rest(), "", it.task(), it.line()) : it)
        .filter(it -> !it.lead().isEmpty())
        .toList();
  }

  /**
   * The runbooks of this file: sections {@code Alert: NAME}, sections whose subsections are stages,
   * or the whole file when its front matter names alerts, or when its text names stages in bold.
   */
  void runbooks() {
    List<Section> own = new ArrayList<>();
    find(root, root, own);
    boolean stages = own.isEmpty() && !isAbout() && Stages.inBold(titled());
    if (own.isEmpty() && (!frontMatter.isEmpty() || stages)) {
      own.add(titled());
    }
    boolean whole =
        own.size() == 1 && (own.getFirst().level() <= 1 || stages || !frontMatter.isEmpty());
    Cutting cutting = new Cutting(file.text().lines().toList(), root.all().toList());
    for (Section section : own) {
      String text = cutting.text(section);
      found.runbooks.add(new RunbookSection(this, section, whole).read(text));
    }
  }

  private void find(Section section, Section above, List<Section> own) {
    boolean stages = isAbout() ? section.holdsCertainStages() : section.holdsStages();
    if (Names.alert(section.title()).isPresent() || stages) {
      boolean plain = section.level() > 1 && Names.saysOnlyRunbook(section.title());
      own.add(section.level() == 0 ? titled() : plain && above.level() > 0 ? above : section);
    } else {
      section.parts().forEach(part -> find(part, section, own));
    }
  }

  /** Whether this page speaks of the others, by its name. */
  private boolean isAbout() {
    String path = file.name().toLowerCase(Locale.ROOT);
    String last = path.substring(path.lastIndexOf('/') + 1);
    int dot = last.lastIndexOf('.');
    return ABOUT.contains(Key.of(dot < 0 ? last : last.substring(0, dot)));
  }

  /**
   * The section of the file's first-level heading with all that stands beside it, else the file.
   */
  private Section titled() {
    if (root.parts().isEmpty()) {
      return root;
    }
    Section first = root.parts().getFirst();
    boolean titles = first.level() == 1 && first.topic().isEmpty();
    boolean alone = root.parts().size() == 1;
    return titles && (alone || !root.holdsStages() || first.parts().isEmpty())
        ? alone ? first : first.heading(root)
        : root;
  }

  /** Cuts the Markdown of a section out of its file. */
  private static final class Cutting {
    private final List<String> lines;
    private final List<Section> all;
    private final IdentityHashMap<Section, Integer> places = new IdentityHashMap<>();

    Cutting(List<String> lines, List<Section> all) {
      this.lines = lines;
      this.all = all;
      for (int i = 0; i < all.size(); i++) {
        places.put(all.get(i), i);
      }
    }

    /** From its heading to the next that is not below it; the whole file is cut to its end. */
    String text(Section section) {
      int from = section.level() == 0 ? 1 : section.line();
      int at = places.getOrDefault(section, 0);
      int to = Integer.MAX_VALUE;
      for (int i = at + 1; at > 0 && i < all.size() && to == Integer.MAX_VALUE; i++) {
        to = all.get(i).level() <= section.level() ? all.get(i).line() : to;
      }
      int end = Math.max(from - 1, Math.min(to - 1, lines.size()));
      return String.join("\n", lines.subList(from - 1, end));
    }
  }
}
