package org.toban.runbook;

import java.util.List;
import java.util.Map;
import org.toban.incident.Run;

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
    Map<Run.Stage, String> guidance) {

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
    this(id, title, names, place, prose, detection, steps, checks, contacts, links, Map.of());
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

  /** A tick-box or bullet that a person confirms. */
  public record CheckItem(String id, String text, Place place) {}

  /** Primary, secondary, escalation: a role and who. */
  public record Contact(String role, String who, Place place) {}

  public record Link(String text, String target, Place place) {}
}
