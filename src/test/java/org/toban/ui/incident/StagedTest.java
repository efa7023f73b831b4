package org.toban.ui.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.junit.jupiter.api.Test;
import org.toban.ui.look.Turns;

class StagedTest {
  /** Between two parts of the first time somebody selects another incident. */
  @Test
  void whatWasShownIsShownAnew() {
    assertThat(
            onFx(() -> {
              List<String> shown = new ArrayList<>();
              Staged staged = new Staged(() -> shown.add("head"), () -> shown.add("rest"));
              staged.run();
              Turns.drop(staged);
              assertThat(staged.next()).as("another part").isTrue();
              staged.run();
              Turns.drop(staged);
              assertThat(staged.next()).isFalse();
              assertThat(staged.isThrough()).isTrue();
              staged.run();
              return List.copyOf(shown);
            }))
        .containsExactly("head", "head", "rest", "head", "rest");
  }

  private interface Work {
    List<String> done();
  }

  private static List<String> onFx(Work work) {
    CompletableFuture<List<String>> done = new CompletableFuture<>();
    Runnable run =
        () -> {
          try {
            done.complete(work.done());
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
