package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.history.SqliteHistory;
import org.toban.incident.Incident;
import org.toban.incident.Verdict;
import org.toban.notice.Box;
import org.toban.notice.Reader;
import org.toban.notice.slack.SlackBot;
import org.toban.source.Reading;
import org.toban.source.SourceSettings;
import org.toban.testbed.Server;
import org.toban.testbed.SlackServer;

/** One message of Slack for one incident, by the real engine, history, postman and bot. */
class IncidentMessageTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;

  private final Box box = new Box("desktop");
  private final Alert alert = Story.alert("Plain", "web-1", Instant.now(), "severity", "critical");
  private SlackServer slack;
  private SqliteHistory history;
  private Engine engine;

  @BeforeEach
  void start() throws IOException {
    slack = SlackServer.start();
    live();
  }

  @AfterEach
  void stop() {
    engine.close();
    history.close();
    slack.close();
  }

  private void live() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "xoxb-secret");
    SlackBot bot =
        new SlackBot(
            "slack",
            new SourceSettings.Secret.InFile(token),
            "C0123456789",
            SourceSettings.Http.plain(),
            slack.url(),
            new Reader(Locale.ENGLISH, ZoneId.of("Asia/Tokyo")));
    history = SqliteHistory.open(folder.resolve("history.db"));
    engine =
        new Engine(
            Story.settings(List.of()),
            Wiring.estate(Story.LIBRARY),
            Wiring.parts(history, Wiring.nobody(), List.of(bot, box)));
    engine.start();
  }

  private void fires() {
    engine.read(
        new Reading.Complete(
            "prod", Instant.now(), Alerts.of(List.of(alert)), Duration.ofMillis(1)));
    shows("New: Plain (web-1)");
  }

  /** Slack may have heard of it before the board shows it. */
  private String id() {
    Server.await("the board", SOON, () -> !incidents().isEmpty());
    return incidents().keySet().iterator().next();
  }

  private Map<String, Incident> incidents() {
    return Objects.requireNonNull(engine.feed().newest()).incidents();
  }

  private void shows(String text) {
    Server.await(
        text,
        SOON,
        () -> slack.inChannel().size() == 1 && slack.inChannel().getFirst().contains(text));
  }

  private List<String> calls(String what) {
    return slack.said.stream()
        .filter(it -> it.path().equals(what))
        .map(SlackServer.Said::text)
        .toList();
  }

  private List<String> states() throws Exception {
    List<String> states = new ArrayList<>();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history.db"));
        Statement statement = connection.createStatement();
        ResultSet lines =
            statement.executeQuery(
                "SELECT state FROM letter WHERE json LIKE '%\"edit\":true%' ORDER BY n")) {
      while (lines.next()) {
        states.add(lines.getString(1));
      }
    }
    return states;
  }

  @Test
  void isEditedInPlaceAndPingsNobody() throws Exception {
    fires();
    engine.command(new Command.Acknowledge("aoki", id(), "on it", null));
    shows("[Critical] Acknowledged: Plain (web-1)\naoki, since ");
    engine.command(new Command.TakeOver("baba", id(), "you sleep"));
    shows("Acknowledged: Plain (web-1)\nbaba, since ");
    engine.command(new Command.Close("baba", id(), Verdict.FALSE_POSITIVE, "nothing there"));
    shows("Closed: Plain (web-1)");
    assertThat(calls("/chat.postMessage")).hasSize(1);
    assertThat(calls("/chat.update")).hasSize(3);
    assertThat(box.letters).as("nothing by another channel").hasSize(1);
    Server.await("stored", SOON, () -> states().equals(List.of("sent", "sent", "sent")));
  }

  @Test
  void aLaterNoticeGoesToTheThreadAndTheMessageSaysHowItStands() {
    fires();
    engine.command(new Command.Escalate("aoki", id(), "too big", 0));
    shows("[Critical] Escalated: Plain (web-1)\nSRE, since ");
    Server.await("thread", SOON, () -> slack.messages.size() == 2);
    assertThat(calls("/chat.postMessage").getLast()).startsWith("[Critical] Escalated: Plain");
    assertThat(calls("/chat.update")).allMatch(it -> it.contains("\nSRE, since "));
  }

  @Test
  void waitsAsLongAsSlackAsksAndThenSaysOnlyTheNewest() throws Exception {
    fires();
    slack.answers.add(new SlackServer.Answer(429, "1", ""));
    engine.command(new Command.Acknowledge("aoki", id(), "on it", null));
    Server.await("429", SOON, () -> calls("/chat.update").size() == 1);
    engine.command(new Command.TakeOver("baba", id(), "you sleep"));
    engine.command(new Command.TakeOver("chiba", id(), "you too"));
    shows("chiba, since ");
    assertThat(calls("/chat.update")).as("one that had to wait, one that went").hasSize(2);
    Server.await("stored", SOON, () -> states().equals(List.of("dropped", "dropped", "sent")));
  }

  @Test
  void anEditThatWasNotSaidIsSaidInTheNextLife() throws Exception {
    fires();
    slack.answers.add(new SlackServer.Answer(503, null, ""));
    engine.command(new Command.Acknowledge("aoki", id(), "on it", null));
    Server.await("503", SOON, () -> calls("/chat.update").size() == 1);
    engine.close();
    history.close();
    assertThat(states()).containsExactly("waiting");
    live();
    shows("aoki, since ");
    assertThat(calls("/chat.postMessage")).hasSize(1);
  }

  /** What is decided before Slack has taken the first message is said after it. */
  @Test
  void anEditWaitsForItsMessage() throws Exception {
    slack.answers.add(new SlackServer.Answer(429, "1", ""));
    engine.read(
        new Reading.Complete(
            "prod", Instant.now(), Alerts.of(List.of(alert)), Duration.ofMillis(1)));
    Server.await("429", SOON, () -> slack.said.size() == 1);
    engine.command(new Command.Acknowledge("aoki", id(), "on it", null));
    shows("aoki, since ");
    assertThat(calls("/chat.postMessage")).as("that was asked to wait, and again").hasSize(2);
    assertThat(calls("/chat.update")).hasSize(1);
  }
}
