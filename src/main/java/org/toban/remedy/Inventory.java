package org.toban.remedy;

import java.util.List;
import java.util.Optional;
import org.toban.alert.Labels;
import org.toban.alert.Matcher;
import org.toban.saying.Saying;

/**
 * Where Toban may act: the hosts that it may run commands on, each with the labels that lead to it,
 * and the web servers that requests may go to.
 *
 * @param leftOut what is wrong with hosts that were to be taken from a file and could not
 */
public record Inventory(List<Entry> entries, List<Saying> leftOut, RequestSettings requests) {
  public Inventory {
    entries = List.copyOf(entries);
    leftOut = List.copyOf(leftOut);
  }

  /** Hosts alone. */
  public Inventory(List<Entry> entries, List<Saying> leftOut) {
    this(entries, leftOut, RequestSettings.none());
  }

  /**
   * A host and the matchers that must all hold for an alert to be of this host.
   *
   * @param remarks what its settings ask for in vain
   */
  public record Entry(Target target, List<Matcher> match, List<Saying> remarks) {
    public Entry {
      match = List.copyOf(match);
      remarks = List.copyOf(remarks);
    }

    public Entry(Target target, List<Matcher> match) {
      this(target, match, List.of());
    }
  }

  /** Hosts alone, none left out. */
  public Inventory(List<Entry> entries) {
    this(entries, List.of());
  }

  /** The same hosts, and these web servers. */
  public Inventory with(RequestSettings servers) {
    return new Inventory(entries, leftOut, servers);
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
