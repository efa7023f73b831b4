package org.toban.source.logs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.toban.source.Exchange;
import org.toban.source.LokiNumbers;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;

/** Follows Loki over {@code /loki/api/v1/tail}, a websocket of frames of streams. */
final class LokiCourse implements Tail.Course {
  private static final int BACKLOG = 1000;

  private final LogRule rule;
  private final String query;
  private final Exchange exchange;
  private volatile Instant from;

  LokiCourse(LogRule rule, Search.What what, Exchange exchange, Instant from) {
    this.rule = rule;
    this.query = LokiServer.query(rule, what);
    this.exchange = exchange;
    this.from = from;
  }

  @Override
  public Fault follow(Consumer<Tail.Event> events) throws InterruptedException {
    CompletableFuture<Fault> end = new CompletableFuture<>();
    String path =
        "loki/api/v1/tail?query="
            + LokiServer.encoded(query)
            + "&start="
            + LokiNumbers.nanos(from)
            + "&limit="
            + BACKLOG;
    URI url = LogServer.at(rule.server().urls().getFirst(), path);
    Runnable stop;
    try {
      stop = exchange.follow(url, new Frames(events, end));
    } catch (PollFailure e) {
      return e.fault();
    }
    try {
      return end.get();
    } catch (ExecutionException e) {
      return new Fault.Unreadable("Toban itself", "a fault of Toban: " + e.getCause());
    } finally {
      stop.run();
    }
  }

  /** Takes frames on the socket's thread; a slow reader slows the server, which then drops. */
  private final class Frames implements Exchange.Frames {
    private final Consumer<Tail.Event> events;
    private final CompletableFuture<Fault> end;

    Frames(Consumer<Tail.Event> events, CompletableFuture<Fault> end) {
      this.events = events;
      this.end = end;
    }

    @Override
    public void opened() {
      events.accept(new Tail.Event.Live());
    }

    @Override
    public void ended(Fault why) {
      end.complete(why);
    }

    @Override
    public void frame(byte[] text) {
      try {
        LokiAnswer.Frame it = LokiAnswer.readFrame(new ByteArrayInputStream(text));
        Found found = new Found(it.lines(), true);
        if (!found.lines().isEmpty()) {
          events.accept(new Tail.Event.Lines(found.lines()));
          Instant newest = found.lines().getLast().at();
          from = newest.isBefore(from) ? from : newest.plusNanos(1);
        }
        if (it.dropped() > 0) {
          events.accept(new Tail.Event.Dropped(it.dropped()));
        }
      } catch (PollFailure e) {
        end.complete(e.fault());
      } catch (IOException e) {
        end.complete(new Fault.Unreadable("a frame", String.valueOf(e.getMessage())));
      }
    }
  }
}
