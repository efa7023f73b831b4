package org.toban.review;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.toban.incident.ResponseTime;
import org.toban.incident.Run;

/** The words of a document in one language, and its way to write times. */
final class Wording {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY_CLOCK =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);

  private final ResourceBundle texts;
  private final Locale locale;
  private final ZoneId zone;

  Wording(Locale locale, ZoneId zone) {
    this.locale = locale;
    this.texts =
        ResourceBundle.getBundle(
            "org.toban.review.review",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
    this.zone = zone;
  }

  Causes causes() {
    return new Causes(this);
  }

  Locale locale() {
    return locale;
  }

  ZoneId zone() {
    return zone;
  }

  String text(String key) {
    return texts.getString(key);
  }

  /** The text with {@code {0}}, {@code {1}} ... replaced. */
  String text(String key, Object... values) {
    StringBuilder all = new StringBuilder();
    for (Part part : parts(key)) {
      all.append(part.value() < 0 ? part.text() : String.valueOf(values[part.value()]));
    }
    return all.toString();
  }

  /** A piece of a text: its own words, or the place of a value when that is not negative. */
  record Part(String text, int value) {}

  /** The pieces of a text, so that values can be more than words. */
  List<Part> parts(String key) {
    List<Part> parts = new ArrayList<>();
    String text = text(key);
    int from = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
      int close = text.indexOf('}', open);
      words(parts, text.substring(from, open));
      parts.add(new Part("", Integer.parseInt(text.substring(open + 1, close))));
      from = close + 1;
    }
    words(parts, text.substring(from));
    return parts;
  }

  private static void words(List<Part> parts, String words) {
    if (!words.isEmpty()) {
      parts.add(new Part(words, -1));
    }
  }

  /** Date, time to the second and the zone's offset then. */
  String time(Instant at) {
    return TIME.format(at.atZone(zone));
  }

  /** Hours and minutes; with month and day when that is not the day of the other instant. */
  String clock(Instant at, Instant now) {
    boolean today = LocalDate.ofInstant(at, zone).equals(LocalDate.ofInstant(now, zone));
    return (today ? CLOCK : DAY_CLOCK).format(at.atZone(zone));
  }

  String timeOr(@Nullable Instant at, String key) {
    return at == null ? text(key) : time(at);
  }

  /** The two largest units; under ten seconds with a decimal. */
  String duration(Duration length) {
    Duration time = length.abs();
    if (time.toMillis() < 10_000 && time.toMillisPart() != 0) {
      return text("duration.ms", String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0));
    }
    List<String> units = new ArrayList<>();
    unit(units, "duration.days", time.toDays());
    unit(units, "duration.hours", time.toHoursPart());
    unit(units, "duration.minutes", time.toMinutesPart());
    unit(units, "duration.seconds", time.toSecondsPart());
    return units.isEmpty()
        ? text("duration.seconds", 0)
        : String.join(text("duration.space"), units.subList(0, Math.min(2, units.size())));
  }

  private void unit(List<String> units, String key, long count) {
    if (count > 0) {
      units.add(text(key, count));
    }
  }

  String responseTime(@Nullable ResponseTime time) {
    return switch (time) {
      case null -> text("deadline.none");
      case ResponseTime.Wall it -> duration(it.time());
      case ResponseTime.BusinessDays it -> text("business.days", it.days());
    };
  }

  /** A person, or the automation. */
  String who(String by) {
    return by.equals("automatic") ? text("automatic") : Visible.line(by);
  }

  String ending(Run.@Nullable Ending ending) {
    return switch (ending) {
      case null -> text("run.running");
      case Run.Exited it -> text("run.exited", it.status(), duration(it.took()));
      case Run.Failed it ->
          text(
              "run.failed",
              text("failure." + it.reason()),
              duration(it.took()),
              Visible.line(it.detail()));
      case Run.Unknown it -> text("run.unknown", Visible.line(causes().of(it.why())));
    };
  }
}
