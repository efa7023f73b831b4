package org.toban.testbed;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    try {
      return done.get(1, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("the FX thread does not answer; it stands at " + stack(), e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String stack() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(it -> it.getKey().getName().equals("JavaFX Application Thread"))
        .map(it -> Arrays.stream(it.getValue()).map(Object::toString).collect(joining("\n  ")))
        .findFirst()
        .orElse("no place: there is no such thread");
  }
}
