package org.toban.runbook;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
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

  private final List<String> prose = new ArrayList<>();
  private final List<String> detection = new ArrayList<>();
  private final List<Runbook.CheckItem> checks = new ArrayList<>();
  private final List<Runbook.Contact> contacts = new ArrayList<>();
  private final Map<Run.Stage, List<String>> guidance = new EnumMap<>(Run.Stage.class);

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
    String heading = section.title().isBlank() ? page.file().slug() : section.title();
    this.title = alertName(heading).orElse(heading);
    boolean named = wholeFile && alertName(heading).isEmpty();
    this.id = page.found().newId(named ? page.file().slug() : title);
    this.steps = new StepReader(page, id);
  }

  /** The name in a heading {@code アラート: NAME} or {@code Alert: NAME}. */
  static Optional<String> alertName(String heading) {
    int colon = Math.max(heading.indexOf(':'), heading.indexOf('：'));
    if (colon < 0) {
      return Optional.empty();
    }
    String lead = Key.of(heading.substring(0, colon));
    String name = heading.substring(colon + 1).strip();
    boolean alert = Set.of("アラート", "alert", "告警").contains(lead);
    return alert && !name.isEmpty() ? Optional.of(name) : Optional.empty();
  }

  Runbook read() {
    blocks(section.blocks(), Topic.OVERVIEW);
    section.parts().forEach(part -> part(part, null));
    Map<Run.Stage, String> told = new EnumMap<>(Run.Stage.class);
    guidance.forEach((stage, texts) -> told.put(stage, String.join("\n\n", texts)));
    return new Runbook(
        id,
        title,
        names(),
        page.place(section.line()),
        String.join("\n\n", prose),
        detection,
        steps.steps(),
        checks,
        contacts,
        links(),
        told);
  }

  private List<String> names() {
    if (isPlaceholder(title)) {
      return List.of();
    }
    Set<String> names = new LinkedHashSet<>();
    names.add(title);
    if (wholeFile) {
      names.addAll(page.frontMatter().alerts());
      names.addAll(page.frontMatter().aliases());
    }
    return List.copyOf(names);
  }

  /** Whether a text is something to fill in, such as {@code [担当者名]}. */
  static boolean isPlaceholder(String text) {
    return text.length() > 2 && text.startsWith("[") && text.endsWith("]");
  }

  private void part(Section part, @Nullable Topic above) {
    Topic topic = part.topic().orElse(above);
    if (topic == null || topic == Topic.IMPACT) {
      prose.add("**" + part.title() + "**");
    }
    blocks(part.blocks(), topic);
    Topic inherited = topic != null && topic.stage() != null ? topic : null;
    part.parts().forEach(below -> part(below, inherited));
  }

  /** Reads a block and returns the topic of what follows it. */
  private @Nullable Topic block(Node block, @Nullable Topic topic) {
    return switch (block) {
      case FencedCodeBlock fence -> {
        steps.read(Fence.of(fence), topic == null ? null : topic.stage());
        yield topic;
      }
      case ListBlock list -> list(list, topic);
      case BlockQuote quote -> blocks(Markdown.children(quote), topic);
      case Paragraph paragraph -> paragraph(paragraph, topic);
      default -> topic;
    };
  }

  private @Nullable Topic blocks(List<Node> blocks, @Nullable Topic topic) {
    Topic current = topic;
    for (Node block : blocks) {
      current = block(block, current);
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
        note(stage.get(), bullet.rest());
      }
      inside(item, stage.get());
      return stage.get();
    }
    point(bullet, item, before);
    inside(item, before);
    return before;
  }

  /** Everything in an item but its own first paragraph. */
  private void inside(ListItem item, @Nullable Topic topic) {
    boolean first = true;
    for (Node child : Markdown.children(item)) {
      if (child instanceof Paragraph && first) {
        first = false;
      } else {
        block(child, topic);
      }
    }
  }

  private void point(Bullet bullet, ListItem item, @Nullable Topic topic) {
    if (bullet.whole().isBlank()) {
      return;
    }
    if (topic == Topic.DETECTION) {
      detection.add(bullet.whole());
    } else if (topic == Topic.CONTACTS) {
      Bullet split = bullet.splitAtColon();
      contacts.add(new Runbook.Contact(split.lead(), split.rest(), page.place(bullet.line())));
    } else if (topic == Topic.CHECKS || bullet.task()) {
      checks.add(
          new Runbook.CheckItem(
              id + "/check/" + (checks.size() + 1), bullet.whole(), page.place(bullet.line())));
    } else if (topic != Topic.LINKS) {
      Markdown.children(item).stream()
          .filter(Paragraph.class::isInstance)
          .findFirst()
          .ifPresent(it -> note(topic, "- " + Markdown.source(it, page.file().text())));
    }
  }

  private @Nullable Topic paragraph(Paragraph paragraph, @Nullable Topic topic) {
    Bullet read = Bullet.of(paragraph);
    boolean heading = paragraph.getFirstChild() instanceof StrongEmphasis && read.rest().isEmpty();
    Optional<Topic> named = heading ? Topic.of(read.lead()) : Optional.empty();
    if (named.isPresent()) {
      return named.get();
    }
    if (topic == Topic.DETECTION) {
      detection.add(Markdown.text(paragraph));
    } else if (topic != Topic.LINKS && topic != Topic.CONTACTS) {
      note(topic, Markdown.source(paragraph, page.file().text()));
    }
    return topic;
  }

  private void note(@Nullable Topic topic, String markdown) {
    Run.Stage stage = topic == null ? null : topic.stage();
    if (stage == null) {
      prose.add(markdown);
    } else {
      guidance.computeIfAbsent(stage, it -> new ArrayList<>()).add(markdown);
    }
  }

  private List<Runbook.Link> links() {
    List<Runbook.Link> links = new ArrayList<>();
    section
        .all()
        .flatMap(it -> it.blocks().stream())
        .flatMap(it -> Markdown.below(it).stream())
        .filter(org.commonmark.node.Link.class::isInstance)
        .map(org.commonmark.node.Link.class::cast)
        .forEach(it ->
            links.add(new Runbook.Link(Markdown.text(it), it.getDestination(), page.place(it))));
    return links;
  }
}
