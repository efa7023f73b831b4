package org.toban.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alerts;
import org.toban.source.fault.Fault;
import org.toban.source.json.Answers;
import org.toban.testbed.Server;

class PollerTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Queue<Reading> readings = new ConcurrentLinkedQueue<>();

  /** What a test source does in a poll. */
  private interface Deed {
    void happen() throws InterruptedException;
  }

  private record Fake(String name, Duration interval, Deed deed, AtomicInteger polls)
      implements Source {
    @Override
    public Reading read(InstantSource clock) {
      polls.incrementAndGet();
      try {
        deed.happen();
      } catch (InterruptedException e) {
        return new Reading.Failed(name, clock.instant(), new Fault.Unreachable("stopped"));
      }
      return new Reading.Complete(name, clock.instant(), Alerts.none(), Duration.ZERO);
    }
  }

  private static Fake fake(String name, Duration interval, Deed deed) {
    return new Fake(name, interval, deed, new AtomicInteger());
  }

  private static Fake quick(String name, int millis) {
    return fake(name, Duration.ofMillis(millis), () -> {});
  }

  private Poller poller(Source... sources) {
    return new Poller(List.of(sources), InstantSource.system(), readings::add);
  }

  private List<Reading> of(String source) {
    return readings.stream().filter(it -> it.source().equals(source)).toList();
  }

  @Test
  void asksAtOnceAndThenAtTheSourcesOwnCadence() {
    Fake fast = quick("fast", 200);
    Fake slow = quick("slow", 60_000);
    try (Poller poller = poller(fast, slow)) {
      Server.await("six readings", SOON, () -> of("fast").size() == 6);
      List<Instant> times = of("fast").stream().map(Reading::at).toList();
      Duration five = Duration.between(times.getFirst(), times.get(5));
      assertThat(five).isBetween(Duration.ofMillis(900), Duration.ofMillis(1400));
      assertThat(of("slow")).hasSize(1);
    }
  }

  @Test
  void aStuckSourceDelaysNoOther() {
    CountDownLatch never = new CountDownLatch(1);
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      sources.add(fake("stuck" + i, Duration.ofMillis(200), never::await));
    }
    sources.add(quick("fast", 200));
    try (Poller poller = poller(sources.toArray(Source[]::new))) {
      Server.await("six readings", SOON, () -> of("fast").size() == 6);
      List<Instant> times = of("fast").stream().map(Reading::at).toList();
      assertThat(Duration.between(times.getFirst(), times.get(5)))
          .isBetween(Duration.ofMillis(900), Duration.ofMillis(1400));
      assertThat(readings).allMatch(it -> it.source().equals("fast"));
    }
  }

  @Test
  void aSlowSourceMissesBeatsInsteadOfPilingUp() {
    Fake slow = fake("slow", Duration.ofMillis(200), () -> Thread.sleep(500));
    try (Poller poller = poller(slow)) {
      Server.await("three readings", SOON, () -> of("slow").size() == 3);
      List<Instant> times = of("slow").stream().map(Reading::at).toList();
      assertThat(Duration.between(times.getFirst(), times.get(2)))
          .isBetween(Duration.ofMillis(1150), Duration.ofMillis(1600)); // 600 ms beats, not 500
    }
  }

  @Test
  void aPokePollsNowAndAFloodIsFew() {
    Fake one = quick("one", 60_000);
    Fake other = quick("other", 60_000);
    try (Poller poller = poller(one, other)) {
      Server.await("first", SOON, () -> readings.size() == 2);
      poller.poke("one");
      Server.await("poked", SOON, () -> of("one").size() == 2);
      assertThat(of("other")).hasSize(1);
      poller.poke(null);
      Server.await("all", SOON, () -> of("one").size() == 3 && of("other").size() == 2);
      long begun = System.nanoTime();
      for (int i = 0; i < 100_000; i++) {
        poller.poke("one");
      }
      Server.await("flooded", SOON, () -> of("one").size() > 3);
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      assertThat(of("one")).hasSizeLessThan(6 + (int) (took.toMillis() / 100));
    }
  }

  @Test
  void anyThrowableIsAFailedReadingAndNotTheEnd() {
    AtomicInteger count = new AtomicInteger();
    Fake bad =
        fake(
            "bad",
            Duration.ofMillis(100),
            () -> {
              switch (count.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("one");
                case 2 -> throw new StackOverflowError("two");
                default -> {}
              }
            });
    try (Poller poller = poller(bad)) {
      Server.await("recovered", SOON, () -> of("bad").size() >= 3);
      assertThat(of("bad").get(0)).isInstanceOf(Reading.Failed.class);
      assertThat(of("bad").get(1)).isInstanceOf(Reading.Failed.class);
      assertThat(of("bad").get(2)).isInstanceOf(Reading.Complete.class);
    }
  }

  @Test
  void aTakerThatThrowsDoesNotEndThePolls() {
    Fake fake = quick("fake", 100);
    try (Poller poller =
        new Poller(
            List.of(fake),
            InstantSource.system(),
            reading -> {
              readings.add(reading);
              throw new IllegalStateException("full");
            })) {
      Server.await("more", SOON, () -> readings.size() >= 3);
    }
  }

  @Test
  void afterSleepEachSourceIsAskedAtOnce() {
    AtomicReference<Duration> slept = new AtomicReference<>(Duration.ZERO);
    InstantSource clock = () -> Instant.now().plus(slept.get());
    try (Poller poller = new Poller(List.of(quick("one", 3_600_000)), clock, readings::add)) {
      Server.await("first", SOON, () -> readings.size() == 1);
      slept.set(Duration.ofHours(12));
      Server.await("woken", SOON, () -> readings.size() == 2);
      slept.set(Duration.ofHours(1)); // set back: no reason to poll
      Server.await(
          "three looks",
          SOON,
          new Server.Condition() {
            private final long begun = System.nanoTime();

            @Override
            public boolean holds() {
              return System.nanoTime() - begun > 3_000_000_000L;
            }
          });
      assertThat(readings).hasSize(2);
    }
  }

  @Test
  void closingEndsAWaitingAndAStuckPollPromptly() {
    CountDownLatch never = new CountDownLatch(1);
    Fake stuck = fake("stuck", Duration.ofMillis(100), never::await);
    Fake waiting = quick("waiting", 60_000);
    Poller poller = poller(stuck, waiting);
    Server.await("under way", SOON, () -> stuck.polls().get() == 1 && readings.size() == 1);
    long begun = System.nanoTime();
    poller.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    assertThat(readings).hasSize(1);
    poller.poke(null);
    assertThat(stuck.polls()).hasValue(1);
  }

  @Test
  void closingEndsAnExchangeUnderWay() {
    try (RawServer server = RawServer.start(out -> Thread.sleep(60_000))) {
      Source source =
          Source.of(
              HttpSourceTest.settings(
                  Duration.ofSeconds(50),
                  1 << 20,
                  SourceSettings.Http.plain(),
                  server.url(),
                  server.url().resolve("/replica/")));
      Poller poller = poller(source);
      Server.await("asked", SOON, () -> server.requests().size() == 2);
      long begun = System.nanoTime();
      poller.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    }
  }

  /** A real drip beside a real quick server. */
  @Test
  void aDrippingServerDelaysNoOther() {
    byte[] alerts = AnswerWriter.alertmanager(SomeAlerts.numbered(3), SomeAlerts.START);
    try (RawServer drip =
            RawServer.start(out -> {
              out.write(Answers.bytes("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n["));
              while (true) {
                out.write(' ');
                out.flush();
                Thread.sleep(100);
              }
            });
        RawServer quick = RawServer.answering(alerts)) {
      List<Source> sources = List.of(real("drip", drip), real("quick", quick));
      try (Poller poller = new Poller(sources, InstantSource.system(), readings::add)) {
        Server.await("ten", SOON, () -> of("quick").size() >= 10 && of("drip").size() >= 1);
        List<Instant> times = of("quick").stream().map(Reading::at).toList();
        assertThat(Duration.between(times.getFirst(), times.get(9)))
            .isBetween(Duration.ofMillis(1600), Duration.ofMillis(2400));
        assertThat(of("drip"))
            .allSatisfy(it ->
                assertThat(((Reading.Failed) it).fault())
                    .isEqualTo(new Fault.TimedOut(Duration.ofSeconds(1))));
      }
    }
  }

  private static Source real(String name, RawServer server) {
    return Source.of(
        new SourceSettings(
            name,
            SourceSettings.Kind.ALERTMANAGER,
            List.of(server.url()),
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            1 << 20,
            null,
            SourceSettings.Http.plain()));
  }
}
