package org.toban.notice;

import java.util.Set;
import org.toban.alert.Severity;

/**
 * A channel as rules see it.
 *
 * @param people whether it reaches a person
 * @param severities that it carries, whatever the rules say; empty for all
 * @param edits whether it keeps a message of each incident that can be edited
 */
public record Outlet(
    String name, boolean people, Reader reader, Set<Severity> severities, boolean edits) {
  public Outlet {
    severities = Set.copyOf(severities);
  }

  /** One that says a thing and cannot take it back. */
  public Outlet(String name, boolean people, Reader reader, Set<Severity> severities) {
    this(name, people, reader, severities, false);
  }

  boolean carries(Severity severity) {
    return severities.isEmpty() || severities.contains(severity);
  }
}
