package org.toban.runbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.ext.front.matter.YamlFrontMatterBlock;
import org.commonmark.ext.front.matter.YamlFrontMatterNode;
import org.commonmark.node.Node;

/**
 * What the block between the {@code ---} lines at the top of a file says.
 *
 * @param alerts alert names that this file is the runbook of ({@code alerts:})
 * @param aliases more names ({@code aliases:})
 * @param title what the page is called ({@code title:}); empty when it does not say
 */
record FrontMatter(List<String> alerts, List<String> aliases, String title) {

  static FrontMatter of(Node document) {
    Map<String, List<String>> values = new HashMap<>();
    for (Node block : Markdown.children(document)) {
      if (block instanceof YamlFrontMatterBlock) {
        for (Node child : Markdown.children(block)) {
          if (child instanceof YamlFrontMatterNode entry) {
            values.put(entry.getKey().toLowerCase(Locale.ROOT), flat(entry.getValues()));
          }
        }
      }
    }
    List<String> alerts = new ArrayList<>(values.getOrDefault("alerts", List.of()));
    alerts.addAll(values.getOrDefault("alert", List.of()));
    List<String> title = values.getOrDefault("title", List.of());
    return new FrontMatter(
        List.copyOf(alerts),
        values.getOrDefault("aliases", List.of()),
        title.isEmpty() ? "" : title.getFirst());
  }

  boolean isEmpty() {
    return alerts.isEmpty() && aliases.isEmpty();
  }

  /** Values of a YAML list, also of one in brackets on one line. */
  private static List<String> flat(List<String> values) {
    List<String> flat = new ArrayList<>();
    for (String value : values) {
      String text = value.strip();
      boolean list = text.startsWith("[") && text.endsWith("]") && text.length() > 1;
      String[] items =
          list ? text.substring(1, text.length() - 1).split(",", -1) : new String[] {text};
      for (String item : items) {
        String bare = unquoted(item.strip());
        if (!bare.isEmpty()) {
          flat.add(bare);
        }
      }
    }
    return List.copyOf(flat);
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() > 1
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
