package org.toban.source.silence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.alert.Matcher;
import org.toban.alert.Matcher.Operator;
import org.toban.alert.Matchers;
import org.toban.source.Answer;
import org.toban.source.HttpSourceTest;
import org.toban.source.SourceSettings;
import org.toban.source.SourceSettings.Http;
import org.toban.source.silence.SilencePreview.Problem;
import org.toban.source.silence.SilencePreview.Warning;
import org.toban.testbed.AlertmanagerServer;

class SilencePreviewTest {
  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

  private static List<Alert> alerts(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Alert.active(Labels.of("alertname", "A" + i % 100, "host", "web-" + i), NOW))
        .toList();
  }

  private static Silence.Draft draft(String matchers, Duration length) {
    return Silence.Draft.of(Matchers.parse(matchers), NOW, length, "sato", "work");
  }

  private static SilencePreview preview(String matchers, int alerts) {
    return SilencePreview.of(draft(matchers, SilencePreview.USUAL), alerts(alerts), NOW);
  }

  @Test
  void showsTheAlertsThatItHits() {
    SilencePreview preview = preview("alertname=A1, host!=web-1", 300);
    assertThat(preview.hit()).extracting(Alert::target).containsExactly("web-101", "web-201");
    assertThat(preview.all()).isEqualTo(300);
    assertThat(preview.warnings()).isEmpty();
    assertThat(preview.isPossible()).isTrue();
  }

  @Test
  void warnsWhenItIsTooBroadOrHitsNothing() {
    assertThat(preview("alertname=None", 10).warnings()).containsExactly(Warning.HITS_NOTHING);
    assertThat(preview("alertname=~A1?.", 1000).warnings()).containsExactly(Warning.HITS_MANY);
    assertThat(preview("alertname=~A[0-5]", 20).warnings()).containsExactly(Warning.HITS_MANY);
    assertThat(preview("alertname=~A[0-4]", 20).warnings()).isEmpty();
    assertThat(preview("host=web-3", 100).warnings()).containsExactly(Warning.NO_NAME);
    assertThat(preview("alertname!=A1, host=web-3", 99).warnings())
        .containsExactly(Warning.NO_NAME);
    assertThat(preview("alertname=~\".+\", host=web-3", 99).warnings())
        .containsExactly(Warning.NO_NAME);
  }

  @Test
  void warnsWhenItIsTooLongOrOverSoon() {
    assertThat(
            SilencePreview.of(draft("alertname=A1", Duration.ofHours(25)), alerts(100), NOW)
                .warnings())
        .containsExactly(Warning.LONG);
    assertThat(
            SilencePreview.of(draft("alertname=A1", Duration.ofHours(24)), alerts(100), NOW)
                .warnings())
        .isEmpty();
    assertThat(
            SilencePreview.of(draft("alertname=A1", Duration.ofMinutes(9)), alerts(100), NOW)
                .warnings())
        .containsExactly(Warning.ENDS_SOON);
  }

  @Test
  void refusesWhatCannotBe() {
    Silence.Draft bad =
        new Silence.Draft(null, new Matchers(List.of()), NOW, NOW.minusSeconds(1), " ", "");
    assertThat(SilencePreview.of(bad, alerts(3), NOW).problems())
        .containsExactlyInAnyOrder(
            Problem.NO_MATCHER, Problem.NO_AUTHOR, Problem.NO_COMMENT, Problem.OVER);
    assertThat(preview("alertname=~\".*\", host!=x", 3).problems())
        .containsExactly(Problem.HITS_EVERYTHING);
  }

  /** What is predicted here is what a real Alertmanager then holds back, for any matchers. */
  @Tag("server")
  @Test
  void theRealAlertmanagerHitsWhatWasPredicted(@TempDir Path folder) throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (AlertmanagerServer server = AlertmanagerServer.start(folder)) {
      Silences silences =
          Silences.of(
              new SourceSettings(
                  "real",
                  SourceSettings.Kind.ALERTMANAGER,
                  List.of(server.uri()),
                  Duration.ofSeconds(1),
                  Duration.ofMinutes(1),
                  1 << 22,
                  null,
                  Http.plain()));
      server.post(new ObjectMapper().writeValueAsString(someAlerts(random)));
      for (int i = 0; i < 60; i++) {
        Silence.Draft draft = randomDraft(random);
        Alerts before = given(silences.alerts());
        SilencePreview preview = SilencePreview.of(draft, before, Instant.now());
        if (!preview.isPossible()) {
          continue;
        }
        Answer<SilenceMade> answer = silences.putAndCompare(draft, Instant.now());
        String what = "seed " + seed + ", " + draft.matchers() + " gave " + answer;
        assertThat(answer).as(what).isInstanceOf(Answer.Given.class);
        SilenceMade made = given(answer);
        SilenceComparison comparison = given(made.comparison());
        assertThat(before).hasSize(150);
        assertThat(comparison.isAsExpected()).as(what).isTrue();
        assertThat(fingerprints(comparison.hit())).as(what).isEqualTo(fingerprints(preview.hit()));
        assertThat(given(silences.get(made.id())).matchers()).as(what).isEqualTo(draft.matchers());
        assertThat(given(silences.expire(made.id()))).isEqualTo(made.id());
      }
      assertThat(given(silences.list()))
          .extracting(Silence::state)
          .containsOnly(Silence.State.EXPIRED);
    }
  }

  /** Extending keeps the id, other matchers give another; what is over comes again as a new one. */
  @Tag("server")
  @Test
  void editsExtendsExpiresAndMakesAgain(@TempDir Path folder) throws IOException {
    try (AlertmanagerServer server = AlertmanagerServer.start(folder)) {
      server.post(
          "[{\"labels\":{\"alertname\":\"A\",\"host\":\"web-1\"},\"endsAt\":\""
              + Instant.now().plusSeconds(3600)
              + "\"}]");
      Silences silences =
          Silences.of(
              HttpSourceTest.settings(Duration.ofMinutes(1), 1 << 22, Http.plain(), server.uri()));
      Instant now = Instant.now();
      String id =
          given(
              silences.put(
                  Silence.Draft.of(
                      Matchers.parse("alertname=A"), now, Duration.ofHours(1), "sato", "work")));
      Silence made = given(silences.get(id));
      assertThat(made.state()).isEqualTo(Silence.State.ACTIVE);
      assertThat(given(silences.put(made.extendedBy(Duration.ofHours(1))))).isEqualTo(id);
      assertThat(Duration.between(made.endsAt(), given(silences.get(id)).endsAt()))
          .isEqualTo(Duration.ofHours(1));
      Silence.Draft other =
          new Silence.Draft(
              id, Matchers.parse("host=web-1"), now, now.plusSeconds(600), "sato", "other");
      String changed = given(silences.put(other));
      assertThat(changed).isNotEqualTo(id);
      assertThat(given(silences.get(id)).state()).isEqualTo(Silence.State.EXPIRED);
      given(silences.expire(changed));
      Silence over = given(silences.get(changed));
      SilenceMade again =
          given(
              silences.putAndCompare(
                  over.again(Instant.now(), Duration.ofHours(1), "ito"), Instant.now()));
      assertThat(again.id()).isNotEqualTo(changed);
      assertThat(given(again.comparison()).isAsExpected()).isTrue();
      assertThat(given(again.comparison()).hit()).hasSize(1);
      Answer<String> refused = silences.expire("11111111-2222-3333-4444-555555555555");
      assertThat(refused).isInstanceOf(Answer.Failed.class);
    }
  }

  @Test
  void aDifferenceIsSeen() {
    Silence.Draft draft = draft("alertname=A", SilencePreview.USUAL);
    Alert missed = Alert.active(Labels.of("alertname", "A"), NOW);
    Labels other = Labels.of("alertname", "B");
    Alert surplus =
        new Alert(
            other,
            Fingerprint.of(other),
            Map.of(),
            NOW,
            Alert.State.SUPPRESSED,
            List.of("silence:x"),
            null);
    Alerts alerts = Alerts.of(List.of(missed, surplus));
    SilenceComparison comparison = SilenceComparison.of("x", draft, alerts, true);
    assertThat(comparison.missed()).containsExactly(missed);
    assertThat(comparison.surplus()).containsExactly(surplus);
    assertThat(comparison.isAsExpected()).isFalse();
    assertThat(SilenceComparison.of("y", draft, alerts, false).isAsExpected()).isTrue();
  }

  private static <T> T given(Answer<T> answer) {
    assertThat(answer).isInstanceOf(Answer.Given.class);
    return ((Answer.Given<T>) answer).value();
  }

  private static Set<Fingerprint> fingerprints(List<Alert> alerts) {
    return alerts.stream().map(Alert::fingerprint).collect(Collectors.toSet());
  }

  private static final List<String> NAMES = List.of("alertname", "host", "job", "_x1");
  private static final List<String> VALUES =
      List.of(
          "", "a", "b", "ab", "aB", "a\"b", "a\\b", "a\nb", "a|b", "é", "さくら", "🙂", "a b", "a.b");
  private static final List<String> EXPRESSIONS =
      List.of(
          "",
          "a",
          "a|b",
          "a.*",
          ".*",
          ".+",
          "a.b",
          "(?i)AB",
          "[ab]+",
          "^a$",
          "a$|^b",
          "(?s)a.b",
          "\\w+",
          "\\W",
          "[^a]*",
          "さ.*",
          ".",
          "a\\.b",
          "\\pL+",
          "(?:a|)b?",
          "a{1,2}",
          "(a+)+",
          "[[:alpha:]]+",
          "a\\|b",
          "\\Qa.b\\E",
          "a\"b",
          "a\\\\b",
          "\\x61");

  private static List<Map<String, Object>> someAlerts(Random random) {
    List<Map<String, Object>> alerts = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      Map<String, String> labels = new LinkedHashMap<>();
      for (String name : NAMES) {
        String value = pick(VALUES, random);
        if (!value.isEmpty()) {
          labels.put(name, value);
        }
      }
      labels.put("n", "" + i);
      // without an end Alertmanager forgets it after its resolve_timeout
      alerts.add(Map.of("labels", labels, "endsAt", Instant.now().plusSeconds(3600).toString()));
    }
    return alerts;
  }

  private static Silence.Draft randomDraft(Random random) {
    List<Matcher> matchers = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      Operator operator = pick(List.of(Operator.values()), random);
      String value = pick(operator.isRegex() ? EXPRESSIONS : VALUES, random);
      matchers.add(Matcher.of(pick(NAMES, random), operator, value));
    }
    return Silence.Draft.of(
        new Matchers(matchers), Instant.now(), Duration.ofHours(1), "sato", "a test");
  }

  private static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
