package org.toban.testbed;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/** The thread of JavaFX, for tests of parts that need it and no window. */
public final class FxThread {
  private FxThread() {}

  /** Does the work there, and gives what came of it; the first call starts the toolkit. */
  public static <T> T call(Callable<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Runnable run =
        () -> {
          try {
            done.complete(work.call());
          } catch (Throwable e) {
            done.completeExceptionally(e);
          }
        };
    try {
      Platform.startup(run);
    } catch (IllegalStateException running) {
      Platform.runLater(run); // one toolkit serves all tests
    }
    Platform.setImplicitExit(false);
    return done.orTimeout(1, TimeUnit.MINUTES).join();
  }
}
