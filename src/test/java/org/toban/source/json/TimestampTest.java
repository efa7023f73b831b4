package org.toban.source.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {
  private final Timestamp timestamp = new Timestamp();

  private boolean parse(String text) {
    String padded = "xx" + text + "9999";
    return timestamp.parse(padded.toCharArray(), 2, text.length());
  }

  private Instant instant() {
    return Instant.ofEpochSecond(timestamp.seconds(), timestamp.nanos());
  }

  @Property(tries = 2000)
  void readsWhatJavaWrites(
      @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second,
      @ForAll @IntRange(max = 999_999_999) int nanos) {
    Instant expected = Instant.ofEpochSecond(second, nanos);
    assertThat(parse(expected.toString())).isTrue();
    assertThat(instant()).isEqualTo(expected);
  }

  @Property(tries = 500)
  void readsOffsets(
      @ForAll @LongRange(min = -62_000_000_000L, max = 253_000_000_000L) long second,
      @ForAll @IntRange(min = -1079, max = 1079) int minutes) {
    OffsetDateTime time =
        Instant.ofEpochSecond(second).atOffset(ZoneOffset.ofTotalSeconds(minutes * 60));
    String text =
        "%04d-%02d-%02dT%02d:%02d:%02d%s%02d:%02d"
            .formatted(
                time.getYear(),
                time.getMonthValue(),
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond(),
                minutes < 0 ? "-" : "+",
                Math.abs(minutes) / 60,
                Math.abs(minutes) % 60);
    assertThat(parse(text)).isTrue();
    assertThat(instant()).isEqualTo(time.toInstant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026",
        "2026-11-23",
        "2026-11-23T21:13:28",
        "2026-11-23 21:13:28Z",
        "2026-11-23T21:13:28.Z",
        "2026-11-23T21:13:28.0123456789Z",
        "2026-11-23T21:13:28Z ",
        "2026-11-23T21:13:28+9",
        "2026-11-23T21:13:28+09:60",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-11-23T24:00:00Z",
        "2026-11-23T23:60:00Z",
        "2026-11-23T23:59:60Z",
        "2026-1a-23T23:59:00Z",
        "-026-11-23T23:59:00Z",
        "2026-11-23T21:13:28ZZ"
      })
  void refusesOtherTexts(String text) {
    assertThat(parse(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-02-29T00:00:00Z", "2000-02-29T23:59:59.9Z", "0001-01-01T00:00:00Z"})
  void knowsLeapYearsAndTheZeroTimeOfGo(String text) {
    assertThat(parse(text)).isTrue();
    assertThat(instant()).isEqualTo(Instant.parse(text));
  }
}
