package org.toban.source;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;
import org.toban.source.json.Envelope;
import org.toban.source.json.Names;
import org.toban.source.json.Tokens;

/**
 * What one server of a source says of itself.
 *
 * @param version null when it does not say
 * @param peers how many members its cluster has, itself included; 0 when it is alone
 * @param onlyOldApi whether it answers Alertmanager's API v1 and not v2, as versions before 0.16 do
 * @param fault why it said nothing, null when it did
 */
public record Survey(
    URI url, @Nullable String version, int peers, boolean onlyOldApi, @Nullable Fault fault) {

  /** Asks each server of a source, one after the other, each within the source's time limit. */
  public static List<Survey> of(SourceSettings settings) {
    Exchange exchange = new Exchange(settings, Secrets.ofSystem());
    return settings.urls().stream().map(url -> ask(url, settings.kind(), exchange)).toList();
  }

  private static Survey ask(URI url, SourceSettings.Kind kind, Exchange exchange) {
    AtomicReference<@Nullable String> version = new AtomicReference<>();
    List<String> peers = new ArrayList<>();
    try {
      switch (kind) {
        case ALERTMANAGER ->
            exchange.get(
                Question.url(url, "api/v2/status", ""),
                body -> Tokens.read(body, it -> version.set(alertmanager(it, peers))));
        case GRAFANA ->
            exchange.get(
                Question.url(url, "api/health", ""),
                body -> Tokens.read(body, it -> version.set(versionIn(it))));
        case PROMETHEUS ->
            exchange.get(
                Question.url(url, "api/v1/status/buildinfo", ""),
                body -> Tokens.read(body, it -> version.set(prometheus(it))));
        case LOKI, ELASTICSEARCH, CALENDAR ->
            throw new IllegalArgumentException(kind + " has lines of logs, not alerts");
      }
      return new Survey(url, version.get(), peers.size(), false, null);
    } catch (PollFailure e) {
      boolean old = kind == SourceSettings.Kind.ALERTMANAGER && isOld(url, e.fault(), exchange);
      return new Survey(url, null, 0, old, e.fault());
    }
  }

  /** 404 for v2 alone could be a wrong path; v1 beside it is an old server. */
  private static boolean isOld(URI url, Fault fault, Exchange exchange) {
    if (!(fault instanceof Fault.Refused refused) || refused.status() != 404) {
      return false;
    }
    try {
      exchange.get(Question.url(url, "api/v1/status", ""), body -> Tokens.read(body, Tokens::skip));
      return true;
    } catch (PollFailure e) {
      return false;
    }
  }

  private static String alertmanager(Tokens tokens, List<String> peers) throws IOException {
    tokens.open(JsonToken.START_OBJECT, "a status");
    String version = "";
    Names fields = new Names("cluster", "config", "uptime", "versionInfo");
    fields.begin();
    for (String field = fields.next(tokens); field != null; field = fields.next(tokens)) {
      switch (field) {
        case "versionInfo" -> version = tokens.strings("a version").getOrDefault("version", "");
        case "cluster" -> cluster(tokens, peers);
        default -> tokens.skip();
      }
    }
    return version;
  }

  private static void cluster(Tokens tokens, List<String> peers) throws IOException {
    tokens.open(JsonToken.START_OBJECT, "a cluster");
    Names fields = new Names("name", "peers", "status");
    fields.begin();
    for (String field = fields.next(tokens); field != null; field = fields.next(tokens)) {
      if (field.equals("peers") && tokens.next() == JsonToken.START_ARRAY) {
        while (tokens.next() != JsonToken.END_ARRAY) {
          tokens.expect(JsonToken.START_OBJECT, "a peer");
          peers.add(peer(tokens));
        }
      } else if (!field.equals("peers")) {
        tokens.skip();
      }
    }
  }

  private static String peer(Tokens tokens) throws IOException {
    String name = "";
    Names fields = new Names("address", "name");
    fields.begin();
    for (String field = fields.next(tokens); field != null; field = fields.next(tokens)) {
      if (field.equals("name")) {
        name = tokens.string("a name");
      } else {
        tokens.skip();
      }
    }
    return name;
  }

  private static String prometheus(Tokens tokens) throws IOException {
    List<String> version = new ArrayList<>();
    Envelope.read(tokens, it -> version.add(versionIn(it)), new ArrayList<>());
    return String.join("", version);
  }

  private static String versionIn(Tokens tokens) throws IOException {
    tokens.open(JsonToken.START_OBJECT, "an object with a version");
    String version = "";
    Names fields = new Names("version");
    fields.begin();
    for (String field = fields.next(tokens); field != null; field = fields.next(tokens)) {
      if (field.equals("version")) {
        version = tokens.string("a version");
      } else {
        tokens.skip(); // Mimir has an object of features here
      }
    }
    return version;
  }
}
