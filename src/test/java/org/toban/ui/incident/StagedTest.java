package org.toban.ui.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.toban.testbed.FxThread;
import org.toban.ui.look.Turns;

class StagedTest {
  /** Between two parts of the first time somebody selects another incident. */
  @Test
  void whatWasShownIsShownAnew() {
    assertThat(
            FxThread.call(() -> {
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
}
