package org.toban.source.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.toban.source.keyring.Keyring.Answer;

class RestingKeyringTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicReference<Answer> answer = new AtomicReference<>(new Answer.Locked());
  private final Keyring keyring =
      new RestingKeyring(
          (_, _, _) -> {
            asked.incrementAndGet();
            return answer.get();
          },
          now::get);

  @Test
  void isNotAskedAgainForAMinuteAfterItWasLocked() {
    assertThat(keyring.find("toban", "prod", LIMIT)).isInstanceOf(Answer.Locked.class);
    answer.set(new Answer.Found("s3cret"));
    now.addAndGet(Duration.ofSeconds(59).toNanos());
    assertThat(keyring.find("toban", "prod", LIMIT)).isInstanceOf(Answer.Locked.class);
    assertThat(asked).hasValue(1);
    assertThat(keyring.find("toban", "other", LIMIT)).isInstanceOf(Answer.Found.class);
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(keyring.find("toban", "prod", LIMIT)).isEqualTo(new Answer.Found("s3cret"));
  }

  @Test
  void isAskedEachTimeWhileItAnswers() {
    answer.set(new Answer.Found("first"));
    keyring.find("toban", "prod", LIMIT);
    answer.set(new Answer.Found("rotated"));
    assertThat(keyring.find("toban", "prod", LIMIT)).isEqualTo(new Answer.Found("rotated"));
    answer.set(new Answer.Absent());
    assertThat(keyring.find("toban", "prod", LIMIT)).isEqualTo(new Answer.Absent());
    keyring.find("toban", "prod", LIMIT);
    assertThat(asked).hasValue(4);
  }

  @Test
  void isNotWaitedForWhileItShowsAPrompt() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Keyring prompting =
        new RestingKeyring(
            (_, _, _) -> {
              asked.incrementAndGet();
              waitFor(never);
              return new Answer.Absent();
            },
            now::get);
    for (int i = 0; i < 3; i++) {
      assertThat(prompting.find("toban", "prod", Duration.ofMillis(50)))
          .isInstanceOfSatisfying(
              Answer.Unavailable.class, it -> assertThat(it.why()).contains("locked", "unlock it"));
    }
    assertThat(asked.get()).as("none at all if its thread came too late").isLessThanOrEqualTo(1);
    never.countDown();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aKeyringThatFailsIsUnavailable() {
    Keyring broken =
        new RestingKeyring(
            (_, _, _) -> {
              throw new IllegalStateException("no such library");
            },
            now::get);
    assertThat(broken.find("toban", "prod", LIMIT))
        .isInstanceOfSatisfying(
            Answer.Unavailable.class, it -> assertThat(it.why()).contains("no such library"));
  }
}
