package org.toban.runbook;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;

/**
 * Finds the configuration that a file declares for hosts, and its diagrams. A block is a setting
 * below a heading that says so, in a language that is nothing else, and with a path of its own.
 */
final class Settings {
  /** Languages that are configuration wherever they stand. */
  static final Set<String> LANGUAGES = Set.of("systemd", "logrotate", "certbot");

  private static final Set<String> ATTRIBUTES =
      Set.of("name", "host", "path", "mode", "owner", "reload", "sudo");

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
    } else if (declared || isSetting(fence)) {
      int line = fence.literal().isEmpty() ? fence.line() : fence.line() + 1;
      String kind = kind(fence);
      String path = path(fence, kind);
      page.found()
          .settings
          .add(
              new HostSetting(
                  kind, title, path, fence.literal(), page.place(line), terms(fence, path, title)));
      attributes(fence);
    }
  }

  /** Whether a fence is a setting wherever it stands, and so no step. */
  static boolean isSetting(Fence fence) {
    return LANGUAGES.contains(fence.language()) || fence.attributes().containsKey("path");
  }

  private void attributes(Fence fence) {
    for (String name : fence.attributes().keySet()) {
      if (!ATTRIBUTES.contains(name)) {
        page.found().problem(page.place(fence.line()), Flaw.UNKNOWN_SETTING_ATTRIBUTE, name);
      }
    }
  }

  private static HostSetting.Terms terms(Fence fence, String path, String title) {
    Map<String, String> said = fence.attributes();
    String last = path.isEmpty() ? Key.slug(title) : path.substring(path.lastIndexOf('/') + 1);
    return new HostSetting.Terms(
        said.getOrDefault("name", last),
        Stream.of(said.getOrDefault("host", "").split("[,\\s]+", -1))
            .filter(host -> !host.isEmpty())
            .distinct()
            .toList(),
        said.getOrDefault("mode", ""),
        said.getOrDefault("owner", ""),
        said.getOrDefault("reload", ""),
        fence.has("sudo"));
  }

  private static String kind(Fence fence) {
    if (LANGUAGES.contains(fence.language()) || fence.language().equals("nginx")) {
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

  /**
   * The path that the attributes say, else the first absolute one in the comments at the top, else
   * the usual place of a file of this kind and name; empty when there is none.
   */
  private static String path(Fence fence, String kind) {
    String said = fence.attributes().getOrDefault("path", "");
    String told = said.isEmpty() ? commented(fence) : said;
    String name = fence.attributes().getOrDefault("name", "");
    return told.isEmpty() && !name.isEmpty() ? usual(kind, name) : told;
  }

  private static String usual(String kind, String name) {
    return switch (kind) {
      case "systemd" -> "/etc/systemd/system/" + name + (name.contains(".") ? "" : ".service");
      case "logrotate" -> "/etc/logrotate.d/" + name;
      case "certbot" -> "/etc/letsencrypt/renewal-hooks/deploy/" + name;
      default -> "";
    };
  }

  private static String commented(Fence fence) {
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
