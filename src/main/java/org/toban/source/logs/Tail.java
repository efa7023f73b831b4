package org.toban.source.logs;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.source.fault.Fault;

/**
 * Lines as they arrive, until it is closed. A connection that is lost is taken up again where it
 * was; what was lost on the way is told.
 */
public final class Tail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
  private static final long SHORTEST_PAUSE = 500;
  private static final long LONGEST_PAUSE = 15_000;

  private final Consumer<Event> events;
  private final Thread thread;
  private volatile boolean closed;

  /** What a tail tells, in order. */
  public sealed interface Event {
    record Lines(List<LogLine> lines) implements Event {}

    /** Lines that there were, but that nobody will see here. */
    record Dropped(long lines) implements Event {}

    /** The server is connected, or answers. */
    record Live() implements Event {}

    /** No lines come any more; it is tried again. */
    record Lost(Fault fault) implements Event {}
  }

  /** How one kind of server is followed. */
  interface Course {
    /**
     * Follows from where it was until something goes wrong; gives what.
     *
     * @throws InterruptedException when the tail was closed
     */
    Fault follow(Consumer<Event> events) throws InterruptedException;
  }

  Tail(String name, Course course, Consumer<Event> events) {
    this.events = events;
    this.thread = Thread.ofVirtual().name("tail " + name).unstarted(() -> run(course));
  }

  Tail start() {
    thread.start();
    return this;
  }

  private void run(Course course) {
    long pause = SHORTEST_PAUSE;
    try {
      while (!closed) {
        long begun = System.nanoTime();
        Fault fault = course.follow(this::tell);
        tell(new Event.Lost(fault));
        boolean lasted = System.nanoTime() - begun > LONGEST_PAUSE * 1_000_000;
        pause = lasted ? SHORTEST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
        Thread.sleep(pause);
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private void tell(Event event) {
    if (closed) {
      return;
    }
    try {
      events.accept(event);
    } catch (RuntimeException e) {
      LOG.error("lines of a tail were not taken", e);
    }
  }

  /** From now on nothing more is told. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
