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
 * @param watchdog name of an always-firing alert whose absence is an alert; null when there is none
 */
public record SourceSettings(
    String name,
    Kind kind,
    List<URI> urls,
    Duration interval,
    Duration timeout,
    long maxBytes,
    @Nullable String watchdog,
    Http http) {

  public SourceSettings {
    urls = List.copyOf(urls);
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
