package org.toban.source.logs;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;

/**
 * Follows an index by asking again for the newest few seconds: lines become visible only at the
 * next refresh, and not in the order of their times, so those seconds overlap, and a line that was
 * told already is known by its name. Needs no sorting by {@code _id}, which clusters may forbid.
 */
final class ElasticCourse implements Tail.Course {
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration OVERLAP = Duration.ofSeconds(5);

  /** Without an end in practice: clocks of hosts may run ahead, and a log may be quiet for long. */
  private static final Duration AHEAD = Duration.ofDays(365);

  private static final int PAGE = 1000;
  private static final int KNOWN = 20_000;

  private final ElasticServer server;
  private final URI base;
  private final Search.What what;
  private final Map<String, Instant> told = new LinkedHashMap<>();
  private final Instant begin;
  private Instant newest;

  ElasticCourse(LogRule rule, Search.What what, ElasticServer server, Instant from) {
    this.server = server;
    this.base = rule.server().urls().getFirst();
    this.what = what;
    this.begin = from;
    this.newest = from;
  }

  @Override
  public Fault follow(Consumer<Tail.Event> events) throws InterruptedException {
    boolean live = false;
    try {
      while (true) {
        boolean more = ask(events);
        if (!live) {
          live = true;
          events.accept(new Tail.Event.Live());
        }
        if (!more) {
          Thread.sleep(EVERY);
        } else if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    } catch (PollFailure e) {
      return e.fault();
    }
  }

  /** One question; whether there is more to be had at once. */
  private boolean ask(Consumer<Tail.Event> events) throws PollFailure {
    Instant from = newest.minus(OVERLAP).isBefore(begin) ? begin : newest.minus(OVERLAP);
    ElasticAnswer.Page page = page(from);
    List<LogLine> fresh = fresh(page);
    boolean more = page.total() > page.hits().size();
    if (more && fresh.isEmpty()) { // the overlap alone fills a page: go on without it
      Instant last = page.hits().getLast().line().at();
      from = last.isAfter(from) ? last : from.plusMillis(1);
      page = page(from);
      fresh = fresh(page);
      more = page.total() > page.hits().size();
      if (more && fresh.isEmpty()) {
        events.accept(new Tail.Event.Dropped(page.total() - page.hits().size()));
        newest = from.plusMillis(1).plus(OVERLAP);
        return true;
      }
    }
    if (!fresh.isEmpty()) {
      events.accept(new Tail.Event.Lines(fresh));
      Instant last = fresh.getLast().at();
      newest = last.isAfter(newest) ? last : newest;
    }
    return more;
  }

  private ElasticAnswer.Page page(Instant from) throws PollFailure {
    return server.page(base, new Search(what, from, from.plus(AHEAD), false, PAGE));
  }

  /** Lines that were not told yet, oldest first. */
  private List<LogLine> fresh(ElasticAnswer.Page page) {
    List<LogLine> fresh = new ArrayList<>();
    for (ElasticAnswer.Hit hit : page.hits()) {
      if (told.putIfAbsent(hit.id(), hit.line().at()) == null) {
        fresh.add(hit.line());
      }
    }
    while (told.size() > KNOWN) {
      told.remove(told.keySet().iterator().next());
    }
    return new Found(fresh, true).lines();
  }
}
