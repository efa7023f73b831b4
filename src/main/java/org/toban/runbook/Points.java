package org.toban.runbook;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Run;

/** The points of a runbook's lists: what to confirm, whom to call, how it is detected. */
final class Points {
  private final Page page;
  private final String id;
  private final List<String> detection = new ArrayList<>();
  private final List<Runbook.CheckItem> checks = new ArrayList<>();
  private final List<Runbook.Contact> contacts = new ArrayList<>();
  private final Map<Run.Stage, Integer> numbers = new EnumMap<>(Run.Stage.class);
  private int boxes;

  Points(Page page, String id) {
    this.page = page;
    this.id = id;
  }

  /** Takes a list item as what its topic makes of it; false when it is only text. */
  boolean take(Bullet bullet, @Nullable Topic topic) {
    if (topic == Topic.DETECTION) {
      detection.add(bullet.whole());
    } else if (topic == Topic.CONTACTS) {
      Bullet split = bullet.splitAtColon();
      contacts.add(new Runbook.Contact(split.lead(), split.rest(), page.place(bullet.line())));
    } else if (topic == Topic.CHECKS || bullet.task()) {
      boxes++;
      checks.add(
          new Runbook.CheckItem(
              id + "/check/" + boxes,
              bullet.whole(),
              page.place(bullet.line()),
              topic == null ? null : topic.stage()));
    } else {
      return false;
    }
    return true;
  }

  /**
   * An instruction of a stage that no command does: a person confirms it.
   *
   * @param leading the items above it
   */
  void check(Bullet bullet, String leading, Run.Stage stage) {
    int number = numbers.merge(stage, 1, Integer::sum);
    checks.add(
        new Runbook.CheckItem(
            id + "/" + stage.name().toLowerCase(Locale.ROOT) + "/check/" + number,
            leading + bullet.whole(),
            page.place(bullet.line()),
            stage));
  }

  /** Each row of a table is somebody: the role, and who has it. */
  void contacts(TableBlock table) {
    for (Node node : Markdown.below(table)) {
      if (node instanceof TableRow row && !(row.getParent() instanceof TableHead)) {
        List<String> cells = Markdown.children(row).stream().map(Markdown::text).toList();
        String who = String.join(" ", cells.subList(Math.min(1, cells.size()), cells.size()));
        contacts.add(
            new Runbook.Contact(
                cells.isEmpty() ? "" : cells.getFirst(),
                who.strip(),
                page.place(Markdown.line(row))));
      }
    }
  }

  void detected(String condition) {
    detection.add(condition);
  }

  List<String> detection() {
    return detection;
  }

  List<Runbook.CheckItem> checks() {
    return checks;
  }

  List<Runbook.Contact> contacts() {
    return contacts;
  }

  /** Every link of a section. */
  static List<Runbook.Link> links(Section section, Page page) {
    return section
        .all()
        .flatMap(it -> it.blocks().stream())
        .flatMap(it -> Markdown.below(it).stream())
        .filter(Link.class::isInstance)
        .map(Link.class::cast)
        .map(it -> new Runbook.Link(Markdown.text(it), it.getDestination(), page.place(it)))
        .toList();
  }
}
