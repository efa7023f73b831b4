package org.toban.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.BulletList;
import org.commonmark.node.Node;

/** One parsed file: finds in it what belongs to the library. */
record Page(
    MarkdownFile file, Node document, Section root, FrontMatter frontMatter, Gathering found) {

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
   * or the whole file when its front matter names alerts.
   */
  void runbooks() {
    List<Section> own = new ArrayList<>();
    find(root, own);
    if (own.isEmpty() && !frontMatter.isEmpty()) {
      own.add(titled());
    }
    boolean whole = own.size() == 1 && (own.getFirst().level() <= 1 || !frontMatter.isEmpty());
    for (Section section : own) {
      found.runbooks.add(new RunbookSection(this, section, whole).read());
    }
  }

  private void find(Section section, List<Section> own) {
    if (RunbookSection.alertName(section.title()).isPresent() || section.holdsStages()) {
      own.add(section.level() == 0 ? titled() : section);
    } else {
      section.parts().forEach(part -> find(part, own));
    }
  }

  /** The section of the file's only first-level heading, else the whole file. */
  private Section titled() {
    boolean one = root.parts().size() == 1 && root.parts().getFirst().level() == 1;
    return one ? root.parts().getFirst() : root;
  }
}
