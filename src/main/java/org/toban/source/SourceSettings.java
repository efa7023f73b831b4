package org.toban.source;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Matcher;
import org.toban.saying.Saying;
import org.toban.source.tls.Tls;

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
 * @param scope which of its alerts are wanted, and how gently it is asked
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
    Duration resend,
    Scope scope) {
  /** Prometheus sends what fires again at least this often ({@code --rules.alert.resend-delay}). */
  public static final Duration USUAL_RESEND = Duration.ofMinutes(1);

  /**
   * All of its alerts as they are, with the usual resend interval and at most one watchdog.
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
        USUAL_RESEND,
        Scope.all());
  }

  public SourceSettings {
    urls = List.copyOf(urls);
    watchdogs = List.copyOf(watchdogs);
    if (urls.isEmpty() && kind != Kind.CALENDAR) {
      throw new IllegalArgumentException("source " + name + " has no URL");
    }
  }

  /** The same source, of which only alerts are asked for. */
  public SourceSettings withoutInspection() {
    Scope alertsOnly =
        new Scope(
            scope.replicaLabels(),
            scope.receivers(),
            scope.filter(),
            scope.urgent(),
            Duration.ZERO,
            scope.explore(),
            scope.groups());
    return within(alertsOnly);
  }

  /** The same source, whose alerts know the groups in which it notifies them, if it has such. */
  public SourceSettings withGroups() {
    boolean routes = kind == Kind.ALERTMANAGER || kind == Kind.GRAFANA;
    return within(
        new Scope(
            scope.replicaLabels(),
            scope.receivers(),
            scope.filter(),
            scope.urgent(),
            scope.inspection(),
            scope.explore(),
            routes));
  }

  private SourceSettings within(Scope other) {
    return new SourceSettings(
        name, kind, urls, interval, timeout, maxBytes, watchdogs, http, resend, other);
  }

  /** What protocol a source speaks. */
  public enum Kind {
    ALERTMANAGER,
    /** Grafana's own alerts, by its API that is like Alertmanager's. */
    GRAFANA,
    PROMETHEUS,
    LOKI,
    /** Elasticsearch 7 to 9, OpenSearch. */
    ELASTICSEARCH,
    /** An on-call schedule as iCalendar (RFC 5545). */
    CALENDAR;

    /**
     * Whether it answers with alerts; logs have lines, of which rules make alerts, and calendars
     * have shifts.
     */
    public boolean hasAlerts() {
      return this != LOKI && this != ELASTICSEARCH && this != CALENDAR;
    }

    /** What it is asked to answer with. */
    String accepts() {
      return this == CALENDAR ? "text/calendar, */*;q=0.1" : "application/json";
    }
  }

  /**
   * Which alerts of a source are wanted, and how gently it is asked.
   *
   * @param replicaLabels labels that only tell replicas of one Prometheus apart; alerts that are
   *     equal without them are one
   * @param receivers only alerts that Alertmanager routes to one of these; empty for all
   * @param filter only alerts that all of these match, as Alertmanager judges it; empty for all
   * @param urgent what is asked for at each interval when all alerts would cost the server too
   *     much; empty to ask for all of them each time
   * @param inspection between two looks at rules and targets of a Prometheus; zero for never
   * @param explore uid of a data source of Grafana that links lead to; null for none
   * @param groups whether each alert is to know the group in which Alertmanager notifies it
   */
  public record Scope(
      List<String> replicaLabels,
      List<String> receivers,
      List<Matcher> filter,
      List<Matcher> urgent,
      Duration inspection,
      @Nullable String explore,
      boolean groups) {
    /** Without groups. */
    public Scope(
        List<String> replicaLabels,
        List<String> receivers,
        List<Matcher> filter,
        List<Matcher> urgent,
        Duration inspection,
        @Nullable String explore) {
      this(replicaLabels, receivers, filter, urgent, inspection, explore, false);
    }

    public Scope {
      replicaLabels = List.copyOf(replicaLabels);
      receivers = List.copyOf(receivers);
      filter = List.copyOf(filter);
      urgent = List.copyOf(urgent);
    }

    public static Scope all() {
      return new Scope(List.of(), List.of(), List.of(), List.of(), Duration.ZERO, null);
    }
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
      return placed().toString();
    }

    /** The same for a reader of another language. */
    default Saying placed() {
      return switch (this) {
        case InFile it -> SignInName.IN_FILE.of(it.file());
        case InEnvironment it -> SignInName.IN_VARIABLE.of(it.variable());
        case FromCommand it -> SignInName.BY_COMMAND.of(it.command().getFirst());
        case InKeyring it -> SignInName.IN_KEYRING.of(it.service(), it.account());
      };
    }
  }
}
