package org.toban.runbook;

import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Run;

/** Reads one section (or file) into a runbook, block by block, with the topic of the place. */
final class RunbookSection {
  private final Page page;
  private final Section section;
  private final boolean wholeFile;
  private final String title;
  private final String id;
  private final StepReader steps;
  private final Telling telling = new Telling();
  private final Points points;

  /** What stands right above the block to come: a list item, or the only heading over it. */
  private String above = "";

  /** The items above in a list of lists, each with a colon behind. */
  private String leading = "";

  /**
   * Prepares to read.
   *
   * @param wholeFile whether the file has this one runbook only, so that its name and front matter
   *     speak of it
   */
  RunbookSection(Page page, Section section, boolean wholeFile) {
    this.page = page;
    this.section = section;
    this.wholeFile = wholeFile;
    String heading = Names.heading(section, page, wholeFile);
    this.title = Names.title(heading);
    boolean named = wholeFile && Names.alert(heading).isEmpty();
    this.id = page.found().newId(named ? page.file().slug() : title);
    this.steps = new StepReader(page, id);
    this.points = new Points(page, id);
  }

  /**
   * Reads the section.
   *
   * @param text its Markdown
   */
  Runbook read(String text) {
    blocks(section.blocks(), Topic.OVERVIEW);
    section.parts().forEach(part -> part(part, null));
    return new Runbook(
        id,
        title,
        Names.of(title, page, wholeFile),
        page.place(section.line()),
        telling.prose(),
        points.detection(),
        steps.steps(),
        points.checks(),
        points.contacts(),
        Points.links(section, page),
        telling.guidance(),
        new Runbook.Source(text, page.file().revision(), page.anchors().in(section)));
  }

  /** Whether a text is something to fill in, such as {@code [担当者名]}. */
  static boolean isPlaceholder(String text) {
    return text.length() > 2 && text.startsWith("[") && text.endsWith("]");
  }

  private void part(Section part, @Nullable Topic over) {
    Topic own = part.topic().orElse(null);
    Topic topic = own != null ? own : over;
    boolean told = topic == null && !Names.saysOnlyRunbook(part.title());
    if (told || topic == Topic.IMPACT) {
      telling.add(topic, "**" + part.title() + "**");
    } else if (own == null && topic != null) {
      beneath(part, topic);
    }
    blocks(part.blocks(), topic);
    above = "";
    Topic inherited = topic != null && topic.stage() != null ? topic : null;
    part.parts().forEach(below -> part(below, inherited));
  }

  /** A heading of no topic inside a stage is the title of its only command, else it is told. */
  private void beneath(Section part, Topic topic) {
    long code = part.blocks().stream().filter(it -> Fence.in(it) != null).count();
    boolean text = part.blocks().stream().anyMatch(it -> Fence.in(it) == null);
    if (code == 1) {
      above = part.title();
    }
    if (text || code == 0) {
      telling.add(topic, "**" + part.title() + "**");
    }
  }

  /** Reads a block and returns the topic of what follows it. */
  private @Nullable Topic block(Node block, @Nullable Topic topic) {
    Fence code = Fence.in(block);
    boolean plain = topic == null || topic.stage() == null;
    if (code != null && !(block instanceof Paragraph && plain)) {
      if (steps.read(code, plain || topic == null ? null : topic.stage(), above)
          && !above.isBlank()) {
        telling.add(topic, "- " + above); // the block has a title of its own
      }
      return topic;
    }
    return switch (block) {
      case ListBlock list -> list(list, topic);
      case BlockQuote quote -> blocks(Markdown.children(quote), topic);
      case Paragraph paragraph -> paragraph(paragraph, topic);
      case TableBlock table when PolicyTable.isOne(table, page) -> topic;
      case TableBlock table when topic == Topic.CONTACTS -> {
        points.contacts(table);
        yield topic;
      }
      case TableBlock table -> {
        telling.add(topic, Markdown.source(table, page.file().text()));
        yield topic;
      }
      default -> topic;
    };
  }

  private @Nullable Topic blocks(List<Node> blocks, @Nullable Topic topic) {
    Topic current = topic;
    for (Node block : blocks) {
      current = block(block, current);
      // what a list's last item leaves open belongs to the block right below it, and to no other
      if (Fence.in(block) != null) {
        above = "";
      }
    }
    return current;
  }

  private @Nullable Topic list(ListBlock list, @Nullable Topic topic) {
    Topic current = topic;
    for (Node node : Markdown.children(list)) {
      if (node instanceof ListItem item) {
        current = item(item, topic, current);
      }
    }
    return current;
  }

  /** A list item: a stage when its bold beginning names one, else a point of the topic. */
  private @Nullable Topic item(ListItem item, @Nullable Topic topic, @Nullable Topic before) {
    Bullet bullet = Bullet.of(item);
    Optional<Topic> stage = Topic.of(bullet.lead()).filter(it -> it.stage() != null);
    boolean pointed = topic == Topic.CONTACTS || topic == Topic.CHECKS || bullet.task();
    if (stage.isPresent() && !pointed) {
      if (!bullet.rest().isEmpty()) {
        telling.add(stage.get(), bullet.rest());
      }
      inside(item, stage.get(), "");
      return stage.get();
    }
    Run.Stage here = before == null || pointed ? null : before.stage();
    String text = here == null ? "" : bullet.title();
    if (here == null || text.isEmpty()) {
      point(bullet, item, before);
      inside(item, before, text);
      return before;
    }
    instruction(item, bullet, here, before, text);
    return before;
  }

  /** An item of a stage: the title of its commands, the beginning of its own list, or a check. */
  private void instruction(
      ListItem item, Bullet bullet, Run.Stage here, @Nullable Topic topic, String text) {
    boolean ordered = item.getParent() instanceof OrderedList;
    String before = leading;
    switch (Commanded.of(item)) {
      case RUN -> inside(item, topic, Commanded.isOnlyCode(item) ? "" : leading + text);
      case SHOWN -> {
        if (ordered) {
          points.check(bullet, leading, here);
        }
        inside(item, topic, leading + text);
      }
      case LEADING -> {
        leading += text + ": ";
        inside(item, topic, "");
      }
      case NOTHING -> {
        if (ordered && !bullet.whole().strip().endsWith(":")) {
          points.check(bullet, leading, here);
        } else {
          point(bullet, item, topic);
        }
        inside(item, topic, "");
      }
    }
    leading = before;
  }

  /** Everything in an item but its own first paragraph, which is the title of its commands. */
  private void inside(ListItem item, @Nullable Topic topic, String text) {
    boolean first = true;
    for (Node child : Markdown.children(item)) {
      boolean own = child instanceof Paragraph && first;
      if (!own || (Fence.in(child) != null && topic != null && topic.stage() != null)) {
        above = own || child instanceof ListBlock ? "" : text;
        block(child, topic);
      }
      first &= !own;
    }
    above = Commanded.below(item) != null ? text : "";
  }

  private void point(Bullet bullet, ListItem item, @Nullable Topic topic) {
    if (!bullet.whole().isBlank() && !points.take(bullet, topic) && topic != Topic.LINKS) {
      Markdown.children(item).stream()
          .filter(Paragraph.class::isInstance)
          .findFirst()
          .ifPresent(it -> telling.add(topic, "- " + Markdown.source(it, page.file().text())));
    }
  }

  private @Nullable Topic paragraph(Paragraph paragraph, @Nullable Topic topic) {
    Bullet read = Bullet.of(paragraph);
    boolean heading = paragraph.getFirstChild() instanceof StrongEmphasis && read.rest().isEmpty();
    Optional<Topic> named = heading ? Topic.of(read.lead()) : Optional.empty();
    if (named.isPresent()) {
      return named.get();
    }
    Optional<Topic> stage = Topic.of(read.lead()).filter(it -> it.stage() != null);
    if (stage.isPresent() && Commanded.hasColon(paragraph)) {
      telling.add(stage.get(), read.rest());
      return stage.get();
    }
    if (topic != null && topic.stage() != null && Commanded.isCircled(read.whole())) {
      if (Fence.in(paragraph.getNext() == null ? paragraph : paragraph.getNext()) != null) {
        above = read.title();
      } else {
        points.check(read, "", topic.stage());
      }
      return topic;
    }
    if (topic == Topic.DETECTION) {
      points.detected(Markdown.text(paragraph));
    } else if (topic != Topic.LINKS && topic != Topic.CONTACTS) {
      telling.add(topic, Markdown.source(paragraph, page.file().text()));
    }
    return topic;
  }
}
