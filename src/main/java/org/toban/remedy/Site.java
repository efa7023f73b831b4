package org.toban.remedy;

import org.toban.runbook.request.Origin;

/**
 * A web server, by its origin: {@code https://gitlab.example.com}. It stands in the runbook's text
 * and is never built from an alert's.
 */
public record Site(String name) implements Destination {
  public Site {
    if (!Origin.of(name).equals(java.util.Optional.of(name))) {
      throw new IllegalArgumentException("not an origin: " + name);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
