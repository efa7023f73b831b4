package org.toban.source.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Labels;

/** Which lines are an alert, and that it stays the same one. */
class LogAlertsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final Labels WEB = Labels.of("host", "web1");

  private static Rules rule() {
    return Rules.loki(URI.create("http://127.0.0.1:1"), "{app=\"a\"}");
  }

  private static LogLine line(int secondsAgo, String text) {
    return new LogLine(NOW.minusSeconds(secondsAgo), WEB, text);
  }

  private static Found whole(LogLine... lines) {
    return new Found(List.of(lines), true);
  }

  private static List<String> counts(Alerts alerts) {
    return alerts.stream()
        .map(it -> it.annotations().get("count") + " " + it.annotations().get("pattern"))
        .toList();
  }

  @Test
  void countAndLinesMayChangeButTheAlertStaysTheSame() {
    LogAlerts alerts = new LogAlerts(rule().rule());
    Alert first = alerts.judge(whole(line(200, "refused by db1")), NOW).iterator().next();
    Found more = whole(line(100, "refused by db2"), line(1, "refused by db3"));
    Alert later = alerts.judge(more, NOW.plusSeconds(200)).iterator().next();
    assertThat(later.fingerprint()).isEqualTo(first.fingerprint());
    assertThat(later.startsAt()).isEqualTo(first.startsAt()).isEqualTo(NOW.minusSeconds(200));
    assertThat(later.annotations().get("count")).isEqualTo("2");
    assertThat(later.annotations().get("lines"))
        .isEqualTo("2026-11-25T11:59:59Z refused by db3\n2026-11-25T11:58:20Z refused by db2");
  }

  @Test
  void anAnswerWithNothingNewIsTheSameObjects() {
    LogAlerts alerts = new LogAlerts(rule().rule());
    Alert first = alerts.judge(whole(line(9, "a")), NOW).iterator().next();
    assertThat(alerts.judge(whole(line(9, "a")), NOW).iterator().next()).isSameAs(first);
  }

  @Test
  void fewerThanTheThresholdAreNoAlert() {
    LogAlerts alerts = new LogAlerts(rule().threshold(3).rule());
    assertThat(alerts.judge(whole(line(2, "a 1"), line(1, "a 2")), NOW)).isEmpty();
    Found enough = whole(line(3, "a 3"), line(2, "a 1"), line(1, "a 2"));
    assertThat(counts(alerts.judge(enough, NOW))).containsExactly("3 a <n>");
    assertThat(alerts.judge(whole(), NOW)).isEmpty();
  }

  @Test
  void fewOfEachKindButManyTogetherAreOneAlert() {
    LogAlerts alerts = new LogAlerts(rule().threshold(3).rule());
    Found found =
        whole(line(6, "a"), line(5, "b"), line(4, "c"), line(3, "x"), line(2, "x"), line(1, "x"));
    assertThat(counts(alerts.judge(found, NOW))).containsExactly("3 x", "3 various");
    assertThat(alerts.judge(found, NOW))
        .extracting(it -> it.annotations().get("summary"))
        .contains("3 lines in 5m of 3 kinds, the newest: c");
  }

  @Test
  void aLineThatSaysVariousIsALineLikeAnyOther() {
    LogAlerts alerts = new LogAlerts(rule().rule());
    Alert alert = alerts.judge(whole(line(1, "various")), NOW).iterator().next();
    assertThat(alert.labels().get("pattern")).hasSize(8);
    assertThat(alert.annotations().get("summary")).isEqualTo("1 line in 5m like: various");
  }

  @Test
  void groupsHaveAlertsOfTheirOwn() {
    LogAlerts alerts = new LogAlerts(rule().groupBy("host").rule());
    Found found =
        whole(line(2, "a"), new LogLine(NOW.minusSeconds(1), Labels.of("host", "web2"), "a"));
    assertThat(alerts.judge(found, NOW))
        .extracting(it -> it.labels().get("host"))
        .containsExactlyInAnyOrder("web1", "web2");
  }

  @Test
  void aFloodOfPatternsStaysBounded() {
    LogAlerts alerts = new LogAlerts(rule().rule());
    List<LogLine> lines = new ArrayList<>();
    IntStream.range(0, 5000).forEach(i -> lines.add(line(1, "word" + word(i) + " failed")));
    Alerts judged = alerts.judge(new Found(lines, true), NOW);
    assertThat(judged).hasSizeBetween(LogAlerts.LIMIT, LogAlerts.LIMIT + 2);
    assertThat(
            judged.stream().mapToInt(it -> Integer.parseInt(it.annotations().get("count"))).sum())
        .isEqualTo(5000);
  }

  private static String word(int number) {
    return Integer.toString(number)
        .chars()
        .mapToObj(c -> "" + (char) (c - '0' + 'g'))
        .reduce("", String::concat);
  }

  @Test
  void whatFiresGoesOnAsLongAsOnlyAPartWasRead() {
    LogAlerts alerts = new LogAlerts(rule().rule());
    alerts.judge(whole(line(2, "a")), NOW);
    assertThat(counts(alerts.judge(new Found(List.of(line(1, "b")), false), NOW)))
        .containsExactly("at least 1 b", "1 a");
    assertThat(counts(alerts.judge(whole(line(1, "b")), NOW))).containsExactly("1 b");
  }

  @Test
  void onlyAPatternThatWasNotSeenBeforeIsNew() {
    LogAlerts alerts = new LogAlerts(rule().newPatterns(Duration.ofDays(1)).rule());
    alerts.learn(List.of(line(4000, "old trouble 1")));
    assertThat(alerts.judge(whole(line(2, "old trouble 2")), NOW)).isEmpty();
    Found found = whole(line(2, "old trouble 2"), line(1, "never seen 7"));
    Alerts judged = alerts.judge(found, NOW);
    assertThat(judged)
        .extracting(it -> it.annotations().get("summary"))
        .containsExactly("new pattern, 1 line in 5m like: never seen <n>");
    assertThat(alerts.judge(found, NOW)).hasSize(1); // it stays while its lines are there
    assertThat(alerts.judge(whole(), NOW)).isEmpty();
    assertThat(alerts.judge(whole(line(1, "never seen 8")), NOW)).isEmpty(); // known now
  }

  @Test
  void aPatternIsForgottenInTheEnd() {
    LogAlerts alerts = new LogAlerts(rule().newPatterns(Duration.ofDays(1)).rule());
    alerts.learn(List.of(line(10, "trouble")));
    Instant later = NOW.plus(Duration.ofDays(2));
    LogLine again = new LogLine(later, WEB, "trouble");
    assertThat(alerts.judge(whole(again), later)).hasSize(1);
  }
}
