package org.toban.source.logs;

import java.net.URI;
import java.time.Instant;
import org.toban.source.Exchange;
import org.toban.source.fault.PollFailure;

/** One kind of log server. */
interface LogServer {
  /**
   * Asks once.
   *
   * @throws PollFailure when there is no complete and valid answer
   */
  Found search(URI base, Search search) throws PollFailure;

  /**
   * What the rule says that the server does not know, such as a missing field; it finds nothing
   * then, for ever.
   *
   * @throws PollFailure when there is something, or no answer
   */
  void check(URI base) throws PollFailure;

  /** Lines as they arrive, from an instant on. */
  Tail.Course follow(Search.What what, Instant from);

  static LogServer of(LogRule rule) {
    Exchange exchange = Exchange.of(rule.server());
    return switch (rule.server().kind()) {
      case LOKI -> new LokiServer(rule, exchange);
      case ELASTICSEARCH -> new ElasticServer(rule, exchange);
      case ALERTMANAGER, GRAFANA, PROMETHEUS, CALENDAR ->
          throw new IllegalArgumentException(rule.name() + " is no log server");
    };
  }

  /** A path below an address. */
  static URI at(URI base, String path) {
    String text = base.toString();
    return URI.create((text.endsWith("/") ? text : text + "/") + path);
  }
}
