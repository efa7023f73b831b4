package org.toban.source.oncall;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.incident.Schedule;
import org.toban.source.Answer;

/** Reads each schedule at its interval, on a virtual thread of its own. */
public final class SchedulePoller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SchedulePoller.class);

  private final CountDownLatch closed = new CountDownLatch(1);
  private final InstantSource clock;
  private final Listener listener;

  /** Takes each answer, on a thread of the poller; it should only pass it on. */
  @FunctionalInterface
  public interface Listener {
    void take(Instant at, String name, Answer<Schedule> answer);
  }

  private SchedulePoller(InstantSource clock, Listener listener) {
    this.clock = clock;
    this.listener = listener;
  }

  /** Begins at once. */
  public static SchedulePoller start(
      List<ScheduleFeed> feeds, InstantSource clock, Listener listener) {
    SchedulePoller poller = new SchedulePoller(clock, listener);
    feeds.forEach(feed ->
        Thread.ofVirtual().name("schedule " + feed.name()).start(() -> poller.follow(feed)));
    return poller;
  }

  private void follow(ScheduleFeed feed) {
    try {
      do {
        read(feed);
      } while (!closed.await(feed.interval().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(ScheduleFeed feed) {
    try {
      Answer<Schedule> answer = feed.read(clock.instant());
      if (answer instanceof Answer.Failed<Schedule> failed) {
        LOG.warn("schedule {}: {}", feed.name(), failed.fault().summary());
      }
      if (closed.getCount() > 0) {
        listener.take(clock.instant(), feed.name(), answer);
      }
    } catch (RuntimeException e) {
      LOG.error("the schedule {} was not read", feed.name(), e);
    }
  }

  /** Afterwards no answer comes. */
  @Override
  public void close() {
    closed.countDown();
  }
}
