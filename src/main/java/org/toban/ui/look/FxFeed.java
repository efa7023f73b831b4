package org.toban.ui.look;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The way on to the FX thread. A feed takes values from any thread, digests the newest one on a
 * virtual thread, and shows the newest result, at most one a frame; what is overtaken is never
 * shown.
 */
public final class FxFeed<I, O> {
  private static final long FRAME_NANOS = 16_000_000;
  private static final int READING = 3;
  private static final ThreadPoolExecutor READERS = readers();

  private final Newest<I> digest;
  private final Consumer<O> show;
  private final AtomicReference<@Nullable O> ready = new AtomicReference<>();
  private final AtomicBoolean showing = new AtomicBoolean();
  private long shownAt;

  /**
   * A feed.
   *
   * @param digest pure; on a virtual thread, one at a time; null when the value is overtaken
   * @param show on the FX thread
   */
  public FxFeed(Function<I, @Nullable O> digest, Consumer<O> show) {
    this.digest = new Newest<>(value -> digested(digest.apply(value)));
    this.show = show;
  }

  /** Returns at once. */
  public void offer(I value) {
    digest.offer(value);
  }

  private void digested(@Nullable O result) {
    if (result == null) {
      return;
    }
    ready.set(result);
    if (showing.compareAndSet(false, true)) {
      onFx(this::showNewest);
    }
  }

  private void showNewest() {
    long wait = shownAt + FRAME_NANOS - System.nanoTime();
    if (shownAt != 0 && wait > 0) {
      PauseTransition frame = new PauseTransition(Duration.millis(wait / 1e6));
      frame.setOnFinished(done -> showNow());
      frame.play();
    } else {
      showNow();
    }
  }

  private void showNow() {
    shownAt = System.nanoTime();
    showing.set(false);
    O newest = ready.getAndSet(null);
    if (newest != null) {
      show.accept(newest);
    }
  }

  /** Runs on the FX thread: now when this is it, else soon. */
  public static void onFx(Runnable work) {
    if (Platform.isFxApplicationThread()) {
      work.run();
    } else {
      Platform.runLater(work);
    }
  }

  /** Runs when what the FX thread does now is done: after a layout pass, not within it. */
  public static void afterPulse(Runnable work) {
    Platform.runLater(work);
  }

  /** A read that is under way or waits for its turn. */
  public interface Reading {
    /** Nobody wants the answer any more: neither it nor a failure is given. */
    void drop();
  }

  /** Reads off the FX thread and gives the value, or what went wrong, on it. */
  public static <T> Reading read(Callable<T> reader, Consumer<T> show, Consumer<Exception> failed) {
    FutureTask<T> task =
        new FutureTask<>(reader) {
          @Override
          protected void done() {
            onFx(() -> answer(this, show, failed));
          }
        };
    READERS.execute(task);
    return () -> {
      task.cancel(true);
      READERS.remove(task);
    };
  }

  private static <T> void answer(FutureTask<T> task, Consumer<T> show, Consumer<Exception> failed) {
    switch (task.state()) {
      case SUCCESS -> show.accept(task.resultNow());
      case FAILED -> {
        Throwable why = task.exceptionNow();
        failed.accept(why instanceof Exception it ? it : new IllegalStateException(why));
      }
      case CANCELLED, RUNNING -> {}
    }
  }

  // Reading the past blocks in native code, which would hold a carrier of the virtual threads that
  // the pollers live on: with two cores, two slow queries would stop them all.
  private static ThreadPoolExecutor readers() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            READING,
            READING,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("desk-read-", 1).factory());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
