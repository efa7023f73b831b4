package org.toban.runbook;

import java.util.List;
import org.toban.incident.Run;

/**
 * The section or file for an alert.
 *
 * @param id slug, unique in a library
 * @param title as the heading has it
 * @param names alert names that lead here: the heading's, then aliases
 * @param detection detection conditions (検知条件), one text each
 * @param prose paragraphs for the reader under each stage are part of the steps' place; this is the
 *     overview
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
    List<Link> links) {

  public Runbook {
    names = List.copyOf(names);
    detection = List.copyOf(detection);
    steps = List.copyOf(steps);
    checks = List.copyOf(checks);
    contacts = List.copyOf(contacts);
    links = List.copyOf(links);
  }

  public List<Step> steps(Run.Stage stage) {
    return steps.stream().filter(step -> step.stage() == stage).toList();
  }

  /** A tick-box or bullet that a person confirms. */
  public record CheckItem(String id, String text, Place place) {}

  /** Primary, secondary, escalation: a role and who. */
  public record Contact(String role, String who, Place place) {}

  public record Link(String text, String target, Place place) {}
}
