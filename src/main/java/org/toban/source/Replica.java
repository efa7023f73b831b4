package org.toban.source;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.alert.Alerts;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;
import org.toban.source.json.AlertmanagerFormat;
import org.toban.source.json.AnswerFormat;
import org.toban.source.json.Generation;
import org.toban.source.json.Memory;
import org.toban.source.json.PrometheusFormat;
import org.toban.source.json.Tokens;

/** One server of a source, and the last complete answer that it gave. */
final class Replica {
  private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

  /** A Date header has whole seconds, cut off. */
  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

  private final URI url;
  private final URI startUrl;
  private final SourceSettings settings;
  private final Exchange exchange;
  private final AnswerFormat format;
  private final StartFormat startFormat;
  private final Groups groups;
  private final Memory memory = new Memory();
  private final boolean grouped;
  private boolean mutesAny;
  private boolean works = true;

  /** What one question to one server gave. */
  sealed interface Answer {
    /** With how many alerts the server had to write for it. */
    record Whole(Alerts alerts, Vitals vitals, int written) implements Answer {}

    record Failed(Fault fault) implements Answer {}
  }

  /**
   * One server.
   *
   * @param question the query of the URL, encoded; empty for none
   */
  Replica(URI base, SourceSettings settings, String question, Exchange exchange) {
    this.settings = settings;
    this.format = format(settings.kind());
    this.startFormat = StartFormat.of(settings.kind());
    this.exchange = exchange;
    this.url = Question.url(base, format.path(), question);
    this.startUrl = Question.url(base, startFormat.path(), "");
    this.grouped = settings.scope().groups();
    this.groups =
        new Groups(Question.url(base, format.path() + "/groups", question), exchange, grouped);
  }

  Answer ask(InstantSource clock) {
    long begun = System.nanoTime();
    Generation next = memory.next();
    Exchange.Heard heard;
    try {
      heard = exchange.get(url, body -> Tokens.read(body, format, next));
    } catch (PollFailure e) {
      return failed(e.fault());
    }
    Alerts alerts = memory.take(next);
    Vitals vitals = vitals(heard, left(begun), clock);
    boolean asks = mutesAny || grouped;
    int written = asks ? 2 * alerts.size() : alerts.size();
    try {
      alerts = asks ? groups.mark(alerts, left(begun)) : alerts;
    } catch (PollFailure e) {
      return failed(e.fault());
    }
    if (!works) {
      works = true;
      LOG.info("{} answers again", url);
    }
    return new Answer.Whole(alerts, vitals, written);
  }

  private Duration left(long begun) {
    return settings.timeout().minusNanos(System.nanoTime() - begun);
  }

  /**
   * Asked after the alerts: so a process that answers with alerts which its predecessor had not
   * told it is never taken for that one. What goes wrong here only leaves the question open.
   */
  private Vitals vitals(Exchange.Heard heard, Duration limit, InstantSource clock) {
    Instant heardAt = clock.instant().minusNanos(System.nanoTime() - heard.at());
    Duration skew = heard.date() == null ? null : skew(heardAt, heard.date());
    AtomicReference<@Nullable Instant> started = new AtomicReference<>();
    try {
      if (limit.isPositive()) {
        exchange.get(startUrl, limit, body -> take(startFormat.read(body), started));
      }
    } catch (PollFailure e) {
      LOG.debug("{} does not say when it started: {}", url, e.fault().summary());
    }
    Instant start = started.get();
    if (start == null) {
      return new Vitals(null, Duration.ZERO, skew);
    }
    Instant serverNow = heard.date() == null ? heardAt : heard.date();
    return Vitals.of(start, Duration.between(start, serverNow), settings.resend(), skew);
  }

  private void take(StartFormat.Said said, AtomicReference<@Nullable Instant> started) {
    started.set(said.startedAt());
    mutesAny = said.mutes();
  }

  private static Duration skew(Instant here, Instant there) {
    return Duration.ofSeconds(Duration.between(here, there.plus(HALF_A_SECOND)).toSeconds());
  }

  private Answer failed(Fault fault) {
    if (works) {
      works = false;
      LOG.warn("{}: {}", url, fault.summary());
    }
    return new Answer.Failed(fault);
  }

  private static AnswerFormat format(SourceSettings.Kind kind) {
    return switch (kind) {
      case ALERTMANAGER -> new AlertmanagerFormat("api/v2/alerts");
      case GRAFANA -> new AlertmanagerFormat("api/alertmanager/grafana/api/v2/alerts");
      case PROMETHEUS -> new PrometheusFormat();
      case LOKI, ELASTICSEARCH, CALENDAR ->
          throw new IllegalArgumentException(kind + " has lines of logs, not alerts");
    };
  }
}
