package org.toban.source.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.source.json.Answers.bytes;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.source.Answer;
import org.toban.source.HttpSourceTest;
import org.toban.source.RawServer;
import org.toban.source.Reading;
import org.toban.source.SourceSettings.Http;
import org.toban.source.fault.Fault;
import org.toban.testbed.Server;

class SilencePollerTest {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private final List<Answer<List<Silence>>> answers = new CopyOnWriteArrayList<>();

  private SilencePoller poller(RawServer server) {
    return new SilencePoller(
        List.of(
            HttpSourceTest.settings(Duration.ofMinutes(1), 1 << 20, Http.plain(), server.url())),
        InstantSource.fixed(NOW),
        (at, source, answer) -> answers.add(answer));
  }

  private static Reading reading(Alert... alerts) {
    return new Reading.Complete("prod", NOW, Alerts.of(List.of(alerts)), Duration.ZERO);
  }

  private static Alert held(String mark) {
    Labels labels = Labels.of("alertname", "A");
    return new Alert(
        labels, Fingerprint.of(labels), Map.of(), NOW, Alert.State.SUPPRESSED, List.of(mark), null);
  }

  private void awaitAnswers(int count) {
    Server.await(count + " answers", SOON, () -> answers.size() >= count);
  }

  @Test
  void asksWithEveryFourthReadingAndWhenASilenceIsNotKnown() {
    String list =
        "[{\"id\":\"known\",\"startsAt\":\"2026-11-24T02:00:00Z\",\"endsAt\":"
            + "\"2026-11-24T04:00:00Z\",\"status\":{\"state\":\"active\"}}]";
    try (RawServer server = RawServer.answering("200 OK", "Connection: close\r\n", bytes(list));
        SilencePoller poller = poller(server)) {
      poller.follow(reading());
      awaitAnswers(1);
      poller.follow(reading(held("silence:known")));
      poller.follow(reading());
      poller.follow(reading(held("silence:other")));
      awaitAnswers(2);
      poller.follow(reading());
      awaitAnswers(3);
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void afterAChangeItAsksAtOnceAndForOtherSourcesNever() {
    try (RawServer server = RawServer.answering("200 OK", "Connection: close\r\n", bytes("[]"));
        SilencePoller poller = poller(server)) {
      poller.expire("prod", "x");
      awaitAnswers(1);
      assertThat(server.requests().getFirst()).startsWith("DELETE /api/v2/silence/x ");
      assertThat(poller.expire("prom", "x")).isInstanceOf(Answer.Failed.class);
      poller.follow(new Reading.Complete("prom", NOW, Alerts.none(), Duration.ZERO));
      poller.follow(new Reading.Failed("prod", NOW, new Fault.Unreachable("x")));
      assertThat(server.requests()).hasSize(2);
    }
  }
}
