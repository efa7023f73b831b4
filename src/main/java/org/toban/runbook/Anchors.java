package org.toban.runbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;

/**
 * The anchors of a file's headings as GitHub makes them: lower case, punctuation gone, dashes for
 * spaces, and a number behind one that the file has had before; besides, those that the writer
 * gave.
 */
final class Anchors {
  private static final Pattern GIVEN =
      Pattern.compile("<a\\s{1,20}(?:name|id)\\s{0,9}=\\s{0,9}[\"']([^\"']{1,200})[\"']");

  private final IdentityHashMap<Section, List<String>> bySection = new IdentityHashMap<>();

  static Anchors of(Section root) {
    Anchors anchors = new Anchors();
    Map<String, Integer> seen = new HashMap<>();
    String before = given(root.blocks());
    for (Section section : root.all().skip(1).toList()) {
      String slug = github(Names.withoutAnchor(section.title()));
      int times = seen.merge(slug, 1, Integer::sum) - 1;
      List<String> own = new ArrayList<>(List.of(times == 0 ? slug : slug + "-" + times));
      own.add(Names.anchor(section.title()));
      own.add(before);
      own.add(html(section.heading()));
      own.removeIf(String::isEmpty);
      anchors.bySection.put(section, List.copyOf(own));
      before = given(section.blocks());
    }
    return anchors;
  }

  /** The anchors of a section and of everything in it. */
  List<String> in(Section section) {
    return section.all().flatMap(it -> bySection.getOrDefault(it, List.of()).stream()).toList();
  }

  /** An anchor that stands right before the next heading. */
  private static String given(List<Node> blocks) {
    return blocks.isEmpty() ? "" : html(blocks.getLast());
  }

  private static String html(Node node) {
    List<Node> nodes = new ArrayList<>(List.of(node));
    nodes.addAll(Markdown.below(node));
    for (Node each : nodes) {
      String text =
          switch (each) {
            case HtmlBlock it -> it.getLiteral();
            case HtmlInline it -> it.getLiteral();
            default -> "";
          };
      Matcher given = GIVEN.matcher(text);
      if (given.lookingAt()) {
        return given.group(1);
      }
    }
    return "";
  }

  static String github(String heading) {
    StringBuilder slug = new StringBuilder();
    heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(c -> {
          if (c == ' ') {
            slug.append('-');
          } else if (c == '-' || c == '_' || Character.isLetterOrDigit(c) || isMark(c)) {
            slug.appendCodePoint(c);
          }
        });
    return slug.toString();
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
