package org.toban.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.toban.source.SourceSettings;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Kind;

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
        section.wrong("name", "two sources are named '" + name + "'", "give each its own name");
      }
      source(name, section).ifPresent(sources::add);
    }
    if (!root.has("sources") && !root.has("logs")) {
      root.wrong(
          "sources",
          "there are no sources",
          "write 'sources:' and under it '- {name: prod, alertmanager: http://HOST:9093}'");
    }
    return sources;
  }

  /** How a server is reached and signed in to. */
  Http http(Section section) {
    return new HttpReader(folder, places).read(section.section("http"));
  }

  private Optional<SourceSettings> source(String name, Section section) {
    boolean alertmanager = section.has("alertmanager");
    if (alertmanager == section.has("prometheus")) {
      section.wrong(
          "prometheus",
          alertmanager ? "a source is of one kind" : "the source has no address",
          "write either 'alertmanager: http://HOST:9093' or 'prometheus: http://HOST:9090'");
      return Optional.empty();
    }
    String key = alertmanager ? "alertmanager" : "prometheus";
    List<URI> urls = urls(section, key);
    Duration interval = section.positive("interval");
    Duration timeout = section.positive("timeout");
    long maxBytes = section.size("max_bytes");
    String watchdog = section.text("watchdog");
    Http http = http(section);
    if (urls.isEmpty()) {
      return Optional.empty();
    }
    Kind kind = alertmanager ? Kind.ALERTMANAGER : Kind.PROMETHEUS;
    return Optional.of(
        new SourceSettings(name, kind, urls, interval, timeout, maxBytes, watchdog, http));
  }

  static List<URI> urls(Section section, String key) {
    List<URI> urls = new ArrayList<>();
    for (String text : section.texts(key)) {
      try {
        URI url = new URI(text);
        if (url.getUserInfo() != null) {
          section.wrong(
              key, "a secret may not stand in a URL", "write it under 'http: {basic_auth: ...}'");
        } else if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
          section.wrong(key, "'" + text + "' is not a web address", "write http://HOST:PORT");
        } else {
          urls.add(url);
        }
      } catch (URISyntaxException e) {
        section.wrong(key, "not a web address: " + e.getReason(), "write http://HOST:PORT");
      }
    }
    return urls;
  }
}
