package org.toban.source;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    PROMETHEUS,
    LOKI,
    /** Elasticsearch 7 to 9, OpenSearch. */
    ELASTICSEARCH
  }

  /**
   * How to reach it and sign in; secrets are read anew for each request, so that a rotated file
   * works.
   */
  public record Http(SignIn signIn, List<Header> headers, Tls tls, Proxying proxy) {
    public Http {
      headers = List.copyOf(headers);
    }

    public static Http plain() {
      return of(new SignIn.None());
    }

    /** A sign-in, and all else as usual. */
    public static Http of(SignIn signIn) {
      return new Http(signIn, List.of(), Tls.usual(), Proxying.none());
    }
  }

  /** A further header; several values are joined with commas (RFC 9110, 5.3). */
  public record Header(String name, List<Value> values) {
    public Header {
      values = List.copyOf(values);
    }
  }

  /** A text of a request: written out, or a secret by reference. */
  public sealed interface Value permits Literal, Secret {}

  /** A text that anybody may read. */
  public record Literal(String text) implements Value {}

  /** Where a secret stands; never the secret itself. */
  public sealed interface Secret extends Value {
    record InFile(Path file) implements Secret {}

    record InEnvironment(String variable) implements Secret {}

    record FromCommand(List<String> command) implements Secret {
      public FromCommand {
        command = List.copyOf(command);
      }
    }

    /** In the keyring of the operating system, as its own tools name it. */
    record InKeyring(String service, String account) implements Secret {}

    /** Where it stands, for people: {@code the file /etc/am.pass}. */
    default String place() {
      return switch (this) {
        case InFile it -> "the file " + it.file();
        case InEnvironment it -> "the environment variable " + it.variable();
        case FromCommand it -> "the command " + it.command().getFirst();
        case InKeyring it ->
            "the keyring (service " + it.service() + ", account " + it.account() + ")";
      };
    }
  }
}
