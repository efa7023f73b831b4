package org.toban.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.alert.Alerts;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Kind;
import org.toban.source.SourceStatus.Health;
import org.toban.source.fault.Fault;

class SourceStatusTest {
  private static final Instant T0 = Instant.parse("2026-11-24T00:00:00Z");

  private static SourceStatus asked(int intervalSeconds) {
    return SourceStatus.unasked(
        new SourceSettings(
            "prod",
            Kind.ALERTMANAGER,
            List.of(URI.create("http://am:9093")),
            Duration.ofSeconds(intervalSeconds),
            Duration.ofSeconds(10),
            1 << 20,
            null,
            Http.plain()));
  }

  private static Reading complete(long second) {
    return new Reading.Complete(
        "prod", T0.plusSeconds(second), Alerts.of(SomeAlerts.numbered(2)), Duration.ofMillis(50));
  }

  private static Reading failed(long second) {
    return new Reading.Failed("prod", T0.plusSeconds(second), new Fault.Unreachable("refused"));
  }

  /** Healthy at 0; then either silence, or a failed poll at the given second. */
  @ParameterizedTest
  @CsvSource({
    // interval, failed at (or -1), now, health
    "15, -1, 0, LIVE",
    "15, -1, 30, LIVE",
    "15, -1, 31, STALE",
    "15, -1, 75, STALE",
    "15, -1, 76, FAILED",
    "15, 15, 15, STALE",
    "15, 15, 75, STALE",
    "15, 15, 76, FAILED",
    "1, -1, 2, LIVE",
    "1, -1, 3, STALE",
    "1, 1, 60, STALE",
    "1, 1, 61, FAILED",
    "60, -1, 120, LIVE",
    "60, -1, 121, STALE",
    "60, -1, 300, STALE",
    "60, -1, 301, FAILED",
  })
  void healthAfterOneCompleteAnswer(int interval, long failedAt, long now, Health expected) {
    SourceStatus status = asked(interval).after(complete(0));
    if (failedAt >= 0) {
      status = status.after(failed(failedAt));
    }
    assertThat(status.health(T0.plusSeconds(now))).isEqualTo(expected);
  }

  @Test
  void beforeTheFirstAnswerItIsNeverAskedOrFailed() {
    assertThat(asked(15).health(T0)).isEqualTo(Health.NEVER);
    assertThat(asked(15).after(failed(0)).health(T0)).isEqualTo(Health.FAILED);
  }

  @Test
  void aFailureKeepsWhatIsKnownAndCounts() {
    SourceStatus status = asked(15).after(complete(0)).after(failed(15)).after(failed(30));
    assertThat(status.alerts()).isEqualTo(2);
    assertThat(status.lastComplete()).isEqualTo(T0);
    assertThat(status.lastTried()).isEqualTo(T0.plusSeconds(30));
    assertThat(status.failuresInARow()).isEqualTo(2);
    SourceStatus mended = status.after(complete(45));
    assertThat(mended.failuresInARow()).isZero();
    assertThat(mended.fault()).isNull();
    assertThat(mended.health(T0.plusSeconds(45))).isEqualTo(Health.LIVE);
  }

  /** A clock that was set back must not make an old answer look new. */
  @Test
  void anAnswerFromTheFutureIsNotLive() {
    SourceStatus status = asked(15).after(complete(3600));
    assertThat(status.health(T0.plusSeconds(3590))).isEqualTo(Health.LIVE);
    assertThat(status.health(T0.plusSeconds(3560))).isEqualTo(Health.STALE);
    assertThat(status.health(T0)).isEqualTo(Health.FAILED);
    assertThat(status.after(complete(15)).health(T0.plusSeconds(15))).isEqualTo(Health.LIVE);
  }
}
