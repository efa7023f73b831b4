package org.toban.runbook;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The alert names that a heading holds. */
final class Names {
  private static final Set<String> LEADS =
      Set.of("アラート", "アラート名", "alert", "alertname", "告警", "告警名称", "告警名");
  private static final Set<String> BOOKS =
      Set.of("runbook", "playbook", "ランブック", "手順書", "対応手順書", "运维手册", "处理手册");

  /** An anchor that the writer gave: {@code {#name}}. */
  private static final Pattern ANCHOR =
      Pattern.compile("\\s*\\{#([^}\\s]{1,200})[^}]{0,200}\\}\\s*$");

  /** Names of rules, several of which may stand in one heading. */
  private static final Pattern RULE = Pattern.compile("[A-Z][A-Za-z0-9_]{2,}[A-Z][A-Za-z0-9_]*");

  private static final Pattern PARTED = Pattern.compile("\\s*(?:[/,、，|&]|\\band\\b|\\bor\\b)\\s*");
  private static final String QUOTES = "\"'“”‘’「」『』`";

  private Names() {}

  /**
   * The name in a heading {@code アラート: NAME}, {@code Alert: NAME} or {@code Alert Name: "NAME"}.
   */
  static Optional<String> alert(String heading) {
    return after(heading, LEADS);
  }

  /** What a heading says without anchors, quotes and words such as {@code Runbook:}. */
  static String title(String heading) {
    String named = alert(heading).or(() -> after(heading, BOOKS)).orElse(heading);
    return unquoted(withoutAnchor(named));
  }

  /** Whether a heading only says that a runbook follows. */
  static boolean saysOnlyRunbook(String heading) {
    return BOOKS.contains(Key.of(heading));
  }

  private static Optional<String> after(String heading, Set<String> leads) {
    int colon = Math.max(heading.indexOf(':'), heading.indexOf('：'));
    if (colon < 0) {
      return Optional.empty();
    }
    String lead = Key.of(heading.substring(0, colon));
    String name = unquoted(withoutAnchor(heading.substring(colon + 1)));
    return leads.contains(lead) && !name.isEmpty() ? Optional.of(name) : Optional.empty();
  }

  static String withoutAnchor(String heading) {
    return ANCHOR.matcher(heading).replaceFirst("").strip();
  }

  /** The anchor that a heading was given by hand; empty when it was not. */
  static String anchor(String heading) {
    Matcher given = ANCHOR.matcher(heading);
    return given.find() ? given.group(1) : "";
  }

  private static String unquoted(String text) {
    String bare = text.strip();
    while (bare.length() > 2
        && QUOTES.indexOf(bare.charAt(0)) >= 0
        && QUOTES.indexOf(bare.charAt(bare.length() - 1)) >= 0) {
      bare = bare.substring(1, bare.length() - 1).strip();
    }
    return bare;
  }

  /** The heading of a runbook; without one, the page's title in its front matter or its name. */
  static String heading(Section section, Page page, boolean wholeFile) {
    String title = wholeFile ? page.frontMatter().title() : "";
    String named = title.isBlank() ? page.file().slug() : title;
    return section.title().isBlank() ? named : section.title();
  }

  /** The alert names that lead to a runbook; none for a template. */
  static List<String> of(String title, Page page, boolean wholeFile) {
    if (RunbookSection.isPlaceholder(title)) {
      return List.of();
    }
    Set<String> names = new LinkedHashSet<>(in(title));
    if (wholeFile) {
      names.addAll(page.frontMatter().alerts());
      names.addAll(page.frontMatter().aliases());
    }
    return List.copyOf(names);
  }

  /** All names in a title: itself, without a word for runbook at its end, and each of several. */
  static Set<String> in(String title) {
    Set<String> names = new LinkedHashSet<>();
    names.add(title);
    for (String book : BOOKS) {
      String lower = title.toLowerCase(java.util.Locale.ROOT);
      if (lower.endsWith(book) && lower.length() > book.length() + 1) {
        names.add(
            title.substring(0, title.length() - book.length()).replaceFirst("[\\s\\-–—:]+$", ""));
      }
    }
    List<String> several = new ArrayList<>(List.of(PARTED.split(title)));
    if (several.size() > 1 && several.stream().allMatch(it -> RULE.matcher(it).matches())) {
      names.addAll(several);
    }
    names.removeIf(String::isBlank);
    return names;
  }
}
