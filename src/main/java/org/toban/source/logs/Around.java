package org.toban.source.logs;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.toban.alert.Labels;

/**
 * Which labels or fields the lines around an alert have: values with {@code {{label}}} in them, or
 * {@code {{label.host}}} for the label without the port behind it. What comes in from an alert is
 * always a value and never a part of a query.
 */
public final class Around {
  private static final Pattern PLACE =
      Pattern.compile("\\{\\{ *([A-Za-z_][A-Za-z0-9_]*)(\\.host)? *\\}\\}");

  private Around() {}

  /** The labels of an alert that a value needs; empty optional when it is not written right. */
  public static Optional<Set<String>> needs(String value) {
    String rest = PLACE.matcher(value).replaceAll("");
    if (rest.contains("{{") || rest.contains("}}")) {
      return Optional.empty();
    }
    Set<String> needs = new LinkedHashSet<>();
    PLACE.matcher(value).results().forEach(it -> needs.add(it.group(1)));
    return Optional.of(needs);
  }

  /** All values with the labels filled in; empty when the alert lacks one of them. */
  static Optional<Map<String, String>> fill(Map<String, String> around, Labels labels) {
    Map<String, String> filled = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : around.entrySet()) {
      Matcher place = PLACE.matcher(entry.getValue());
      StringBuilder value = new StringBuilder();
      while (place.find()) {
        String label = labels.get(place.group(1));
        if (label == null) {
          return Optional.empty();
        }
        String part = place.group(2) == null ? label : withoutPort(label);
        place.appendReplacement(value, Matcher.quoteReplacement(part));
      }
      filled.put(entry.getKey(), place.appendTail(value).toString());
    }
    return Optional.of(filled);
  }

  private static String withoutPort(String address) {
    return address.replaceFirst(":\\d{1,5}$", "");
  }

  /** The name of a label for a field, whose dots a label may not have. */
  static String label(String field) {
    return field.replaceAll("[^A-Za-z0-9_]", "_");
  }

  /** The values that an alert of a rule has for what the rule groups by. */
  static Map<String, String> groupOf(LogRule rule, Labels labels) {
    Map<String, String> group = new LinkedHashMap<>();
    for (String field : rule.groupBy()) {
      String value = labels.get(label(field));
      if (value != null) {
        group.put(field, value);
      }
    }
    return group;
  }
}
