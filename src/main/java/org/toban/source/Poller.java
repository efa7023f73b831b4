package org.toban.source;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.source.fault.Fault;

/**
 * Polls each source on a thread of its own, at its own cadence, until it is closed. A slow source
 * misses beats instead of piling up questions, and delays no other. When the machine slept, each
 * source is asked at once.
 */
public final class Poller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Poller.class);

  /** Pokes in a row become one poll each of these. */
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** However often it is poked, a server rests as long as it has worked, up to this. */
  private static final Duration LONGEST_REST = Duration.ofSeconds(2);

  /** How soon a sleep of the machine is noticed, and how long it must have been. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  private static final Duration SLEPT = Duration.ofSeconds(5);

  /** A busy machine takes this long to end a poll at its time limit. */
  private static final Duration BEYOND_LIMIT = Duration.ofSeconds(5);

  private static final Duration ENDING = Duration.ofSeconds(2);

  private final InstantSource clock;
  private final Consumer<Reading> readings;
  private final List<Beat> beats;
  private volatile boolean closed;

  /**
   * Starts polling.
   *
   * @param readings takes each reading, on the source's thread; it should only pass it on
   */
  public Poller(List<Source> sources, InstantSource clock, Consumer<Reading> readings) {
    this.clock = clock;
    this.readings = readings;
    this.beats = sources.stream().map(Beat::new).toList();
    beats.forEach(beat -> beat.thread.start());
  }

  /** Polls one source, or all when null, now: also again when it is being polled. */
  public void poke(@Nullable String source) {
    for (Beat beat : beats) {
      if ((source == null || source.equals(beat.source.name())) && beat.source.hurry()) {
        beat.poked.release();
      }
    }
  }

  /**
   * The sources whose own thread stands still, with for how long: no poll ends and none begins for
   * two intervals, though every poll has a time limit. To be asked by another thread.
   */
  public Map<String, Duration> stuck() {
    Map<String, Duration> stuck = new LinkedHashMap<>();
    for (Beat beat : beats) {
      Duration still = Duration.ofNanos(System.nanoTime() - beat.cameRound);
      if (!closed && still.compareTo(beat.patience()) > 0) {
        stuck.put(beat.source.name(), still);
      }
    }
    return stuck;
  }

  /** Ends all polls; afterwards no reading comes. Waits 2 s at most. */
  @Override
  public void close() {
    closed = true;
    beats.forEach(beat -> beat.thread.interrupt());
    long end = System.nanoTime() + ENDING.toNanos();
    for (Beat beat : beats) {
      try {
        if (!beat.thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
          LOG.warn("the poll of {} did not end", beat.source.name());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** One source's polls, one after the other. */
  private final class Beat implements Runnable {
    private final Source source;
    private final Semaphore poked = new Semaphore(0);
    private final Thread thread;
    private volatile long cameRound = System.nanoTime();
    private long lastLook = System.nanoTime();
    private Instant lastWall = clock.instant();

    Beat(Source source) {
      this.source = source;
      this.thread = Thread.ofVirtual().name("poll " + source.name()).unstarted(this);
    }

    @Override
    public void run() {
      try {
        long beat = System.nanoTime();
        while (!closed) {
          poked.drainPermits();
          long began = System.nanoTime();
          cameRound = began;
          lastLook = began;
          lastWall = clock.instant();
          Reading reading = poll();
          long ended = System.nanoTime();
          deliver(reading);
          beat = nextBeat(beat);
          TimeUnit.NANOSECONDS.sleep(began + SHORTEST.toNanos() - System.nanoTime());
          if (!awaitBeat(beat)) {
            long rest = Math.min(ended - began, LONGEST_REST.toNanos());
            TimeUnit.NANOSECONDS.sleep(ended + rest - System.nanoTime());
            beat = System.nanoTime();
          }
        }
      } catch (InterruptedException e) {
        // closed
      }
    }

    Duration patience() {
      Duration two = source.interval().multipliedBy(2);
      Duration limit = source.limit().plus(BEYOND_LIMIT);
      return two.compareTo(limit) > 0 ? two : limit;
    }

    /** The next multiple of the interval; one that has passed meanwhile is left out. */
    private long nextBeat(long beat) {
      long interval = source.interval().toNanos();
      long late = System.nanoTime() - beat;
      return beat + interval * Math.max(1, Math.ceilDiv(late, interval));
    }

    private Reading poll() {
      try {
        return source.read(clock);
      } catch (Throwable e) {
        LOG.error("the poll of {} failed by a fault of Toban", source.name(), e);
        Fault fault = new Fault.Unreadable("Toban itself", "a fault of Toban: " + e);
        return new Reading.Failed(source.name(), clock.instant(), fault);
      }
    }

    private void deliver(Reading reading) {
      if (closed) {
        return;
      }
      try {
        readings.accept(reading);
      } catch (Throwable e) {
        LOG.error("a reading of {} was not taken", source.name(), e);
      }
    }

    /** Waits for the beat; false when a poke or a sleep of the machine came before it. */
    private boolean awaitBeat(long beat) throws InterruptedException {
      while (!hasSlept()) {
        if (lastLook >= beat) {
          return true;
        }
        long wait = Math.min(beat - lastLook, LOOK.toNanos());
        if (poked.tryAcquire(wait, TimeUnit.NANOSECONDS)) {
          return false;
        }
      }
      return false;
    }

    /**
     * Whether the wall clock went further since the last look than the JVM's own, which stands
     * still while the machine sleeps.
     */
    private boolean hasSlept() {
      long look = System.nanoTime();
      cameRound = look;
      Instant wall = clock.instant();
      Duration unseen = Duration.between(lastWall, wall).minusNanos(look - lastLook);
      lastLook = look;
      lastWall = wall;
      if (unseen.compareTo(SLEPT) <= 0) {
        return false;
      }
      LOG.info("{} s passed unseen: polling {} at once", unseen.toSeconds(), source.name());
      return true;
    }
  }
}
