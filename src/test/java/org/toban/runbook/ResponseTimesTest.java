package org.toban.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Severity;
import org.toban.incident.ResponseTime;

class ResponseTimesTest {
  @ParameterizedTest
  @CsvSource({
    "15分以内,PT15M",
    "１５分以内,PT15M",
    "1時間以内,PT1H",
    "2時間,PT2H",
    "90分,PT1H30M",
    "1時間30分以内,PT1H30M",
    "4h,PT4H",
    "1h30m,PT1H30M",
    "within 15 minutes,PT15M",
    "15 min,PT15M",
    "Within 2 Hours,PT2H",
    "< 4h,PT4H",
    "30 minutes or less,PT30M",
    "45秒,PT45S",
    "3日以内,PT72H",
    "1 day,PT24H",
    "15分钟内,PT15M",
    "1小时内,PT1H",
    "1週間,PT168H",
    "2 h 15 m,PT2H15M"
  })
  void wallTime(String cell, Duration time) {
    assertThat(ResponseTimes.read(cell)).contains(new ResponseTime.Wall(time));
  }

  @ParameterizedTest
  @CsvSource({
    "1営業日以内,1",
    "2営業日,2",
    "1 business day,1",
    "within 3 business days,3",
    "2 working days,2",
    "１ 営業日以内,1",
    "翌営業日,1",
    "next business day,1",
    "1个工作日,1"
  })
  void businessDays(String cell, int days) {
    assertThat(ResponseTimes.read(cell)).contains(new ResponseTime.BusinessDays(days));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "soon",
        "15",
        "0分",
        "-5m",
        "5 parsecs",
        "as soon as possible",
        "1 business day 2h",
        "400営業日",
        "99999日",
        "15分または30分",
        "1/2h",
        "999999999999h",
        "毎日",
        "\u0000"
      })
  void unreadable(String cell) {
    assertThat(ResponseTimes.read(cell)).isEmpty();
    assertThat(ResponseTimes.saysNone(cell)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "—", "なし", "None", "N/A", "不要", " － "})
  void none(String cell) {
    assertThat(ResponseTimes.saysNone(cell)).isTrue();
    assertThat(ResponseTimes.read(cell)).isEmpty();
  }

  @Test
  void standardTimesAreTheShortestOfTheReferenceTable() {
    assertThat(ResponseTimes.standard(Severity.CRITICAL))
        .isEqualTo(new ResponseTime.Wall(Duration.ofMinutes(15)));
    assertThat(ResponseTimes.standard(Severity.WARNING))
        .isEqualTo(new ResponseTime.Wall(Duration.ofHours(1)))
        .isEqualTo(ResponseTimes.standard(Severity.UNKNOWN));
    assertThat(ResponseTimes.standard(Severity.INFO)).isNull();
    assertThat(ResponseTimes.standard(Severity.NONE)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "Critical,CRITICAL",
    "Critical (重大),CRITICAL",
    "🔴 重大,CRITICAL",
    "P1,CRITICAL",
    "緊急,CRITICAL",
    "警告,WARNING",
    "WARN,WARNING",
    "Warning/S2,WARNING",
    "情報,INFO",
    "Info (情報),INFO",
    "低,INFO"
  })
  void severityWords(String cell, Severity severity) {
    assertThat(SeverityWords.read(cell)).contains(severity);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?", "ひどい", "very bad"})
  void otherWords(String cell) {
    assertThat(SeverityWords.read(cell)).isEmpty();
  }
}
