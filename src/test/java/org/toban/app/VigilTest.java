package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alerts;
import org.toban.engine.Input;
import org.toban.notice.Box;
import org.toban.source.Poller;
import org.toban.source.Reading;
import org.toban.source.Source;
import org.toban.testbed.Server;

/** What stands still is seen by a thread that does not (T35). */
class VigilTest {
  private static final Duration SOON = Duration.ofMinutes(1);

  private final Queue<Input> inbox = new ConcurrentLinkedQueue<>();
  private final Queue<Set<String>> shown = new ConcurrentLinkedQueue<>();
  private final AtomicReference<Map<String, Duration>> polls = new AtomicReference<>(Map.of());
  private final AtomicReference<Duration> engine = new AtomicReference<>(Duration.ZERO);
  private final AtomicReference<Duration> desk = new AtomicReference<>(Duration.ZERO);
  private final Box channel = new Box();
  private final Vigil vigil =
      new Vigil(
          Vigil.PATIENCE,
          () -> polls.get(),
          () -> engine.get(),
          inbox::add,
          List.of(channel),
          InstantSource.system(),
          Locale.ENGLISH);

  VigilTest() {
    vigil.watch(desk::get, shown::add);
  }

  @AfterEach
  void close() {
    vigil.close();
  }

  @Test
  void aStuckPollAndAFrozenWindowAreToldToTheEngineAndTheTray() {
    polls.set(Map.of("prod", Duration.ofSeconds(31)));
    Server.await("told", SOON, () -> last(Input.Stuck.class) != null);
    assertThat(last(Input.Stuck.class).parts()).containsExactly("poll prod");
    desk.set(Duration.ofSeconds(11));
    Server.await(
        "both", SOON, () -> last(Input.Stuck.class).parts().equals(Set.of("poll prod", "desk")));
    Server.await("tray", SOON, () -> shown.contains(Set.of("poll prod", "desk")));
    polls.set(Map.of());
    desk.set(Duration.ZERO);
    Server.await("well again", SOON, () -> last(Input.Stuck.class).parts().isEmpty());
    assertThat(channel.notices()).as("the engine tells people").isEmpty();
  }

  @Test
  void aStuckEngineIsToldToPeopleWithoutIt() {
    engine.set(Duration.ofSeconds(11));
    Server.await("notice", SOON, () -> channel.notices().size() == 1);
    assertThat(channel.notices().getFirst().title()).isEqualTo("Toban stands still");
    Server.await("tray", SOON, () -> shown.contains(Set.of("engine")));
    assertThat(inbox).isEmpty();
    engine.set(Duration.ofSeconds(42));
    Server.await("tray every second", SOON, () -> shown.size() >= 3);
    engine.set(Duration.ZERO);
    Server.await("told afterwards", SOON, () -> last(Input.Stood.class) != null);
    assertThat(last(Input.Stood.class).time()).isGreaterThan(Duration.ofSeconds(10));
    assertThat(channel.notices()).hasSize(1);
  }

  private <T extends Input> @Nullable T last(Class<T> type) {
    return inbox.stream().filter(type::isInstance).map(type::cast).reduce((a, b) -> b).orElse(null);
  }

  /** A real poller whose thread is parked in the middle of a poll. */
  @Test
  void aParkedPollThreadIsStuckAndAWaitingOneIsNot() {
    CountDownLatch never = new CountDownLatch(1);
    Source parked = new Parked("parked", Duration.ofMillis(200), never);
    Source waiting = new Parked("waiting", Duration.ofHours(1), new CountDownLatch(0));
    try (Poller poller = new Poller(List.of(parked, waiting), InstantSource.system(), it -> {})) {
      assertThat(poller.stuck()).isEmpty();
      Server.await("stuck", SOON, () -> poller.stuck().containsKey("parked"));
      assertThat(poller.stuck()).containsOnlyKeys("parked");
      never.countDown();
      Server.await("moves", SOON, () -> poller.stuck().isEmpty());
    }
  }

  private record Parked(String name, Duration interval, CountDownLatch latch) implements Source {
    @Override
    public Reading read(InstantSource clock) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new Reading.Complete(name, clock.instant(), Alerts.none(), Duration.ZERO);
    }
  }
}
