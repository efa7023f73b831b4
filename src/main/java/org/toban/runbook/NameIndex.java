package org.toban.runbook;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Policy;

/** Finds runbooks and policies by name. Names as written come first, then their keys. */
final class NameIndex {
  private final Map<String, Runbook> byName = new HashMap<>();
  private final Map<String, Runbook> bySlug = new HashMap<>();
  private final Map<String, Policy> policies = new HashMap<>();

  NameIndex(List<Runbook> runbooks, List<Policy> rows) {
    List<Runbook> real = runbooks.stream().filter(it -> !it.template()).toList();
    for (Runbook runbook : real) {
      runbook.names().forEach(name -> put(byName, name, runbook));
    }
    for (Runbook runbook : real) {
      put(bySlug, runbook.id(), runbook);
      put(bySlug, runbook.title(), runbook);
      runbook.names().forEach(name -> put(bySlug, name, runbook));
    }
    for (Runbook runbook : real) {
      put(bySlug, new MarkdownFile(runbook.place().file(), "").slug(), runbook);
    }
    rows.forEach(row -> put(policies, row.name(), row));
  }

  private static <T> void put(Map<String, T> map, String name, T value) {
    map.putIfAbsent(name, value);
    map.putIfAbsent(Key.of(name), value);
  }

  private static <T> @Nullable T get(Map<String, T> map, String name) {
    if (name.isEmpty()) {
      return null;
    }
    T exact = map.get(name);
    String key = exact == null ? Key.of(name) : "";
    return key.isEmpty() ? exact : map.get(key);
  }

  @Nullable Policy policy(String name) {
    return get(policies, name);
  }

  /** By alert name or alias; failing that, by the name of its file. */
  @Nullable Runbook byName(String alertName) {
    Runbook named = get(byName, alertName);
    return named != null ? named : get(bySlug, alertName);
  }

  /** By the fragment of a link, then by the last part of its path. */
  @Nullable Runbook byUrl(@Nullable String url) {
    if (url == null || url.isBlank()) {
      return null;
    }
    Runbook section = bySlug(Links.fragment(url.strip()));
    return section != null ? section : bySlug(Links.lastSegment(url));
  }

  private @Nullable Runbook bySlug(String slug) {
    Runbook found = get(bySlug, slug);
    String key = Key.of(slug);
    // The anchor of a heading "Alert: NAME" carries the word too.
    for (String word : List.of("アラート", "alert", "告警")) {
      if (found == null && key.startsWith(word)) {
        found = get(bySlug, key.substring(word.length()));
      }
    }
    return found;
  }
}
