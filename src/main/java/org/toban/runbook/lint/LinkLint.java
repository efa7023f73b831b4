package org.toban.runbook.lint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.toban.runbook.Flaw;
import org.toban.runbook.Key;
import org.toban.runbook.Links;
import org.toban.runbook.MarkdownFile;
import org.toban.runbook.Place;
import org.toban.runbook.Problem;

/** Links between files: whether the file is there, and the anchor in it. Nothing is opened. */
final class LinkLint {
  private final Predicate<String> files;
  private final Set<String> names = new HashSet<>();
  private final Map<String, List<String>> byLastPart = new HashMap<>();
  private final Map<String, FileLook> looks = new HashMap<>();
  private final Map<String, Map<String, String>> near = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private LinkLint(List<MarkdownFile> all, List<FileLook> read, Predicate<String> files) {
    this.files = files;
    for (MarkdownFile file : all) {
      names.add(file.name());
      byLastPart.computeIfAbsent(lastPart(file.name()), any -> new ArrayList<>()).add(file.name());
    }
    read.forEach(it -> looks.put(it.file(), it));
  }

  static List<Problem> check(List<MarkdownFile> all, List<FileLook> read, Predicate<String> files) {
    LinkLint lint = new LinkLint(all, read, files);
    for (FileLook look : read) {
      look.links().forEach(it -> lint.link(look, it));
    }
    return lint.problems;
  }

  private void link(FileLook from, FileLook.Target link) {
    Place place = new Place(from.file(), link.line());
    String path = Links.decoded(Links.beforeFragment(link.target()));
    FileLook to = from;
    if (!path.isEmpty()) {
      String file = file(from.file(), path);
      if (!isThere(file, path)) {
        problems.add(Problem.of(place, Flaw.BROKEN_LINK, link.target()));
        return;
      }
      to = looks.get(file);
    }
    String anchor = Links.fragment(link.target());
    if (to != null && !anchor.isEmpty() && !anchor.equals("top")) {
      anchor(place, to, anchor);
    }
  }

  private void anchor(Place place, FileLook to, String anchor) {
    if (to.anchors().contains(anchor)) {
      return;
    }
    Map<String, String> alike =
        near.computeIfAbsent(
            to.file(),
            any -> {
              Map<String, String> keys = new HashMap<>();
              to.anchors().stream().sorted().forEach(it -> keys.putIfAbsent(Key.of(it), it));
              return keys;
            });
    String other = alike.get(Key.of(anchor));
    problems.add(
        other == null
            ? Problem.of(place, Flaw.BROKEN_ANCHOR, anchor, to.file())
            : Problem.of(place, Flaw.NEAR_ANCHOR, anchor, to.file(), other));
  }

  private boolean isThere(@Nullable String file, String path) {
    if (file == null) {
      return !Known.isMarkdown(path); // from the root of a repository, which is not known
    }
    return names.contains(file) || files.test(file);
  }

  /** The path of a link's target; null when it begins at a root and no file is there. */
  private @Nullable String file(String from, String path) {
    if (!path.startsWith("/")) {
      return resolved(from, path);
    }
    return byLastPart.getOrDefault(lastPart(path), List.of()).stream()
        .filter(it -> it.endsWith(path) || ("/" + it).equals(path))
        .findFirst()
        .orElse(null);
  }

  /** A path relative to a file, without {@code .} and {@code ..}. */
  private static String resolved(String from, String path) {
    Deque<String> parts = new ArrayDeque<>();
    int folder = from.lastIndexOf('/');
    String base = folder < 0 ? "" : from.substring(0, folder);
    for (String part : (base + "/" + path).split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return (from.startsWith("/") ? "/" : "") + String.join("/", parts);
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
