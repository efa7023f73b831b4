package org.toban.ui.tray;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An icon in the desktop's tray; failing to get one never delays or stops the desk. */
public interface Tray extends AutoCloseable {
  /** Whether a tray shows the icon, so that the window may hide behind it. */
  boolean isShown();

  /** Shows another state; returns soon and never throws for what the desktop does. */
  void show(TrayState state);

  @Override
  void close();

  /**
   * Looks for a tray: first a StatusNotifierItem over D-Bus, then AWT's. Each gets its time, on a
   * thread of its own.
   *
   * @param activate the icon was clicked; called on any thread
   * @return null when the desktop has none
   */
  static @Nullable Tray open(TrayState state, Runnable activate, Duration limit) {
    Tray tray = within(limit, () -> StatusNotifierTray.open(null, state, activate));
    return tray != null ? tray : within(limit, () -> AwtTray.open(state, activate));
  }

  private static @Nullable Tray within(Duration limit, Supplier<@Nullable Tray> opening) {
    CompletableFuture<@Nullable Tray> opened = new CompletableFuture<>();
    Thread.ofPlatform() // AWT loads native code, which would hold a carrier of the virtual threads
        .daemon()
        .name("tray-open")
        .start(() -> {
          try {
            Tray tray = opening.get();
            if (!opened.complete(tray) && tray != null) {
              tray.close(); // too late: the desk has gone on without it
            }
          } catch (RuntimeException | LinkageError e) {
            opened.complete(null);
          }
        });
    try {
      return opened.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      opened.complete(null);
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Opens a tray in the background and hands it over when there is one. */
  static void openLater(
      TrayState state, Runnable activate, Duration limit, Consumer<@Nullable Tray> opened) {
    Thread.ofVirtual().name("tray").start(() -> opened.accept(open(state, activate, limit)));
  }
}
