package org.toban.notice;

import java.util.Set;
import org.toban.alert.Severity;

/**
 * A channel as rules see it.
 *
 * @param people whether it reaches a person
 * @param severities that it carries, whatever the rules say; empty for all
 */
public record Outlet(String name, boolean people, Reader reader, Set<Severity> severities) {
  public Outlet {
    severities = Set.copyOf(severities);
  }

  boolean carries(Severity severity) {
    return severities.isEmpty() || severities.contains(severity);
  }
}
