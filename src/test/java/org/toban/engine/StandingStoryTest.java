package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.BEGIN;
import static org.toban.engine.Story.alert;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.incident.Event;
import org.toban.incident.Verdict;
import org.toban.notice.Delivery;
import org.toban.notice.NoticePlan;
import org.toban.notice.Outlet;
import org.toban.notice.Pace;

/**
 * The message that a channel keeps of an incident says how it stands, whoever changed that; other
 * channels hear nothing of it, and no timer does.
 */
class StandingStoryTest {
  private static final Alert PLAIN = alert("Plain", "web-1", BEGIN, "severity", "critical");
  private static final Alert DISK = alert("Disk", "db-1", BEGIN, "severity", "warning");

  private final Story story = story(true);

  private static Story story(boolean edits) {
    Story story = new Story();
    NoticePlan simple = Story.plan(Pace.standard(), "desktop", "hook", "bot");
    List<Outlet> outlets =
        simple.outlets().stream()
            .map(it -> {
              boolean bot = edits && it.name().equals("bot");
              return new Outlet(it.name(), true, it.reader(), it.severities(), bot);
            })
            .toList();
    story.settings =
        story.settings.with(new NoticePlan(outlets, List.of(), List.of(), false, Pace.standard()));
    return story;
  }

  /** What the edits since then say: title, and who and since when. */
  private List<String> said(int since) {
    return story.edits.stream()
        .skip(since)
        .map(it -> it.channel() + " " + it.notice().title() + " | " + it.notice().body())
        .toList();
  }

  private static String acknowledged(String who, String time) {
    return "bot Acknowledged: Plain (web-1) | " + who + ", since 2026-11-24 " + time + " +09:00";
  }

  private static void begin(Story story) {
    story.fires(PLAIN).start().pass(Duration.ofSeconds(16));
  }

  @Test
  void whoHasItStandsInTheMessage() {
    begin(story);
    assertThat(story.edits).isEmpty();
    story.does(new Command.Acknowledge("aoki", story.id(), "on it", null));
    assertThat(said(0)).containsExactly(acknowledged("aoki", "12:00:16"));
    story.does(new Command.Acknowledge("aoki", story.id(), "still on it", null));
    story.does(new Command.AddNote("aoki", story.id(), "a note"));
    story.pass(Duration.ofSeconds(4));
    story.does(new Command.TakeOver("baba", story.id(), "you sleep"));
    assertThat(said(1)).containsExactly(acknowledged("baba", "12:00:20"));
    story.does(new Command.Escalate("baba", story.id(), "too big", 0));
    assertThat(said(2))
        .containsExactly("bot Escalated: Plain (web-1) | SRE, since 2026-11-24 12:00:20 +09:00");
    story.does(new Command.Snooze("chiba", story.id(), Duration.ofMinutes(2), "in a minute"));
    assertThat(said(3))
        .containsExactly(
            """
            bot Snoozed: Plain (web-1) | chiba, since 2026-11-24 12:00:20 +09:00
            Until 2026-11-24 12:02:20 +09:00\
            """);
    story.passMinutes(3);
    assertThat(said(4))
        .containsExactly("bot Escalated: Plain (web-1) | SRE, since 2026-11-24 12:02:20 +09:00");
    story.does(new Command.Close("chiba", story.id(), Verdict.FALSE_POSITIVE, "nothing there"));
    assertThat(said(5))
        .containsExactly("bot Closed: Plain (web-1) | Since 2026-11-24 12:03:20 +09:00");
    assertThat(story.edits)
        .allMatch(it -> it.edit() && it.incidents().equals(List.of(it.notice().incident())));
  }

  @Test
  void aRecoveryAndWhatFollowsStandInTheMessage() {
    story.fires(DISK).start().pass(Duration.ofSeconds(16));
    story.clears(DISK).passMinutes(2);
    assertThat(said(0).getLast()).startsWith("bot Recovered: Disk (db-1) | Since ");
    int before = story.edits.size();
    story.fires(DISK).passMinutes(1);
    assertThat(said(before)).first().asString().startsWith("bot Waiting: Disk (db-1) | Storage");
    story.crash();
    int then = story.edits.size();
    story.does(new Command.Close("aoki", story.id(), Verdict.FALSE_POSITIVE, "known"));
    assertThat(said(then)).as("after a restart").hasSize(1);
    then = story.edits.size();
    story.does(new Command.Reopen("aoki", story.id(), "no, it is real"));
    assertThat(said(then)).as("what was over is taken up again").hasSize(1);
  }

  @Test
  void aDeadlineThatIsOverStandsInTheMessage() {
    begin(story);
    story.passMinutes(16);
    assertThat(said(0).getLast()).contains("Escalated").endsWith("A deadline is over");
  }

  /** The same day with and without such a channel gives the same events, so the same timers. */
  @Test
  void noTimerHearsOfIt() {
    List<List<Event>> days =
        Stream.of(true, false)
            .map(edits -> {
              Story day = story(edits);
              begin(day);
              day.does(new Command.Acknowledge("aoki", day.id(), "", Duration.ofMinutes(2)));
              day.passMinutes(9);
              day.does(new Command.TakeOver("baba", day.id(), ""));
              day.passMinutes(70);
              assertThat(day.edits).hasSize(edits ? 3 : 0);
              return day.history.events(day.id());
            })
            .toList();
    assertThat(days.getFirst()).isEqualTo(days.getLast());
    assertThat(days.getFirst()).filteredOn(Event.Notified.class::isInstance).hasSizeGreaterThan(9);
  }

  @Test
  void anEditThatFailsShowsTheLostChannelAndWakesNobody() {
    story.mail = letter -> letter.edit() ? new Delivery.Permanent("invalid_auth") : Delivery.sent();
    begin(story);
    int told = story.sent.size();
    story.does(new Command.Acknowledge("aoki", story.id(), "on it", null));
    assertThat(story.board().lostChannels())
        .extracting(it -> it.channel() + ": " + it.problem())
        .containsExactly("bot: invalid_auth");
    assertThat(story.events(Event.NotifyFailed.class)).isEmpty();
    assertThat(story.events(Event.HandedOver.class)).isEmpty();
    assertThat(story.sent).hasSize(told);
    assertThat(story.history.waitingLetters()).isEmpty();
    story.mail = letter -> Delivery.sent();
    story.does(new Command.TakeOver("baba", story.id(), ""));
    assertThat(story.board().lostChannels()).as("it works again").isEmpty();
  }

  @Test
  void whatWasStoredAndNotSaidIsSaidInTheNextLife() {
    story.mail = letter -> letter.edit() ? Delivery.temporary("503") : Delivery.sent();
    begin(story);
    story.does(new Command.Acknowledge("aoki", story.id(), "on it", null));
    assertThat(story.edits).isEmpty();
    assertThat(story.history.waitingLetters()).hasSize(1);
    story.mail = letter -> Delivery.sent();
    story.crash();
    assertThat(said(0)).containsExactly(acknowledged("aoki", "12:00:16"));
    assertThat(story.history.waitingLetters()).isEmpty();
  }

  /** A bundle is about many, and none of them has a message of its own. */
  @Test
  void whatWasToldTogetherIsNotEdited() {
    for (int i = 0; i < 5; i++) {
      story.fires(alert("Plain", "host-" + i, BEGIN, "severity", "critical"));
    }
    story.start().pass(Duration.ofSeconds(16));
    for (String id : List.copyOf(story.board().incidents().keySet())) {
      story.does(new Command.Acknowledge("aoki", id, "on it", null));
    }
    assertThat(story.edits).isEmpty();
  }
}
