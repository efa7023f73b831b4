package org.toban.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.toban.alert.Matcher;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Kind;
import org.toban.source.SourceSettings.Scope;
import org.toban.source.json.Answers;

/** Manners towards the server: what is urgent often, everything rarely, nothing forgotten. */
class TieredPollTest {
  private static final InstantSource CLOCK = InstantSource.fixed(SomeAlerts.START);
  private static final byte[] MANY =
      AnswerWriter.alertmanager(SomeAlerts.numbered(2000), SomeAlerts.START);

  private static Source source(URI url, Duration interval, Kind kind) {
    Matcher critical = Matcher.of("severity", Matcher.Operator.EQUAL, "critical");
    Matcher team = Matcher.of("team", Matcher.Operator.EQUAL, "ops");
    Scope scope =
        new Scope(List.of(), List.of(), List.of(team), List.of(critical), Duration.ZERO, null);
    return Source.of(
        new SourceSettings(
            "prod",
            kind,
            List.of(url),
            interval,
            Duration.ofSeconds(30),
            8 << 20,
            List.of(),
            Http.plain(),
            SourceSettings.USUAL_RESEND,
            scope));
  }

  private static String asked(RawServer server) {
    return server.lastForAlerts().lines().findFirst().orElse("");
  }

  @Test
  void theRestIsLessThanAHundredthOfACore() {
    assertThat(HttpSource.rest(1_000)).isEqualTo(Duration.ofMillis(7_500));
    assertThat(HttpSource.rest(10_000)).isEqualTo(Duration.ofSeconds(75));
  }

  @Test
  void manyAlertsAreAskedForRarelyAndTheUrgentOnesEachTime() {
    try (RawServer server = RawServer.answering(MANY)) {
      Source source = source(server.url(), Duration.ofMillis(10), Kind.ALERTMANAGER);
      assertThat(source.read(CLOCK)).isInstanceOf(Reading.Complete.class);
      assertThat(asked(server)).contains("?filter=team%3D%22ops%22 ");
      assertThat(source.read(CLOCK))
          .isInstanceOfSatisfying(
              Reading.Partial.class,
              it -> assertThat(it.completeEvery()).isEqualTo(Duration.ofSeconds(15)));
      assertThat(asked(server))
          .contains("?filter=team%3D%22ops%22&filter=severity%3D%22critical%22 ");
      assertThat(source.hurry()).isTrue();
      assertThat(source.read(CLOCK)).as("somebody waits").isInstanceOf(Reading.Complete.class);
      assertThat(source.read(CLOCK)).isInstanceOf(Reading.Partial.class);
    }
  }

  /** 2,000 alerts rest for 15 s: a poll each 15 s is no more than that costs. */
  @Test
  void atAnIntervalThatCostsLittleEachBeatAsksForAll() {
    assertThat(HttpSource.isDue(Duration.ofSeconds(15), Duration.ofSeconds(15), 14_900)).isTrue();
    assertThat(HttpSource.isDue(Duration.ofSeconds(25), Duration.ofSeconds(15), 14_900)).isFalse();
    assertThat(HttpSource.isDue(Duration.ofSeconds(25), Duration.ofSeconds(15), 29_900)).isTrue();
    assertThat(HttpSource.isDue(Duration.ofSeconds(25), Duration.ofSeconds(5), 24_900)).isTrue();
    assertThat(HttpSource.isDue(Duration.ofSeconds(25), Duration.ofSeconds(5), 19_900)).isFalse();
  }

  @Test
  void afterAFaultEverythingIsAskedForAgain() {
    AtomicBoolean broken = new AtomicBoolean();
    try (RawServer server =
        RawServer.start(out -> {
          String head = broken.get() ? "HTTP/1.1 500 no\r\n" : "HTTP/1.1 200 OK\r\n";
          byte[] body = broken.get() ? new byte[0] : MANY;
          out.write(Answers.bytes(head + "Content-Length: " + body.length + "\r\n\r\n"));
          out.write(body);
        })) {
      Source source = source(server.url(), Duration.ofMillis(10), Kind.ALERTMANAGER);
      source.read(CLOCK);
      broken.set(true);
      assertThat(source.read(CLOCK)).isInstanceOf(Reading.Failed.class);
      assertThat(source.read(CLOCK)).isInstanceOf(Reading.Failed.class);
      assertThat(asked(server)).doesNotContain("severity");
      broken.set(false);
      assertThat(source.read(CLOCK)).isInstanceOf(Reading.Complete.class);
    }
  }
}
