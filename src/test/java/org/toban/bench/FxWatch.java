package org.toban.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import org.toban.testbed.FxThread;

/**
 * An eye on the FX thread from outside: a thread of its own posts a beat, waits until the FX thread
 * has come to it, and a millisecond later posts the next. How long the FX thread lets a beat wait
 * is how long a key stroke would have waited, collector and other processes included; the CPU time
 * that it takes between two beats is what it did itself in one go.
 */
final class FxWatch implements AutoCloseable {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final long REST_NANOS = 1_000_000;

  private final long fxThread = onFx(() -> Thread.currentThread().threadId());
  private final Thread thread = Thread.ofPlatform().daemon().name("fx-watch").unstarted(this::run);
  private volatile boolean closed;
  private volatile Waiting waiting = new Waiting(() -> false, new CompletableFuture<>());
  private volatile long longest;
  private volatile long slice;
  private long cpuAtBeat; // of the FX thread
  private long cpuBefore;
  private long begun;

  /** What is asked for at each beat until it holds. */
  private record Waiting(BooleanSupplier condition, CompletableFuture<Long> held) {}

  /**
   * What was seen of the FX thread in a span of time.
   *
   * @param longest that a beat waited, in ms
   * @param slice the most CPU between two beats, in ms
   * @param cpu time of the FX thread, in ms
   * @param took the whole span, in ms
   */
  record Seen(double longest, double slice, double cpu, double took) {}

  FxWatch() {
    thread.start();
  }

  static <T> T onFx(Callable<T> work) {
    return FxThread.call(work);
  }

  private void run() {
    Semaphore came = new Semaphore(0);
    while (!closed) {
      long posted = System.nanoTime();
      Platform.runLater(() -> {
        long now = System.nanoTime();
        longest = Math.max(longest, now - posted);
        long cpu = THREADS.getCurrentThreadCpuTime();
        slice = cpuAtBeat == 0 ? 0 : Math.max(slice, cpu - cpuAtBeat);
        Waiting it = waiting;
        if (!it.held.isDone() && it.condition.getAsBoolean()) {
          it.held.complete(now);
        }
        cpuAtBeat = THREADS.getCurrentThreadCpuTime(); // what was asked for is not the desk's
        came.release();
      });
      came.acquireUninterruptibly();
      LockSupport.parkNanos(REST_NANOS);
    }
  }

  /** Begins a span. */
  void begin() {
    longest = 0;
    slice = 0;
    cpuBefore = THREADS.getThreadCpuTime(fxThread);
    begun = System.nanoTime();
  }

  /** Ends the span. */
  Seen end() {
    long took = System.nanoTime() - begun;
    long cpu = THREADS.getThreadCpuTime(fxThread) - cpuBefore;
    return new Seen(longest / 1e6, slice / 1e6, cpu / 1e6, took / 1e6);
  }

  /** Waits until something holds on the FX thread; gives since when, by {@code nanoTime}. */
  long await(String what, BooleanSupplier condition) throws Exception {
    CompletableFuture<Long> held = new CompletableFuture<>();
    waiting = new Waiting(condition, held);
    try {
      return held.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(what + ": not within " + LIMIT.toSeconds() + " s", e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
