package org.toban.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.toban.saying.Misfit;
import org.toban.source.SourceSettings;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Kind;
import org.toban.source.Watchdog;

/** Reads the list of sources. */
final class SourceReader {
  private final Path folder;
  private final Places places;

  SourceReader(Path folder, Places places) {
    this.folder = folder;
    this.places = places;
  }

  List<SourceSettings> read(Section root) {
    List<SourceSettings> sources = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section section : root.list("sources")) {
      String name = section.required("name");
      if (!name.isEmpty() && !names.add(name)) {
        section.wrong("name", Slip.SOURCE_NAMED_TWICE.of(name));
      }
      source(name, section).ifPresent(sources::add);
    }
    if (!root.has("sources") && !root.has("logs")) {
      root.wrong("sources", Slip.NO_SOURCES.of());
    }
    return sources;
  }

  /** How a server is reached and signed in to. */
  Http http(Section section) {
    return new HttpReader(folder, places).read(section.section("http"));
  }

  private Optional<SourceSettings> source(String name, Section section) {
    List<Kind> kinds =
        Arrays.stream(Kind.values())
            .filter(it -> it.hasAlerts() && section.has(keyOf(it)))
            .toList();
    if (kinds.size() != 1) {
      section.wrong(
          kinds.isEmpty() ? "prometheus" : keyOf(kinds.getLast()),
          (kinds.isEmpty() ? Slip.SOURCE_NOWHERE : Slip.SOURCE_OF_TWO_KINDS).of());
      return Optional.empty();
    }
    Kind kind = kinds.getFirst();
    String key = keyOf(kind);
    List<URI> urls = urls(section, key);
    Duration interval = section.positive("interval");
    Duration timeout = section.positive("timeout");
    long maxBytes = section.size("max_bytes");
    List<Watchdog> watchdogs = watchdogs(section);
    Duration resend = section.positive("resend_interval");
    Http http = http(section);
    SourceSettings.Scope scope = new ScopeReader(section, kind).read();
    if (urls.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SourceSettings(
            name, kind, urls, interval, timeout, maxBytes, watchdogs, http, resend, scope));
  }

  private static List<Watchdog> watchdogs(Section section) {
    List<Watchdog> watchdogs = new ArrayList<>();
    for (String text : section.texts("watchdog")) {
      try {
        watchdogs.add(Watchdog.parse(text));
      } catch (Misfit e) {
        section.wrong("watchdog", Slip.NO_WATCHDOG.of(e.why()));
      }
    }
    return watchdogs;
  }

  private static String keyOf(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  static List<URI> urls(Section section, String key) {
    List<URI> urls = new ArrayList<>();
    for (String text : section.texts(key)) {
      try {
        URI url = new URI(text);
        if (url.getUserInfo() != null) {
          section.wrong(key, Slip.SECRET_IN_URL.of());
        } else if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
          section.wrong(key, Slip.NO_WEB_ADDRESS.of(text));
        } else if (String.valueOf(url.getPath()).matches(".*/api/v[12](/.*)?")) {
          section.wrong(key, Slip.API_PATH.of(text));
        } else {
          urls.add(url);
        }
      } catch (URISyntaxException e) {
        section.wrong(key, Slip.BAD_WEB_ADDRESS.of(e.getReason()));
      }
    }
    return urls;
  }
}
