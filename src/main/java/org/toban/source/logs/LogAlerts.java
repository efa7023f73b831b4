package org.toban.source.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;

/**
 * What a rule makes of lines. An alert is told by its rule, its pattern and its labels; the count
 * and the lines are only annotations, so that it stays the same alert while they change.
 */
final class LogAlerts {
  /** Alerts of one rule; further patterns are one alert together. */
  static final int LIMIT = 50;

  /** What an alert shows of a line, in characters. */
  private static final int SHOWN = 500;

  private final LogRule rule;
  private final @Nullable KnownPatterns known;

  /** Since when each alert fires; its start must not move while old lines leave the window. */
  private Map<Fingerprint, Instant> since = new LinkedHashMap<>();

  private Alerts last = Alerts.none();

  LogAlerts(LogRule rule) {
    this.rule = rule;
    Duration knownFor = rule.condition().knownFor();
    this.known = knownFor == null ? null : new KnownPatterns(knownFor);
  }

  /** Takes these lines for known patterns. */
  void learn(List<LogLine> lines) {
    if (known != null) {
      known.learn(lines);
    }
  }

  /** The alerts of a window's lines. */
  Alerts judge(Found found, Instant now) {
    Tally tally = Tally.of(found.lines(), rule.groupBy());
    Set<LinePattern> fresh = fresh(tally, found.whole(), now);
    Map<Fingerprint, Instant> starts = new LinkedHashMap<>();
    Map<Fingerprint, Alert> alerts = new LinkedHashMap<>();
    firing(tally, fresh)
        .forEach((key, group) -> {
          Alert alert = alert(key, group, fresh.contains(key.pattern()), found.whole());
          alerts.put(alert.fingerprint(), alert);
          starts.put(alert.fingerprint(), alert.startsAt());
        });
    if (!found.whole()) {
      for (Alert before : last) { // it may be in the part that was not read
        if (alerts.putIfAbsent(before.fingerprint(), before) == null) {
          starts.put(before.fingerprint(), before.startsAt());
        }
      }
    }
    since = starts;
    last = shared(alerts, last);
    return last;
  }

  private Set<LinePattern> fresh(Tally tally, boolean whole, Instant now) {
    if (known == null) {
      return Set.of();
    }
    Set<LinePattern> window =
        tally.groups().keySet().stream()
            .filter(key -> !key.isVarious())
            .map(Tally.Key::pattern)
            .collect(Collectors.toSet());
    return known.fresh(window, whole, now);
  }

  /** The groups that are alerts; lines that are few by kind and many together are one, too. */
  private Map<Tally.Key, Tally.Group> firing(Tally tally, Set<LinePattern> fresh) {
    int threshold = rule.condition().threshold();
    Map<Tally.Key, Tally.Group> firing = new LinkedHashMap<>();
    Map<Labels, Tally.Group> rest = new LinkedHashMap<>();
    List<Map.Entry<Tally.Key, Tally.Group>> ranked = new ArrayList<>(tally.groups().entrySet());
    ranked.sort(
        Comparator.<Map.Entry<Tally.Key, Tally.Group>, Boolean>comparing(
                it -> !since.containsKey(Fingerprint.of(labels(it.getKey()))))
            .thenComparingInt(it -> -it.getValue().count()));
    for (Map.Entry<Tally.Key, Tally.Group> entry : ranked) {
      Tally.Key key = entry.getKey();
      boolean fires =
          fresh.contains(key.pattern()) || (threshold > 0 && entry.getValue().count() >= threshold);
      if (fires && !key.isVarious() && firing.size() < LIMIT) {
        firing.put(key, entry.getValue());
      } else if (fires || threshold > 0) {
        rest.computeIfAbsent(key.labels(), it -> new Tally.Group()).add(entry.getValue());
      }
    }
    int least = Math.max(1, threshold);
    rest.forEach((labels, group) -> {
      if (group.count() >= least) {
        firing.put(new Tally.Key(Tally.VARIOUS, labels), group);
      }
    });
    return firing;
  }

  private Labels labels(Tally.Key key) {
    Map<String, String> labels = new LinkedHashMap<>();
    key.labels().entries().forEach(it -> labels.put(Around.label(it.getKey()), it.getValue()));
    labels.putAll(rule.labels().asMap());
    labels.put("alertname", rule.name());
    labels.put("log_rule", rule.name());
    labels.put("pattern", key.isVarious() ? Tally.VARIOUS_NAME : key.pattern().id());
    return Labels.of(labels);
  }

  private Alert alert(Tally.Key key, Tally.Group group, boolean isNew, boolean whole) {
    Labels labels = labels(key);
    Fingerprint fingerprint = Fingerprint.of(labels);
    Instant start = since.getOrDefault(fingerprint, group.oldest());
    return new Alert(
        labels,
        fingerprint,
        annotations(key, group, isNew, whole),
        start,
        Alert.State.ACTIVE,
        List.of(),
        null);
  }

  private Map<String, String> annotations(
      Tally.Key key, Tally.Group group, boolean isNew, boolean whole) {
    String count = (whole ? "" : "at least ") + group.count();
    String window = text(rule.condition().window());
    String lines = count + (group.count() == 1 && whole ? " line" : " lines") + " in " + window;
    Map<String, String> annotations = new LinkedHashMap<>(rule.annotations());
    annotations.put(
        "summary",
        key.isVarious()
            ? lines + " of " + group.patterns() + " kinds, the newest: " + newest(group)
            : (isNew ? "new pattern, " : "") + lines + " like: " + key.pattern().text());
    annotations.put("count", count);
    annotations.put("window", window);
    annotations.put("pattern", key.isVarious() ? Tally.VARIOUS_NAME : key.pattern().text());
    annotations.put(
        "lines",
        group.newest().stream()
            .map(line -> line.at() + " " + cut(line.text()))
            .collect(Collectors.joining("\n")));
    return annotations;
  }

  private static String newest(Tally.Group group) {
    return group.newest().isEmpty() ? "" : cut(group.newest().getFirst().text());
  }

  private static String cut(String text) {
    if (text.length() <= SHOWN) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
    return text.substring(0, end) + "…";
  }

  /** As the configuration writes it: 1h30m. */
  private static String text(Duration window) {
    String iso = window.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    return iso.isEmpty() ? "0s" : iso;
  }

  /** The alerts, each the same object as before when nothing in it changed. */
  private static Alerts shared(Map<Fingerprint, Alert> alerts, Alerts before) {
    List<Alert> all = new ArrayList<>();
    for (Alert alert : alerts.values()) {
      Alert earlier = before.get(alert.fingerprint());
      all.add(alert.equals(earlier) ? earlier : alert);
    }
    return Alerts.of(all);
  }
}
