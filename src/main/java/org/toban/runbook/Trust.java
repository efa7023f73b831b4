package org.toban.runbook;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The blocks that a person on this machine has approved for automatic runs, by the SHA-256 of their
 * text: a block that changes by one byte is a stranger again.
 */
public record Trust(Set<String> approved) {
  public Trust {
    approved = Set.copyOf(approved);
  }

  public static Trust nothing() {
    return new Trust(Set.of());
  }

  public boolean approved(Step step) {
    return approved.contains(step.sha256());
  }

  public Trust with(Step step) {
    Set<String> more = new TreeSet<>(approved);
    more.add(step.sha256());
    return new Trust(more);
  }

  public Trust without(Step step) {
    Set<String> fewer = new TreeSet<>(approved);
    fewer.remove(step.sha256());
    return new Trust(fewer);
  }

  /** Automatic steps of a library that wait for approval: new ones and changed ones. */
  public List<Step> waiting(Library library) {
    return library.steps().filter(step -> step.automatic() && !approved(step)).toList();
  }

  /** Approved hashes whose text is no longer in the library, sorted: it was changed or removed. */
  public List<String> gone(Library library) {
    Set<String> left = new TreeSet<>(approved);
    library.steps().forEach(step -> left.remove(step.sha256()));
    return List.copyOf(left);
  }
}
