package org.toban.ui.board;

import java.util.List;
import java.util.Set;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.ui.look.Plain;

/** Chooses what of an alert's many labels stands on its line. */
final class Telling {
  private static final List<String> GROUPS =
      List.of("service", "app", "job", "namespace", "team", "cluster");

  /** Labels whose value speaks for itself, the most telling first. */
  private static final List<String> SPEAKING =
      List.of(
          "mountpoint",
          "device",
          "database",
          "datname",
          "queue",
          "topic",
          "pipeline",
          "path",
          "handler",
          "domain",
          "container",
          "pod",
          "unit",
          "name",
          "phase");

  private static final Set<String> DULL =
      Set.of(
          "alertname",
          "log_rule",
          "pattern",
          "severity",
          "instance",
          "host",
          "hostname",
          "node",
          "prometheus",
          "replica",
          "receiver",
          "team",
          "fstype",
          "endpoint",
          "uid",
          "exported_job",
          "exported_instance");

  private static final int LENGTH = 28;

  private Telling() {}

  static String group(Labels labels) {
    for (String name : GROUPS) {
      String value = labels.get(name);
      if (value != null) {
        return Plain.line(value, 60);
      }
    }
    return "";
  }

  /** The most telling label and the alert's measured value, such as {@code /var 93 %}. */
  static String chip(Alert alert) {
    String label = label(alert.labels());
    String value = alert.annotations().getOrDefault("value", "");
    String both = label.isEmpty() || value.isEmpty() ? label + value : label + " " + value;
    return Plain.line(both, LENGTH);
  }

  private static String label(Labels labels) {
    for (String name : SPEAKING) {
      String value = labels.get(name);
      if (value != null) {
        return value;
      }
    }
    for (int i = 0; i < labels.size(); i++) {
      if (!DULL.contains(labels.name(i)) && !GROUPS.contains(labels.name(i))) {
        return labels.name(i) + "=" + labels.value(i);
      }
    }
    return "";
  }
}
