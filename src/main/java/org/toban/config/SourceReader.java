package org.toban.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.source.SourceSettings;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Kind;
import org.toban.source.SourceSettings.Secret;
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
        section.wrong("name", "two sources are named '" + name + "'", "give each its own name");
      }
      source(name, section).ifPresent(sources::add);
    }
    if (!root.has("sources")) {
      root.wrong(
          "sources",
          "there are no sources",
          "write 'sources:' and under it '- {name: prod, alertmanager: http://HOST:9093}'");
    }
    return sources;
  }

  private Optional<SourceSettings> source(String name, Section section) {
    List<Kind> kinds = Arrays.stream(Kind.values()).filter(it -> section.has(keyOf(it))).toList();
    if (kinds.size() != 1) {
      section.wrong(
          kinds.isEmpty() ? "prometheus" : keyOf(kinds.getLast()),
          kinds.isEmpty() ? "the source has no address" : "a source is of one kind",
          "write one of 'alertmanager: http://HOST:9093', 'prometheus: http://HOST:9090' and"
              + " 'grafana: http://HOST:3000'");
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
    Http http = http(section.section("http"));
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
      } catch (IllegalArgumentException e) {
        section.wrong(
            "watchdog",
            String.valueOf(e.getMessage()),
            "write the name of an alert, or a selector such as 'Watchdog{cluster=\"eu\"}'");
      }
    }
    return watchdogs;
  }

  private static String keyOf(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static List<URI> urls(Section section, String key) {
    List<URI> urls = new ArrayList<>();
    for (String text : section.texts(key)) {
      try {
        URI url = new URI(text);
        if (url.getUserInfo() != null) {
          section.wrong(
              key, "a secret may not stand in a URL", "write it under 'http: {basic_auth: ...}'");
        } else if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
          section.wrong(key, "'" + text + "' is not a web address", "write http://HOST:PORT");
        } else if (String.valueOf(url.getPath()).matches(".*/api/v[12](/.*)?")) {
          section.wrong(
              key,
              "'" + text + "' names a part of the API",
              "write the address before /api; Alertmanager is asked by API v2 only");
        } else {
          urls.add(url);
        }
      } catch (URISyntaxException e) {
        section.wrong(key, "not a web address: " + e.getReason(), "write http://HOST:PORT");
      }
    }
    return urls;
  }

  private Http http(Section section) {
    Section basic = section.section("basic_auth");
    Secret password = secret(basic, "password");
    String username = basic.text("username");
    if (basic.isWritten() && !basic.refusedSecret() && (username == null || password == null)) {
      section.wrong(
          "basic_auth",
          "half of a sign-in",
          "write 'username' and one of password_file, password_env, password_command");
    }
    Section authorization = section.section("authorization");
    Secret bearer = secret(authorization, "credentials");
    if (!"Bearer".equalsIgnoreCase(authorization.text("type"))) {
      authorization.wrong(
          "type", "only Bearer is in this version of Toban", "write 'type: Bearer'");
    }
    if (password != null && bearer != null) {
      section.wrong("authorization", "two ways to sign in", "keep basic_auth or authorization");
    }
    return new Http(
        username, password, bearer, headers(section.section("http_headers")), authority(section));
  }

  private @Nullable Path authority(Section http) {
    Section tls = http.section("tls_config");
    String written = tls.text("ca_file");
    return written == null ? null : existing(tls, "ca_file", written);
  }

  private static Map<String, String> headers(Section section) {
    Map<String, String> headers = new LinkedHashMap<>();
    section
        .named()
        .forEach((name, header) -> {
          if (name.equalsIgnoreCase("Authorization") || name.equalsIgnoreCase("Cookie")) {
            section.wrong(
                name, "a secret may not stand in this file", "write basic_auth or authorization");
          }
          headers.put(name, String.join(", ", header.texts("values")));
        });
    return headers;
  }

  /** A secret by one of its three references. */
  private @Nullable Secret secret(Section section, String stem) {
    List<String> written =
        List.of("_file", "_env", "_command").stream()
            .map(way -> stem + way)
            .filter(section::has)
            .toList();
    if (written.size() > 1) {
      section.wrong(written.get(1), "one secret, two places", "keep " + written.getFirst());
    }
    for (String key : written) {
      if (key.endsWith("_command")) {
        return new Secret.FromCommand(section.texts(key));
      }
      String value = section.text(key);
      if (value != null) {
        return key.endsWith("_file")
            ? new Secret.InFile(secretFile(section, key, value))
            : new Secret.InEnvironment(variable(section, key, value));
      }
    }
    return null;
  }

  private String variable(Section section, String key, String name) {
    if (!places.environment().containsKey(name)) {
      section.wrong(key, "there is no environment variable " + name, "set it before Toban starts");
    }
    return name;
  }

  private Path secretFile(Section section, String key, String written) {
    Path file = existing(section, key, written);
    if (PrivateFile.othersMayRead(file)) {
      section.wrong(key, "others may read " + file, "run: chmod 600 " + file);
    }
    return file;
  }

  private Path existing(Section section, String key, String written) {
    Path file = places.resolve(folder, written);
    if (!Files.isReadable(file)) {
      section.wrong(key, "cannot read " + file, "write the path of a file that is there");
    }
    return file;
  }
}
