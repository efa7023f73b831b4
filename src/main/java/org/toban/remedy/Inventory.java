package org.toban.remedy;

import java.util.List;
import java.util.Optional;
import org.toban.alert.Labels;
import org.toban.alert.Matcher;

/**
 * Where Toban may act: the hosts that it may run commands on, each with the labels that lead to it,
 * and the web servers that requests may go to.
 */
public record Inventory(List<Entry> entries, RequestSettings requests) {
  public Inventory {
    entries = List.copyOf(entries);
  }

  /** A host and the matchers that must all hold for an alert to be of this host. */
  public record Entry(Target target, List<Matcher> match) {
    public Entry {
      match = List.copyOf(match);
    }
  }

  /** Hosts alone. */
  public Inventory(List<Entry> entries) {
    this(entries, RequestSettings.none());
  }

  public static Inventory empty() {
    return new Inventory(List.of());
  }

  /** The first host whose matchers all hold; a host without matchers is only found by name. */
  public Optional<Target> targetOf(Labels labels) {
    return entries.stream()
        .filter(entry -> !entry.match().isEmpty())
        .filter(entry -> entry.match().stream().allMatch(matcher -> matcher.matches(labels)))
        .map(Entry::target)
        .findFirst();
  }

  public Optional<Target> named(String name) {
    return entries.stream()
        .map(Entry::target)
        .filter(target -> target.name().equals(name))
        .findFirst();
  }
}
