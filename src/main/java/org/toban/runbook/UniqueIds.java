package org.toban.runbook;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Gives each wanted id once, and numbers those that are wanted again. */
final class UniqueIds {
  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> next = new HashMap<>();

  /** Takes all ids of another, or none when one of them is taken. */
  boolean take(UniqueIds others) {
    if (others.taken.stream().anyMatch(taken::contains)) {
      return false;
    }
    taken.addAll(others.taken);
    return true;
  }

  boolean isTaken(String id) {
    return taken.contains(id);
  }

  /** The id itself when it is free, else the first free of {@code id-2}, {@code id-3} and so on. */
  String next(String wanted) {
    String id = wanted;
    while (!taken.add(id)) {
      id = wanted + "-" + next.merge(wanted, 2, (number, _) -> number + 1);
    }
    return id;
  }
}
