package org.toban.runbook;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;

/** Finds the configuration that a file declares for hosts, and its diagrams. */
final class Settings {
  /** Languages that are configuration wherever they stand. */
  static final Set<String> LANGUAGES = Set.of("systemd", "logrotate", "certbot");

  private final Page page;

  Settings(Page page) {
    this.page = page;
  }

  /** Reads a section and those below it; {@code declared} when a heading above says settings. */
  void read(Section section, boolean declared) {
    boolean here = declared || section.topic().filter(Topic.SETTINGS::equals).isPresent();
    for (Node block : section.blocks()) {
      Stream.concat(Stream.of(block), Markdown.below(block).stream())
          .filter(FencedCodeBlock.class::isInstance)
          .map(FencedCodeBlock.class::cast)
          .forEach(it -> fence(Fence.of(it), section.title(), here));
    }
    section.parts().forEach(part -> read(part, here));
  }

  private void fence(Fence fence, String title, boolean declared) {
    if (fence.language().equals("mermaid")) {
      page.found().flows.add(fence.literal());
    } else if (declared || LANGUAGES.contains(fence.language())) {
      int line = fence.literal().isEmpty() ? fence.line() : fence.line() + 1;
      page.found()
          .settings
          .add(new HostSetting(kind(fence), title, path(fence), fence.literal(), page.place(line)));
    }
  }

  private static String kind(Fence fence) {
    if (LANGUAGES.contains(fence.language())) {
      return fence.language();
    }
    String comment = String.join(" ", comments(fence));
    String text = fence.literal();
    if (comment.contains("systemd") || text.contains("[Unit]") || text.contains("[Service]")) {
      return "systemd";
    }
    if (comment.contains("logrotate")) {
      return "logrotate";
    }
    boolean certbot =
        comment.contains("certbot")
            || text.lines().anyMatch(line -> line.strip().startsWith("certbot "));
    return certbot ? "certbot" : "other";
  }

  /** The first absolute path in the comments at the top; empty when there is none. */
  private static String path(Fence fence) {
    for (String comment : comments(fence)) {
      for (String word : comment.split("[\\s()（）、,`'\"]+", -1)) {
        if (word.startsWith("/") && word.length() > 1) {
          return word;
        }
      }
    }
    return "";
  }

  private static List<String> comments(Fence fence) {
    return fence.literal().lines().takeWhile(line -> line.startsWith("#")).toList();
  }
}
