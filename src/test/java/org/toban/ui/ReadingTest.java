package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.toban.ui.look.FxFeed;

/** Slow reads of the past: few at once, on threads of their own, and dropped when not wanted. */
class ReadingTest {
  private final LinkedBlockingQueue<String> shown = new LinkedBlockingQueue<>();
  private final CountDownLatch slow = new CountDownLatch(1);

  @BeforeAll
  static void toolkit() {
    OnScreen.startToolkit();
  }

  /** SQLite blocks in native code: on a virtual thread it would hold a carrier of the pollers. */
  @Test
  void readsOnDaemonThreadsOfThePlatform() throws Exception {
    FxFeed.read(
        () -> Thread.currentThread().isVirtual() + " " + Thread.currentThread().isDaemon(),
        shown::add,
        failure -> {});
    assertThat(shown.poll(1, TimeUnit.MINUTES)).isEqualTo("false true");
  }

  @Test
  void aFewReadsAtOnceAndTheRestWaits() throws Exception {
    LinkedBlockingQueue<String> begun = new LinkedBlockingQueue<>();
    List<FxFeed.Reading> readings = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      readings.add(FxFeed.read(() -> waiting(begun), shown::add, failure -> {}));
    }
    for (int i = 0; i < 3; i++) {
      assertThat(begun.poll(1, TimeUnit.MINUTES)).isNotNull();
    }
    assertThat(begun).isEmpty();
    readings.getLast().drop();
    slow.countDown();
    for (int i = 0; i < 7; i++) {
      assertThat(shown.poll(1, TimeUnit.MINUTES)).isNotNull();
    }
    assertThat(begun).as("the dropped one never began").hasSize(4);
  }

  @Test
  void whatIsDroppedIsInterruptedAndNotShown() throws Exception {
    LinkedBlockingQueue<String> begun = new LinkedBlockingQueue<>();
    FxFeed.Reading reading =
        FxFeed.read(() -> waiting(begun), shown::add, failure -> shown.add("failed"));
    assertThat(begun.poll(1, TimeUnit.MINUTES)).isNotNull();
    reading.drop();
    assertThat(begun.poll(1, TimeUnit.MINUTES)).isEqualTo("interrupted");
    FxFeed.read(() -> "next", shown::add, failure -> {});
    assertThat(shown.poll(1, TimeUnit.MINUTES)).isEqualTo("next");
  }

  @Test
  void aFailureIsGivenOnTheFxThread() throws Exception {
    FxFeed.read(
        () -> {
          throw new java.io.IOException("the disk is gone");
        },
        value -> {},
        failure ->
            shown.add(javafx.application.Platform.isFxApplicationThread() + failure.getMessage()));
    assertThat(shown.poll(1, TimeUnit.MINUTES)).isEqualTo("truethe disk is gone");
  }

  private String waiting(LinkedBlockingQueue<String> begun) throws InterruptedException {
    begun.add("begun");
    try {
      slow.await();
    } catch (InterruptedException e) {
      begun.add("interrupted");
      throw e;
    }
    return "done";
  }
}
