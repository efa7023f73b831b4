package org.toban.runbook;

import java.util.ArrayList;
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
  private final FileIndex files;

  NameIndex(List<Runbook> runbooks, List<Policy> rows) {
    List<Runbook> real = runbooks.stream().filter(it -> !it.template()).toList();
    files = new FileIndex(real);
    for (Runbook runbook : real) {
      runbook.names().forEach(name -> put(byName, name, runbook));
    }
    for (Runbook runbook : real) {
      put(bySlug, runbook.id(), runbook);
      put(bySlug, runbook.title(), runbook);
      runbook.names().forEach(name -> put(bySlug, name, runbook));
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
    Runbook slug = named != null ? named : get(bySlug, alertName);
    return slug != null ? slug : FileIndex.only(files.named(alertName));
  }

  @Nullable Runbook byUrl(@Nullable String url) {
    return byUrl(url, "");
  }

  /**
   * By a link: its fragment among the anchors of the file that its path names, then among all
   * names; then its path. Of several runbooks in that file, the alert's own.
   */
  @Nullable Runbook byUrl(@Nullable String url, String alertName) {
    if (url == null || url.isBlank()) {
      return null;
    }
    String link = url.strip();
    String fragment = Links.anchor(link);
    List<Runbook> file = files.at(link);
    Runbook section = fragment.isEmpty() ? null : FileIndex.anchored(file, fragment);
    section = section != null ? section : bySlug(fragment);
    section = section != null ? section : FileIndex.only(file);
    section = section != null ? section : named(file, alertName);
    return section != null ? section : bySlug(Links.lastSegment(link));
  }

  private static @Nullable Runbook named(List<Runbook> file, String alertName) {
    List<Runbook> named = new ArrayList<>(file);
    String key = Key.of(alertName);
    named.removeIf(it -> key.isEmpty() || it.names().stream().map(Key::of).noneMatch(key::equals));
    return named.isEmpty() ? null : named.getFirst();
  }

  private @Nullable Runbook bySlug(String slug) {
    Runbook found = get(bySlug, slug);
    String key = Key.of(slug);
    // The anchor of a heading "Alert: NAME" carries the word too.
    for (String word : List.of("アラート名", "アラート", "alertname", "alert", "告警名称", "告警")) {
      if (found == null && key.startsWith(word)) {
        found = get(bySlug, key.substring(word.length()));
      }
    }
    return found;
  }
}
