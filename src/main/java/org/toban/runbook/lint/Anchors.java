package org.toban.runbook.lint;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.toban.runbook.Markdown;

/**
 * The anchors of one file as GitHub gives them out: a heading in lower case, its spaces as dashes
 * and without any other punctuation; the second of a name has -1, the third -2.
 */
final class Anchors {
  private final Set<String> all = new HashSet<>();
  private final Map<String, Integer> seen = new HashMap<>();

  Set<String> all() {
    return all;
  }

  void heading(Node heading) {
    String slug = slug(heading);
    String anchor = slug;
    while (!all.add(anchor)) {
      anchor = slug + "-" + seen.merge(slug, 1, Integer::sum);
    }
  }

  /** What {@code id="x"} and {@code name='x'} in HTML give. */
  void html(String html) {
    for (String attribute : new String[] {"id=", "name="}) {
      int at = html.indexOf(attribute);
      while (at >= 0) {
        int from = at + attribute.length();
        char quote = from < html.length() ? html.charAt(from) : ' ';
        int to = quote == '"' || quote == '\'' ? html.indexOf(quote, from + 1) : -1;
        if (to > 0) {
          all.add(html.substring(from + 1, to));
        }
        at = to < 0 ? -1 : html.indexOf(attribute, to);
      }
    }
  }

  private static String slug(Node heading) {
    StringBuilder slug = new StringBuilder();
    text(heading)
        .strip()
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(c -> {
          if (c == ' ') {
            slug.append('-');
          } else if (c == '-' || counts(c)) {
            slug.appendCodePoint(c);
          }
        });
    return slug.toString();
  }

  private static String text(Node heading) {
    boolean pictures = Markdown.below(heading).stream().anyMatch(Image.class::isInstance);
    if (!pictures) {
      return Markdown.text(heading);
    }
    StringBuilder text = new StringBuilder();
    for (Node child : Markdown.children(heading)) {
      if (!(child instanceof Image)) {
        String part = Markdown.text(child);
        text.append(part.isEmpty() ? " " : part);
      }
    }
    return text.toString();
  }

  /** Letters, marks, digits and what joins words, as Unicode has them. */
  private static boolean counts(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.CONNECTOR_PUNCTUATION ->
          true;
      default -> Character.isAlphabetic(c);
    };
  }
}
