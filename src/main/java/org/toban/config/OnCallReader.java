package org.toban.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Roster;
import org.toban.incident.Shift;
import org.toban.source.SourceSettings;
import org.toban.source.SourceSettings.Secret;
import org.toban.source.oncall.ScheduleFeed;
import org.toban.source.oncall.ScheduleFeed.Place;

/** Reads where the on-call schedules are, and what is written here in their place. */
final class OnCallReader {
  private static final List<String> PLACES =
      List.of("file", "url", "url_file", "url_env", "url_command", "url_keyring");

  private static final Pattern TOKEN =
      Pattern.compile("(^|&)(token|key|secret|auth)=", Pattern.CASE_INSENSITIVE);

  /** So many intervals without a reading, and a gap in it is not believed. */
  private static final int MISSED = 3;

  private final Path folder;
  private final Places places;
  private final ZoneId zone;

  /**
   * A reader.
   *
   * @param zone of times that name none
   */
  OnCallReader(Path folder, Places places, ZoneId zone) {
    this.folder = folder;
    this.places = places;
    this.zone = zone;
  }

  /** A schedule as the engine knows it and where it is read from; null when that is a mistake. */
  record Read(Roster.Rota rota, @Nullable ScheduleFeed feed) {}

  List<Read> read(Section root) {
    List<Read> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section section : root.list("oncall")) {
      String name = section.required("name");
      if (!name.isEmpty() && !names.add(name)) {
        section.wrong("name", Slip.SCHEDULE_NAMED_TWICE.of(name));
      }
      Duration interval = section.positive("interval");
      ZoneId own = zone(section);
      Roster.Rota rota =
          new Roster.Rota(
              name,
              section.texts("contacts"),
              overrides(section, own),
              interval.multipliedBy(MISSED).plus(section.positive("timeout")));
      all.add(new Read(rota, feed(name, interval, own, section).orElse(null)));
    }
    return all;
  }

  private Optional<ScheduleFeed> feed(String name, Duration interval, ZoneId own, Section section) {
    String person = section.text("person");
    Duration timeout = section.positive("timeout");
    long maxBytes = section.size("max_bytes");
    SourceSettings.Http http = new HttpReader(folder, places).read(section.section("http"));
    Optional<Place> place = place(section);
    return place.map(it ->
        new ScheduleFeed(
            it,
            new SourceSettings(
                name,
                SourceSettings.Kind.CALENDAR,
                it instanceof Place.AtUrl at ? List.of(at.url()) : List.of(),
                interval,
                timeout,
                maxBytes,
                null,
                http),
            own,
            person == null ? "" : person));
  }

  private Optional<Place> place(Section section) {
    List<String> written = PLACES.stream().filter(section::has).toList();
    if (section.refusedSecret()) {
      return Optional.empty();
    }
    if (written.size() != 1) {
      section.wrong(
          written.isEmpty() ? "url" : written.getLast(),
          (written.isEmpty() ? Slip.SCHEDULE_NOWHERE : Slip.SCHEDULE_IN_TWO_PLACES).of());
      return Optional.empty();
    }
    String key = written.getFirst();
    String text = key.equals("file") ? section.text("file") : null;
    if (text != null) {
      return Optional.of(
          new Place.InFile(new SecretReader(folder, places).existing(section, "file", text)));
    }
    if (key.equals("url")) {
      return url(section).map(Place.AtUrl::new);
    }
    Secret secret = new SecretReader(folder, places).read(section, "url");
    return Optional.ofNullable(secret).map(Place.AtSecretUrl::new);
  }

  private static Optional<URI> url(Section section) {
    String written = section.required("url").replaceFirst("^webcals?:", "https:");
    try {
      URI url = new URI(written);
      if (url.getUserInfo() != null || TOKEN.matcher(String.valueOf(url.getQuery())).find()) {
        section.wrong("url", Slip.SECRET_IN_SCHEDULE_URL.of());
      } else if (url.getHost() != null && String.valueOf(url.getScheme()).matches("https?")) {
        return Optional.of(url);
      } else if (!written.isEmpty()) {
        section.wrong("url", Slip.NO_CALENDAR_ADDRESS.of());
      }
    } catch (URISyntaxException e) {
      section.wrong("url", Slip.BAD_CALENDAR_ADDRESS.of(e.getReason()));
    }
    return Optional.empty();
  }

  private ZoneId zone(Section section) {
    String written = section.text("zone");
    try {
      return written == null ? zone : ZoneId.of(written);
    } catch (DateTimeException e) {
      section.wrong("zone", Slip.NO_SCHEDULE_ZONE.of(written));
      return zone;
    }
  }

  private static List<Shift> overrides(Section section, ZoneId zone) {
    List<Shift> shifts = new ArrayList<>();
    for (Section it : section.list("overrides")) {
      String who = it.required("who");
      Instant from = instant(it, "from", zone);
      Instant until = instant(it, "until", zone);
      if (from == null || until == null || who.isBlank()) {
        continue;
      }
      if (from.isBefore(until)) {
        shifts.add(new Shift(who, from, until));
      } else {
        it.wrong("until", Slip.OVERRIDE_BACKWARDS.of());
      }
    }
    return shifts;
  }

  /** A local time in the schedule's zone, or one that names its own offset. */
  private static @Nullable Instant instant(Section section, String key, ZoneId zone) {
    String written = section.required(key).replaceFirst(" ", "T");
    return Stream.<java.util.function.Function<String, Instant>>of(
            it -> LocalDateTime.parse(it).atZone(zone).toInstant(),
            it -> OffsetDateTime.parse(it).toInstant())
        .map(way -> parsed(way, written))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> {
          if (!written.isEmpty()) {
            section.wrong(key, Slip.NO_OVERRIDE_TIME.of(written));
          }
          return null;
        });
  }

  private static Optional<Instant> parsed(
      java.util.function.Function<String, Instant> way, String written) {
    try {
      return Optional.of(way.apply(written));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
