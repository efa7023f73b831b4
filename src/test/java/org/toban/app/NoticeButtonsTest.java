package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Labels;
import org.toban.engine.Engine;
import org.toban.engine.Wiring;
import org.toban.history.SqliteHistory;
import org.toban.incident.Event;
import org.toban.incident.Handling;
import org.toban.incident.Incident;
import org.toban.notice.desktop.Choice;
import org.toban.notice.desktop.DesktopChannel;
import org.toban.runbook.Library;
import org.toban.source.Reading;
import org.toban.testbed.DunstServer;
import org.toban.testbed.Server;
import org.toban.ui.parts.Seat;

/**
 * The buttons of a notice, chosen in a real notification service: dunst shows what the engine
 * tells, and what is chosen there is done in the engine by the person at the desk.
 */
@Tag("server")
class NoticeButtonsTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;

  private final Queue<Choice> chosen = new ConcurrentLinkedQueue<>();
  private final List<Alert> firing = new ArrayList<>();
  private DunstServer dunst;
  private DesktopChannel channel;
  private SqliteHistory history;
  private Engine engine;

  @BeforeEach
  void start() throws Exception {
    dunst = DunstServer.start(folder);
    Sitting sitting = new Sitting(new Seat("aoki"), new AtomicReference<>());
    channel =
        new DesktopChannel(
            dunst.address(),
            DesktopChannel.Labels.english(),
            choice -> {
              chosen.add(choice);
              sitting.person().chosen().accept(choice);
            });
    history = SqliteHistory.open(folder.resolve("history.db"));
    engine =
        new Engine(
            Wiring.settings("desk-1"),
            Wiring.estate(Library.empty()),
            Wiring.parts(history, Wiring.nobody(), List.of(channel)));
    sitting.at(engine);
    engine.start();
  }

  @AfterEach
  void stop() throws Exception {
    engine.close();
    history.close();
    channel.close();
    dunst.close();
  }

  /** A critical alert fires, and dunst shows its notice; gives its incident's id. */
  private String fires(String name) {
    Instant now = Instant.now();
    Labels labels = Labels.of("alertname", name, "instance", "web-1", "severity", "critical");
    firing.add(Alert.active(labels, now));
    engine.read(new Reading.Complete("prod", now, Alerts.of(firing), Duration.ofMillis(1)));
    Server.await(name, SOON, () -> dunst.shown().contains("New: " + name + " (web-1)"));
    Server.await("stored", SOON, () -> history.latest(name, 1, null).size() == 1);
    return history.latest(name, 1, null).getFirst().id();
  }

  private Incident incident(String id) {
    return Objects.requireNonNull(engine.feed().newest()).incidents().get(id);
  }

  @Test
  void acknowledgeIsDoneByThePerson() throws Exception {
    String id = fires("Down");
    dunst.choose("Acknowledge");
    Server.await("taken", SOON, () -> incident(id).acknowledgement() != null);
    Incident.Acknowledgement taken = incident(id).acknowledgement();
    assertThat(taken.by()).isEqualTo("aoki");
    assertThat(taken.reason()).isEqualTo("from the notification");
    Server.await(
        "stored",
        SOON,
        () -> history.events(id).stream().anyMatch(Event.Acknowledged.class::isInstance));
    assertThat(chosen).containsExactly(new Choice(id, Choice.Act.ACKNOWLEDGE));
  }

  @Test
  void snoozeIsDoneByThePerson() throws Exception {
    String id = fires("Down");
    dunst.choose("Snooze 30 min");
    Server.await("snoozed", SOON, () -> incident(id).handling().snooze() != null);
    Handling.Snooze snooze = incident(id).handling().snooze();
    assertThat(snooze.by()).isEqualTo("aoki");
    assertThat(Duration.between(snooze.at(), snooze.until())).isEqualTo(Duration.ofMinutes(30));
    assertThat(incident(id).acknowledgement()).isNull();
  }

  /** What opens the desk: it is told, and the incident is as it was. */
  @Test
  void runbookAndTheNotificationItselfOpen() throws Exception {
    String id = fires("Down");
    dunst.click();
    Server.await("open", SOON, () -> chosen.contains(new Choice(id, Choice.Act.OPEN)));
    String other = fires("Slow");
    dunst.choose("Runbook (New: Slow");
    Server.await("runbook", SOON, () -> chosen.contains(new Choice(other, Choice.Act.RUNBOOK)));
    assertThat(chosen).hasSize(2);
    assertThat(incident(id).acknowledgement()).isNull();
    assertThat(incident(other).acknowledgement()).isNull();
  }

  /** Of several notices the one that was clicked counts. */
  @Test
  void eachNoticeIsAboutItsOwnIncident() throws Exception {
    String first = fires("Down");
    String second = fires("Slow");
    dunst.choose("Acknowledge (New: Slow");
    Server.await("taken", SOON, () -> incident(second).acknowledgement() != null);
    assertThat(incident(first).acknowledgement()).isNull();
  }
}
