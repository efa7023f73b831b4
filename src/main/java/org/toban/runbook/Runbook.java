package org.toban.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Run;
import org.toban.incident.RunbookText;

/**
 * The section or file for an alert.
 *
 * @param id slug, unique in a library
 * @param title as the heading has it, without a leading {@code Alert:}
 * @param names alert names that lead here: the title, then those of the front matter; empty for a
 *     template
 * @param prose the overview, as Markdown
 * @param detection detection conditions (検知条件), one text each
 * @param guidance what the text of a stage tells the reader besides its commands, as Markdown; a
 *     stage without text is absent
 * @param source what it was read from
 */
public record Runbook(
    String id,
    String title,
    List<String> names,
    Place place,
    String prose,
    List<String> detection,
    List<Step> steps,
    List<CheckItem> checks,
    List<Contact> contacts,
    List<Link> links,
    Map<Run.Stage, String> guidance,
    Source source) {

  public Runbook {
    names = List.copyOf(names);
    detection = List.copyOf(detection);
    steps = List.copyOf(steps);
    checks = List.copyOf(checks);
    contacts = List.copyOf(contacts);
    links = List.copyOf(links);
    guidance = Map.copyOf(guidance);
  }

  /** A runbook without guidance. */
  public Runbook(
      String id,
      String title,
      List<String> names,
      Place place,
      String prose,
      List<String> detection,
      List<Step> steps,
      List<CheckItem> checks,
      List<Contact> contacts,
      List<Link> links) {
    this(
        id,
        title,
        names,
        place,
        prose,
        detection,
        steps,
        checks,
        contacts,
        links,
        Map.of(),
        Source.NONE);
  }

  /** The same under one more alert name. */
  Runbook named(String alert) {
    List<String> more = new ArrayList<>(names);
    more.add(alert);
    return new Runbook(
        id, title, more, place, prose, detection, steps, checks, contacts, links, guidance, source);
  }

  /** The checks of a stage; null for those outside of the stages. */
  public List<CheckItem> checks(Run.@Nullable Stage stage) {
    return checks.stream().filter(check -> check.stage() == stage).toList();
  }

  /** Its text, to be kept with an incident. */
  public RunbookText kept() {
    return RunbookText.of(place.toString(), source.revision(), source.text());
  }

  public List<Step> steps(Run.Stage stage) {
    return steps.stream().filter(step -> step.stage() == stage).toList();
  }

  /** Whether it is a pattern to copy, such as {@code アラート: [アラート名]}: no alert ever leads to it. */
  public boolean template() {
    return names.isEmpty();
  }

  /** Whether a text is something to fill in, such as {@code [担当者名]}. */
  public static boolean isPlaceholder(String text) {
    return RunbookSection.isPlaceholder(text);
  }

  /**
   * A tick-box, bullet or numbered instruction that a person confirms.
   *
   * @param stage where it stands; null outside the stages
   */
  public record CheckItem(String id, String text, Place place, Run.@Nullable Stage stage) {
    /** Outside the stages. */
    public CheckItem(String id, String text, Place place) {
      this(id, text, place, null);
    }
  }

  /**
   * What a runbook was read from.
   *
   * @param text its Markdown as it stands in the file
   * @param revision the commit of the file's git checkout, as {@link MarkdownFile} has it
   * @param anchors of its heading and of those below it, as links name them
   */
  public record Source(String text, String revision, List<String> anchors) {
    static final Source NONE = new Source("", "", List.of());

    public Source {
      anchors = List.copyOf(anchors);
    }
  }

  /** Primary, secondary, escalation: a role and who. */
  public record Contact(String role, String who, Place place) {}

  public record Link(String text, String target, Place place) {}
}
