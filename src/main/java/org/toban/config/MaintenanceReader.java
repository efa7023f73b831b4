package org.toban.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Matcher;
import org.toban.alert.MatcherProblem;
import org.toban.alert.Matchers;
import org.toban.incident.MaintenanceRules;
import org.toban.incident.MaintenanceWindow;
import org.toban.incident.WeeklyHours;

/** Reads how announced work is known: windows, alerts that announce it, a label. */
final class MaintenanceReader {
  /** As the shipped rules and the runbooks call it. */
  private static final String ANNOUNCEMENTS = "alertname=~\"MaintenanceNotice|定期メンテナンス通知\"";

  private final Section section;
  private final ZoneId teamZone;

  MaintenanceReader(Section section, ZoneId teamZone) {
    this.section = section;
    this.teamZone = teamZone;
  }

  MaintenanceRules read() {
    List<MaintenanceWindow> windows = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section window : section.list("windows")) {
      String name = window.required("name");
      if (!name.isEmpty() && !names.add(name)) {
        window.wrong("name", Slip.WINDOW_NAMED_TWICE.of(name));
      }
      time(window)
          .ifPresent(time ->
              windows.add(
                  new MaintenanceWindow(
                      name,
                      matchers(window, "match"),
                      time,
                      "toban.yml",
                      MaintenanceWindow.Origin.CONFIGURED)));
    }
    return new MaintenanceRules(
        windows,
        section.has("announced_by")
            ? someOf(matchers(section, "announced_by"))
            : Matchers.parse(ANNOUNCEMENTS),
        Set.copyOf(section.texts("ignored_labels")),
        someOf(matchers(section, "marked_by")),
        section.positive("longest"),
        section.flag("pause_deadlines"));
  }

  /** Without a word there is nothing, rather than everything. */
  private static @Nullable Matchers someOf(Matchers matchers) {
    return matchers.all().isEmpty() ? null : matchers;
  }

  private static Matchers matchers(Section section, String key) {
    List<Matcher> all = new ArrayList<>();
    for (String text : section.texts(key)) {
      try {
        all.addAll(Matchers.parse(text).all());
      } catch (MatcherProblem e) {
        section.wrong(key, Slip.NO_MATCHER.of(text, e.why(), "cluster=\"a\""));
      }
    }
    return new Matchers(all);
  }

  private Optional<MaintenanceWindow.Time> time(Section window) {
    ZoneId zone = zone(window);
    boolean once = window.has("from") || window.has("until");
    if (once == window.has("hours")) {
      window.wrong("hours", Slip.WINDOW_WITHOUT_TIME.of());
      return Optional.empty();
    }
    return once ? once(window, zone) : weekly(window, zone);
  }

  private static Optional<MaintenanceWindow.Time> once(Section window, ZoneId zone) {
    Optional<Instant> from = instant(window, "from", zone);
    Optional<Instant> until = instant(window, "until", zone);
    if (from.isEmpty() || until.isEmpty()) {
      return Optional.empty();
    }
    if (!from.get().isBefore(until.get())) {
      window.wrong("until", Slip.WINDOW_BACKWARDS.of());
      return Optional.empty();
    }
    return Optional.of(new MaintenanceWindow.Once(from.get(), until.get()));
  }

  private static Optional<MaintenanceWindow.Time> weekly(Section window, ZoneId zone) {
    try {
      TeamReader.Hours hours = TeamReader.hours(window.required("hours"));
      return Optional.of(
          new MaintenanceWindow.Weekly(
              new WeeklyHours(hours.days(), hours.from(), hours.to(), zone)));
    } catch (DateTimeException e) {
      window.wrong("hours", Slip.NO_WINDOW_HOURS.of());
      return Optional.empty();
    }
  }

  private static Optional<Instant> instant(Section window, String key, ZoneId zone) {
    String written = window.required(key);
    try {
      return written.isEmpty() ? Optional.empty() : Optional.of(instant(written, zone));
    } catch (DateTimeException e) {
      window.wrong(key, Slip.NO_WINDOW_TIME.of(written));
      return Optional.empty();
    }
  }

  /**
   * Reads a time with its offset, or one of a zone.
   *
   * @throws DateTimeException for anything else
   */
  static Instant instant(String written, ZoneId zone) {
    return written.matches(".*T.*(Z|[+-]\\d{2}:\\d{2})")
        ? OffsetDateTime.parse(written).toInstant()
        : LocalDateTime.parse(written).atZone(zone).toInstant();
  }

  private ZoneId zone(Section window) {
    String zone = window.text("zone");
    try {
      return zone == null ? teamZone : ZoneId.of(zone);
    } catch (DateTimeException e) {
      window.wrong("zone", Slip.NO_ZONE.of(zone));
      return teamZone;
    }
  }
}
