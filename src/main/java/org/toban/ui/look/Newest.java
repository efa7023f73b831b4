package org.toban.ui.look;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Works on the newest of the values that are offered, on a virtual thread, one at a time; what is
 * overtaken while it works is dropped.
 */
public final class Newest<T> {
  private final Consumer<T> work;
  private final AtomicReference<@Nullable T> offered = new AtomicReference<>();
  private final AtomicBoolean working = new AtomicBoolean();

  public Newest(Consumer<T> work) {
    this.work = work;
  }

  /** Returns at once; from any thread. */
  public void offer(T value) {
    offered.set(value);
    startWork();
  }

  private void startWork() {
    if (working.compareAndSet(false, true)) {
      Thread.ofVirtual().name("desk-newest").start(this::workOff);
    }
  }

  private void workOff() {
    try {
      T value = offered.getAndSet(null);
      while (value != null) {
        work.accept(value);
        value = offered.getAndSet(null);
      }
    } finally {
      working.set(false);
      if (offered.get() != null) {
        startWork();
      }
    }
  }
}
