package org.toban.source;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One source as configured.
 *
 * @param urls replicas of one Alertmanager cluster, or one Prometheus
 * @param interval between the starts of two polls
 * @param timeout for the whole exchange, connect to last byte
 * @param maxBytes cap of one answer
 * @param watchdogs always-firing alerts; when a complete answer lacks one, that is an alert
 * @param resend how often a server is told again of what fires, or finds it again: one that started
 *     less than twice as long ago may not know yet what fires
 */
public record SourceSettings(
    String name,
    Kind kind,
    List<URI> urls,
    Duration interval,
    Duration timeout,
    long maxBytes,
    List<Watchdog> watchdogs,
    Http http,
    Duration resend) {
  /** Prometheus sends what fires again at least this often ({@code --rules.alert.resend-delay}). */
  public static final Duration USUAL_RESEND = Duration.ofMinutes(1);

  /**
   * With the usual resend interval and at most one watchdog.
   *
   * @param watchdog a selector, null when there is none
   */
  public SourceSettings(
      String name,
      Kind kind,
      List<URI> urls,
      Duration interval,
      Duration timeout,
      long maxBytes,
      @Nullable String watchdog,
      Http http) {
    this(
        name,
        kind,
        urls,
        interval,
        timeout,
        maxBytes,
        watchdog == null ? List.of() : List.of(Watchdog.parse(watchdog)),
        http,
        USUAL_RESEND);
  }

  public SourceSettings {
    urls = List.copyOf(urls);
    watchdogs = List.copyOf(watchdogs);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("source " + name + " has no URL");
    }
  }

  /** What protocol a source speaks. */
  public enum Kind {
    ALERTMANAGER,
    PROMETHEUS
  }

  /** How to sign in; secrets are read anew for each request, so that a rotated file works. */
  public record Http(
      @Nullable String username,
      @Nullable Secret password,
      @Nullable Secret bearer,
      Map<String, String> headers,
      @Nullable Path caFile) {
    public static Http plain() {
      return new Http(null, null, null, Map.of(), null);
    }
  }

  /** Where a secret stands; never the secret itself. */
  public sealed interface Secret {
    record InFile(Path file) implements Secret {}

    record InEnvironment(String variable) implements Secret {}

    record FromCommand(List<String> command) implements Secret {}
  }
}
