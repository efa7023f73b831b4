package org.toban.source.logs;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.toban.source.Exchange;
import org.toban.source.LokiNumbers;
import org.toban.source.fault.PollFailure;

/** Loki, asked by {@code GET /loki/api/v1/query_range}. */
final class LokiServer implements LogServer {
  private final LogRule rule;
  private final Exchange exchange;

  LokiServer(LogRule rule, Exchange exchange) {
    this.rule = rule;
    this.exchange = exchange;
  }

  @Override
  public Found search(URI base, Search search) throws PollFailure {
    String path =
        "loki/api/v1/query_range?query="
            + encoded(query(rule, search.what()))
            + "&start="
            + LokiNumbers.nanos(search.from())
            + "&end="
            + LokiNumbers.nanos(search.to())
            + "&limit="
            + search.limit()
            + "&direction="
            + (search.newestFirst() ? "backward" : "forward");
    List<LogLine> lines = new ArrayList<>();
    exchange.get(LogServer.at(base, path), body -> lines.addAll(LokiAnswer.read(body)));
    boolean whole = lines.size() < search.limit();
    // not every server with this API leaves the end out
    lines.removeIf(it -> it.at().isBefore(search.from()) || !it.at().isBefore(search.to()));
    return new Found(lines, whole);
  }

  /** The LogQL of a question. */
  static String query(LogRule rule, Search.What what) {
    String query = rule.question().query();
    return switch (what) {
      case Search.What.Counted _ ->
          LogQl.withLevels(
              String.valueOf(query), rule.question().levels(), rule.question().fields().level());
      case Search.What.Around it ->
          LogQl.narrowed(it.ofRule() && query != null ? LogQl.selector(query) : null, it.equal());
    };
  }

  /** A selector that matches nothing is no error of Loki's; only doctor can doubt it. */
  @Override
  public void check(URI base) {}

  @Override
  public Tail.Course follow(Search.What what, Instant from) {
    return new LokiCourse(rule, what, exchange, from);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
