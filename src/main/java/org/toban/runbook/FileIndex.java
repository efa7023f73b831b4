package org.toban.runbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The runbooks of each file, found by the path of a link. */
final class FileIndex {
  private static final Set<String> INDEXES =
      Set.of("readmemd", "indexmd", "indexhtml", "readme", "index");

  private final Map<String, Map<String, List<Runbook>>> bySlug = new HashMap<>();

  FileIndex(List<Runbook> runbooks) {
    for (Runbook runbook : runbooks) {
      String file = runbook.place().file();
      bySlug
          .computeIfAbsent(Key.of(new MarkdownFile(file, "").slug()), it -> new LinkedHashMap<>())
          .computeIfAbsent(file, it -> new ArrayList<>())
          .add(runbook);
    }
  }

  /** The runbooks of the first file of a name, without folder and extension. */
  List<Runbook> named(String name) {
    String key = Key.of(name);
    Map<String, List<Runbook>> files =
        key.isEmpty() ? Map.of() : bySlug.getOrDefault(key, Map.of());
    return files.values().stream().findFirst().orElse(List.of());
  }

  /** The runbooks of the file whose path has most in common with the end of a link's. */
  List<Runbook> at(String url) {
    String key = Key.of(Links.lastSegment(url));
    Map<String, List<Runbook>> files =
        key.isEmpty() ? Map.of() : bySlug.getOrDefault(key, Map.of());
    List<String> wanted = folders(Links.decoded(Links.beforeFragment(url)));
    List<Runbook> best = List.of();
    int most = -1;
    for (Map.Entry<String, List<Runbook>> file : files.entrySet()) {
      int common = common(wanted, folders(file.getKey()));
      if (common > most) {
        most = common;
        best = file.getValue();
      }
    }
    return best;
  }

  /** The folders over what a path names, the innermost first. */
  private static List<String> folders(String path) {
    List<String> folders = new ArrayList<>();
    for (String part : path.replace('\\', '/').split("/", -1)) {
      String key = Key.of(part);
      if (!key.isEmpty()) {
        folders.addFirst(key);
      }
    }
    boolean index = !folders.isEmpty() && INDEXES.contains(folders.getFirst());
    return folders.subList(Math.min(folders.size(), index ? 2 : 1), folders.size());
  }

  private static int common(List<String> one, List<String> other) {
    int common = 0;
    while (common < Math.min(one.size(), other.size())
        && one.get(common).equals(other.get(common))) {
      common++;
    }
    return common;
  }

  /** The only one of some; null when there are several, or none. */
  static @Nullable Runbook only(List<Runbook> runbooks) {
    return runbooks.size() == 1 ? runbooks.getFirst() : null;
  }

  /** The one with an anchor: as it is written, else by its key. */
  static @Nullable Runbook anchored(List<Runbook> runbooks, String anchor) {
    String key = Key.of(anchor);
    return runbooks.stream()
        .filter(it -> it.source().anchors().stream().anyMatch(anchor::equalsIgnoreCase))
        .findFirst()
        .or(() ->
            runbooks.stream()
                .filter(it -> it.source().anchors().stream().map(Key::of).anyMatch(key::equals))
                .findFirst())
        .orElse(null);
  }
}
