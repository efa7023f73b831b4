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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alerts;
import org.toban.source.fault.Fault;
import org.toban.source.json.Answers;
import org.toban.testbed.Server;

class PollerTest {
  private static final Duration SOON = Duration.ofMinutes(1);

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

  /** Waits for some intervals in a row that a busy machine does not make longer than this. */
  private void awaitSteady(String source, int intervals, Duration most) {
    Server.await(
        intervals + " intervals of " + source + " in " + most.toMillis() + " ms",
        SOON,
        () -> {
          List<Instant> times = of(source).stream().map(Reading::at).toList();
          return IntStream.range(0, times.size() - intervals)
              .mapToObj(i -> Duration.between(times.get(i), times.get(i + intervals)))
              .anyMatch(it -> it.compareTo(most) <= 0);
        });
  }

  /** Holds on any machine: a late poll does not make the next ones early. */
  private void assertNotMoreOften(String source, long begun, int millis) {
    long polls = of(source).size();
    Duration passed = Duration.ofNanos(System.nanoTime() - begun);
    assertThat(polls).isLessThanOrEqualTo(1 + passed.toMillis() / millis);
  }

  @Test
  void asksAtOnceAndThenAtTheSourcesOwnCadence() {
    Fake fast = quick("fast", 200);
    Fake slow = quick("slow", 3_600_000);
    long begun = System.nanoTime();
    try (Poller poller = poller(fast, slow)) {
      assertThat(poller).isNotNull();
      awaitSteady("fast", 5, Duration.ofMillis(1400));
      assertNotMoreOften("fast", begun, 200);
      Server.await("asked at once", SOON, () -> !of("slow").isEmpty());
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
    long begun = System.nanoTime();
    try (Poller poller = poller(sources.toArray(Source[]::new))) {
      assertThat(poller).isNotNull();
      awaitSteady("fast", 5, Duration.ofMillis(1400));
      assertNotMoreOften("fast", begun, 200);
      assertThat(readings).allMatch(it -> it.source().equals("fast"));
    }
  }

  @Test
  void aSlowSourceMissesBeatsInsteadOfPilingUp() {
    Fake slow = fake("slow", Duration.ofMillis(200), () -> Thread.sleep(500));
    Instant begun = Instant.now();
    try (Poller poller = poller(slow)) {
      assertThat(poller).isNotNull();
      Server.await("three readings", SOON, () -> of("slow").size() >= 3);
      // polls begin at 0, 600 and 1200 ms, and not one after the other
      assertThat(of("slow").get(2).at()).isAfterOrEqualTo(begun.plusMillis(1690));
      awaitSteady("slow", 2, Duration.ofMillis(1600));
    }
  }

  @Test
  void aPokePollsNowAndAFloodIsFew() {
    Fake one = quick("one", 3_600_000);
    Fake other = quick("other", 3_600_000);
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
    CountDownLatch ended = new CountDownLatch(1);
    Fake stuck =
        fake(
            "stuck",
            Duration.ofMillis(100),
            () -> {
              try {
                never.await();
              } finally {
                ended.countDown();
              }
            });
    Fake waiting = quick("waiting", 3_600_000);
    Poller poller = poller(stuck, waiting);
    Server.await("under way", SOON, () -> stuck.polls().get() == 1 && readings.size() == 1);
    poller.close();
    Server.await("interrupted", SOON, () -> ended.getCount() == 0);
    assertThat(readings).hasSize(1);
    poller.poke(null);
    assertThat(stuck.polls()).hasValue(1);
  }

  @Test
  void closingEndsAnExchangeUnderWay() {
    try (RawServer server = RawServer.start(out -> Thread.sleep(600_000))) {
      Source real =
          Source.of(
              HttpSourceTest.settings(
                  Duration.ofMinutes(9),
                  1 << 20,
                  SourceSettings.Http.plain(),
                  server.url(),
                  server.url().resolve("/replica/")));
      CountDownLatch ended = new CountDownLatch(1);
      Poller poller =
          poller(
              fake(
                  "real",
                  real.interval(),
                  () -> {
                    real.read(InstantSource.system());
                    ended.countDown();
                  }));
      Server.await("asked", SOON, () -> server.requests().size() == 2);
      poller.close();
      Server.await("interrupted", SOON, () -> ended.getCount() == 0);
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
      long begun = System.nanoTime();
      try (Poller poller = new Poller(sources, InstantSource.system(), readings::add)) {
        assertThat(poller).isNotNull();
        Server.await("the drip's limit", SOON, () -> !of("drip").isEmpty());
        awaitSteady("quick", 9, Duration.ofMillis(2400));
        assertNotMoreOften("quick", begun, 200);
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
