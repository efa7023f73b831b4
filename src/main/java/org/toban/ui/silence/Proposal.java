package org.toban.ui.silence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.toban.alert.Alert;
import org.toban.alert.Matcher;
import org.toban.alert.Matcher.Operator;

/**
 * What a silence for some alerts might say of one label: exactly its value, or one of its values.
 * Pure.
 *
 * @param chosen whether it is part of the silence unless the person says otherwise: the name, the
 *     target, and what tells the alerts apart
 */
record Proposal(String label, Operator operator, String value, boolean chosen) {
  /** More different values than this make no matcher that a person could read. */
  private static final int MOST_VALUES = 30;

  /** One for each label that all of the alerts have. */
  static List<Proposal> of(Collection<Alert> alerts) {
    TreeMap<String, Set<String>> values = new TreeMap<>();
    TreeMap<String, Integer> counts = new TreeMap<>();
    Set<String> targets = new TreeSet<>();
    for (Alert alert : alerts) {
      alert
          .labels()
          .entries()
          .forEach(label -> {
            values.computeIfAbsent(label.getKey(), name -> new TreeSet<>()).add(label.getValue());
            counts.merge(label.getKey(), 1, Integer::sum);
          });
      String target = alert.targetLabel();
      if (target != null) {
        targets.add(target);
      }
    }
    List<Proposal> proposals = new ArrayList<>();
    values.forEach((label, found) -> {
      if (counts.getOrDefault(label, 0) == alerts.size() && found.size() <= MOST_VALUES) {
        boolean names = label.equals("alertname") || targets.contains(label);
        proposals.add(of(label, found, names));
      }
    });
    proposals.sort((one, other) -> Boolean.compare(other.chosen, one.chosen));
    return proposals;
  }

  private static Proposal of(String label, Set<String> values, boolean chosen) {
    if (values.size() == 1) {
      return new Proposal(label, Operator.EQUAL, values.iterator().next(), chosen);
    }
    String any = values.stream().map(Proposal::quoted).collect(Collectors.joining("|"));
    return new Proposal(label, Operator.MATCHES, any, chosen);
  }

  /** Those of a silence that is there already. */
  static List<Proposal> of(List<Matcher> matchers) {
    return matchers.stream()
        .map(it -> new Proposal(it.label(), it.operator(), it.value(), true))
        .toList();
  }

  /** A value as an expression that matches only itself. */
  static String quoted(String value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ("\\.+*?()|[]{}^$".indexOf(c) >= 0) {
        text.append('\\');
      }
      text.append(c);
    }
    return text.toString();
  }
}
