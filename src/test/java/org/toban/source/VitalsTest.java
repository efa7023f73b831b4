package org.toban.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.source.json.Answers.bytes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.source.SourceSettings.Kind;
import org.toban.source.SourceStatus.Health;

/** What servers say of themselves: when they began, and what time they think it is. */
class VitalsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");

  private static @org.jspecify.annotations.Nullable Instant start(Kind kind, String body)
      throws IOException {
    return said(kind, body).startedAt();
  }

  private static StartFormat.Said said(Kind kind, String body) throws IOException {
    return StartFormat.of(kind).read(new ByteArrayInputStream(bytes(body)));
  }

  @Test
  void readsWhenAServerBegan() throws IOException {
    assertThat(
            start(
                Kind.ALERTMANAGER,
                """
                {"cluster":{"peers":[],"status":"disabled"},"config":{"original":"a: b\\n"},
                 "uptime":"2026-11-24T21:13:28.034Z","versionInfo":{"version":"0.25.0"}}
                """))
        .isEqualTo("2026-11-24T21:13:28.034Z");
    assertThat(
            start(
                Kind.PROMETHEUS,
                """
                {"status":"success","data":{"startTime":"2026-11-24T12:00:00.5+09:00","CWD":"/"}}
                """))
        .isEqualTo("2026-11-24T03:00:00.5Z");
    assertThat(start(Kind.ALERTMANAGER, "{\"uptime_seconds\":5}")).isNull();
  }

  /**
   * Reading the groups costs the server as much again, so it is done where it can tell anything.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "true;  0.28.1+ds; route:\\n  routes:\\n  - receiver: a\\n    mute_time_intervals:\\n    - night",
        "true;  0.33.1;    route:\\n  routes:\\n  - active_time_intervals:\\n    - day",
        "true;  1.0.0;     route:\\n  mute_time_intervals: [night]",
        "true;  unknown;   route:\\n  mute_time_intervals: [night]",
        "false; 0.27.0;    route:\\n  mute_time_intervals: [night]",
        "false; 0.28.1;    route:\\n  receiver: a\\ntime_intervals:\\n- name: night",
        "false; 0.28.1;    mute_time_intervals:\\n- name: night",
        "false; 0.28.1;    route:\\n  receiver: mute_time_intervals:",
      })
  void knowsWhereTheGroupsTellMore(boolean mutes, String version, String config)
      throws IOException {
    String status =
        """
        {"cluster":{"status":"disabled"},"config":{"original":"%s"},
         "uptime":"2026-11-24T21:13:28.034Z","versionInfo":{"version":"%s"}}
        """
            .formatted(config, version);
    assertThat(said(Kind.ALERTMANAGER, status).mutes()).isEqualTo(mutes);
    assertThat(said(Kind.GRAFANA, status).mutes()).isFalse();
    assertThat(start(Kind.ALERTMANAGER, status)).isEqualTo("2026-11-24T21:13:28.034Z");
  }

  /** Exactly at twice the resend interval everything that fires has been heard of again. */
  @ParameterizedTest
  @CsvSource({
    "0, 120",
    "1, 119",
    "119, 1",
    "120, 0",
    "86400, 0",
    "-5, 120",
    "-119, 120",
    "-7200, 0"
  })
  void aYoungServerSettlesInTwiceTheResendInterval(long age, long settles) {
    Vitals vitals = Vitals.of(NOW, Duration.ofSeconds(age), Duration.ofMinutes(1), Duration.ZERO);
    assertThat(vitals.settlesIn()).isEqualTo(Duration.ofSeconds(settles));
  }

  @Test
  void oneSettledReplicaKnowsEverything() {
    Vitals young = Vitals.of(NOW, Duration.ZERO, Duration.ofMinutes(1), Duration.ofSeconds(-40));
    Vitals old = Vitals.of(NOW.minusSeconds(900), Duration.ofHours(9), Duration.ofMinutes(1), null);
    for (Vitals merged : List.of(young.merge(old), old.merge(young))) {
      assertThat(merged.isSettled()).isTrue();
      assertThat(merged.startedAt()).isEqualTo(NOW.minusSeconds(900));
      assertThat(merged.skew()).isEqualTo(Duration.ofSeconds(-40));
    }
  }

  private static Reading.Complete read(RawServer server) {
    SourceSettings settings =
        HttpSourceTest.settings(
            Duration.ofMinutes(1), 1 << 20, SourceSettings.Http.plain(), server.url());
    Reading reading = Source.of(settings).read(InstantSource.fixed(NOW));
    assertThat(reading).isInstanceOf(Reading.Complete.class);
    return (Reading.Complete) reading;
  }

  /** Answers with no alerts, then with a status, and a Date. */
  private static RawServer server(String date, String status) {
    java.util.concurrent.atomic.AtomicInteger turn =
        new java.util.concurrent.atomic.AtomicInteger();
    return RawServer.start(out -> {
      byte[] body = bytes(turn.getAndIncrement() % 2 == 0 ? "[]" : status);
      String head =
          "HTTP/1.1 200 OK\r\n" + date + "Connection: close\r\nContent-Length: " + body.length;
      out.write((head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
    });
  }

  private static String date(Instant at) {
    return "Date: "
        + DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC))
        + "\r\n";
  }

  @ParameterizedTest
  @ValueSource(longs = {-3600, -31, 0, 31, 3600})
  void theDateHeaderTellsTheSkewAndTheAgeGoesByTheServersOwnClock(long ahead) {
    Instant there = NOW.plusSeconds(ahead);
    try (RawServer server =
        server(date(there), "{\"uptime\":\"" + there.minusSeconds(30) + "\"}")) {
      Reading.Complete reading = read(server);
      assertThat(reading.vitals().skew()).isEqualTo(Duration.ofSeconds(ahead));
      assertThat(reading.vitals().settlesIn()).isEqualTo(Duration.ofSeconds(90));
      SourceStatus status =
          SourceStatus.unasked(
                  HttpSourceTest.settings(
                      Duration.ofSeconds(5),
                      1,
                      SourceSettings.Http.plain(),
                      URI.create("http://am")))
              .after(reading);
      assertThat(status.health(NOW)).isEqualTo(Health.RECOVERING);
      assertThat(status.health(NOW.plusSeconds(20))).isEqualTo(Health.RECOVERING);
      assertThat(status.isTrustworthy(NOW)).isFalse();
      assertThat(status.notableSkew()).isEqualTo(ahead == 0 ? null : Duration.ofSeconds(ahead));
    }
  }

  /** A proxy that hides the status, or fails: the answer counts all the same. */
  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "<html>", "{\"uptime\":5}", "{\"uptime\":\"soon\"}", "{"})
  void whatDoesNotSayWhenItBeganIsNotYoung(String status) {
    try (RawServer server = server("", status)) {
      assertThat(read(server).vitals()).isEqualTo(Vitals.unknown());
    }
  }

  /** The question about the start never takes longer than what is left for the poll. */
  @Test
  void aStatusThatNeverEndsDelaysNothing() {
    java.util.concurrent.atomic.AtomicInteger turn =
        new java.util.concurrent.atomic.AtomicInteger();
    try (RawServer server =
        RawServer.start(out -> {
          if (turn.getAndIncrement() % 2 == 0) {
            out.write(bytes("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n[]"));
          } else {
            Thread.sleep(600_000);
          }
        })) {
      SourceSettings settings =
          HttpSourceTest.settings(
              Duration.ofSeconds(4), 1 << 20, SourceSettings.Http.plain(), server.url());
      long begun = System.nanoTime();
      assertThat(Source.of(settings).read(InstantSource.system()))
          .isInstanceOf(Reading.Complete.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMinutes(2));
    }
  }
}
