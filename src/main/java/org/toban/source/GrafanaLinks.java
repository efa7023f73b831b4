package org.toban.source;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Labels;

/**
 * Where in Grafana an alert can be looked at. The address is always the configured one; of the
 * alert only identifiers of a plain form and label values go into it, as parameters (T10, T31).
 *
 * @param explore uid of the Prometheus data source to explore; null for no such link
 */
public record GrafanaLinks(URI base, @Nullable String explore) {
  private static final Duration AROUND = Duration.ofHours(1);
  private static final Pattern UID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final int MOST_VARIABLES = 10;
  private static final int LONGEST_VALUE = 120;

  /** Those of a source that is a Grafana; null for others. */
  static @Nullable GrafanaLinks of(SourceSettings settings) {
    return settings.kind() == SourceSettings.Kind.GRAFANA
        ? new GrafanaLinks(settings.urls().getFirst(), settings.scope().explore())
        : null;
  }

  /** What a link shows; the desk has the words. */
  public enum Kind {
    PANEL,
    DASHBOARD,
    RULE,
    EXPLORE
  }

  public record Link(Kind kind, URI uri) {}

  /** The links that this alert has data for. */
  public List<Link> of(Alert alert) {
    List<Link> links = new ArrayList<>();
    String dashboard = plain(UID, alert.annotations().get("__dashboardUid__"));
    if (dashboard != null) {
      String panel = plain(NUMBER, alert.annotations().get("__panelId__"));
      Question question = range(alert);
      if (panel != null) {
        question.with("viewPanel", panel);
      }
      variables(alert).forEach((name, value) -> question.with("var-" + name, value));
      add(links, panel == null ? Kind.DASHBOARD : Kind.PANEL, "d/" + dashboard, question);
    }
    String rule = plain(UID, alert.labels().get("__alert_rule_uid__"));
    if (rule != null) {
      add(links, Kind.RULE, "alerting/grafana/" + rule + "/view", organisation(alert));
    }
    if (explore != null) {
      Question question =
          organisation(alert).with("schemaVersion", "1").with("panes", panes(alert, explore));
      add(links, Kind.EXPLORE, "explore", question);
    }
    return links;
  }

  private void add(List<Link> links, Kind kind, String path, Question question) {
    links.add(new Link(kind, Question.url(base, path, question.toString())));
  }

  private static @Nullable String plain(Pattern form, @Nullable String text) {
    return text != null && form.matcher(text).matches() ? text : null;
  }

  private static Question organisation(Alert alert) {
    String organisation = plain(NUMBER, alert.annotations().get("__orgId__"));
    Question question = new Question();
    return organisation == null ? question : question.with("orgId", organisation);
  }

  private static Question range(Alert alert) {
    return organisation(alert).with("from", from(alert)).with("to", to(alert));
  }

  private static String from(Alert alert) {
    return Long.toString(alert.startsAt().minus(AROUND).toEpochMilli());
  }

  private static String to(Alert alert) {
    return Long.toString(alert.startsAt().plus(AROUND).toEpochMilli());
  }

  /** Labels, of which a dashboard takes those that are variables of it. */
  private static Map<String, String> variables(Alert alert) {
    Map<String, String> variables = new LinkedHashMap<>();
    Labels labels = alert.labels();
    for (int i = 0; i < labels.size() && variables.size() < MOST_VARIABLES; i++) {
      String name = labels.name(i);
      boolean own = name.startsWith("__") || name.equals("grafana_folder");
      if (!own && labels.value(i).length() <= LONGEST_VALUE) {
        variables.put(name, labels.value(i));
      }
    }
    return variables;
  }

  /** One pane that shows when alerts with these labels were firing. */
  private static String panes(Alert alert, String datasource) {
    String expression =
        variables(alert).entrySet().stream()
            .filter(it -> it.getKey().matches("[a-zA-Z_][a-zA-Z0-9_]*"))
            .map(it -> it.getKey() + "=" + quoted(it.getValue()))
            .collect(Collectors.joining(",", "ALERTS{", "}"));
    return "{\"toban\":{\"datasource\":"
        + quoted(datasource)
        + ",\"queries\":[{\"refId\":\"A\",\"expr\":"
        + quoted(expression)
        + "}],\"range\":{\"from\":\""
        + from(alert)
        + "\",\"to\":\""
        + to(alert)
        + "\"}}}";
  }

  /** In double quotes, as JSON and PromQL both read it. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
