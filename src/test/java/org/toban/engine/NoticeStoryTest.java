package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.BEGIN;
import static org.toban.engine.Story.alert;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Matchers;
import org.toban.alert.Severity;
import org.toban.incident.Event;
import org.toban.incident.WeeklyHours;
import org.toban.notice.Delivery;
import org.toban.notice.NoticePlan;
import org.toban.notice.Pace;
import org.toban.notice.QuietHours;
import org.toban.notice.Rule;

/** Who is told of what, by which way and when; each story names every notice that goes out. */
class NoticeStoryTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  private static final Alert PLAIN = alert("Plain", "web-1", BEGIN, "severity", "critical");
  private static final Alert DISK =
      alert("Disk", "db-1", BEGIN, "severity", "warning", "team", "storage");

  private final Story story = new Story();

  private void plan(List<Rule> rules, List<QuietHours> quiet, boolean recoveries) {
    NoticePlan simple = Story.plan(Pace.standard(), "desktop", "slack", "email");
    story.settings =
        story.settings.with(
            new NoticePlan(simple.outlets(), rules, quiet, recoveries, Pace.standard()));
  }

  /** {@code CHANNEL why}, in the order in which they went out. */
  private List<String> told() {
    return story.sent.stream().map(it -> it.channel() + " " + it.notice().why()).toList();
  }

  @Test
  void theFirstRuleThatFitsNamesTheChannels() {
    plan(
        List.of(
            new Rule(Set.of(), List.of(), Matchers.parse("team=\"storage\""), List.of("email")),
            new Rule(Set.of(Severity.CRITICAL), List.of("sre"), null, List.of("desktop", "slack")),
            new Rule(Set.of(), List.of(), null, List.of())),
        List.of(),
        false);
    story.fires(PLAIN, DISK).start().pass(Duration.ofSeconds(16));
    assertThat(told())
        .containsExactly("desktop new incident", "slack new incident", "email new incident");
    assertThat(story.sent.getLast().notice().title()).startsWith("New: Disk");
  }

  @Test
  void aRecoveryIsToldOnlyWhereItIsWanted() {
    plan(List.of(), List.of(), false);
    story.fires(DISK).start().pass(Duration.ofSeconds(16)).clears(DISK).passMinutes(2);
    assertThat(told())
        .containsExactly("desktop new incident", "slack new incident", "email new incident");
  }

  /** Begins at 12:00 in Tokyo. */
  @Test
  void aWarningWaitsForTheEndOfQuietHoursAndACriticalDoesNot() {
    plan(
        List.of(new Rule(Set.of(), List.of(), null, List.of("slack"))),
        List.of(
            new QuietHours(
                Set.of(Severity.WARNING),
                new WeeklyHours(
                    EnumSet.allOf(DayOfWeek.class),
                    LocalTime.of(11, 0),
                    LocalTime.of(12, 10),
                    TOKYO))),
        false);
    Alert other = alert("Disk", "db-2", BEGIN, "severity", "warning");
    story.fires(DISK, other).start().passMinutes(4);
    assertThat(told()).isEmpty();
    story.fires(PLAIN).passMinutes(1);
    assertThat(told()).containsExactly("slack new incident");
    story.does(new Command.Acknowledge("aoki", story.incident("Plain").id(), "on it", null));
    story.crash().passMinutes(4);
    assertThat(told()).as("also after a crash").containsExactly("slack new incident");
    story.passMinutes(2);
    assertThat(told()).containsExactly("slack new incident", "slack digest: new incident");
    assertThat(story.sent.getLast().notice().title()).isEqualTo("While it was quiet: 2 incidents");
    assertThat(story.sent.getLast().incidents()).hasSize(2);
  }

  @Test
  void whenTheOnlyChannelOfACriticalFailsAnotherOneIsTaken() {
    plan(List.of(new Rule(Set.of(), List.of(), null, List.of("slack"))), List.of(), false);
    story.mail =
        letter ->
            letter.channel().equals("slack")
                ? new Delivery.Permanent("channel_is_archived")
                : Delivery.sent();
    story.fires(PLAIN).start().pass(Duration.ofSeconds(20));
    assertThat(told())
        .containsExactly(
            "desktop in place of slack, which failed", "email in place of slack, which failed");
    assertThat(story.events(Event.NotifyFailed.class))
        .extracting(Event.NotifyFailed::error)
        .containsExactly("channel_is_archived");
    assertThat(story.board().lostChannels())
        .extracting(it -> it.channel() + ": " + it.problem())
        .containsExactly("slack: channel_is_archived");
    story.mail = letter -> Delivery.sent();
    story.passMinutes(6);
    assertThat(story.board().lostChannels()).as("it works again").isEmpty();
  }

  @Test
  void whenNobodyCanBeToldTheNextContactGetsItOnce() {
    plan(List.of(), List.of(), false);
    story.mail = letter -> Delivery.temporary("unreachable");
    Alert down = alert("Down", "nowhere", BEGIN, "severity", "critical");
    story.fires(down).start().passMinutes(3);
    assertThat(told()).isEmpty();
    assertThat(story.board().lostChannels()).hasSize(3);
    assertThat(story.events(Event.HandedOver.class))
        .extracting(Event.HandedOver::why)
        .singleElement()
        .asString()
        .startsWith("nobody could be told");
    story.mail = letter -> Delivery.sent();
    story.passMinutes(6);
    assertThat(story.board().lostChannels()).isEmpty();
    assertThat(story.history.waitingLetters()).isEmpty();
  }

  @Test
  void aWarningThatCannotBeToldEscalatesNothing() {
    plan(List.of(), List.of(), false);
    story.mail = letter -> new Delivery.Permanent("no");
    story.fires(DISK).start().passMinutes(1);
    assertThat(story.events(Event.HandedOver.class)).isEmpty();
    assertThat(story.events(Event.NotifyFailed.class)).hasSize(3);
  }

  @Test
  void aStormIsOneMessageForEachChannel() {
    story.settings = Story.settings(Story.answering(100_000)); // as incidents of their own
    plan(List.of(), List.of(), false);
    for (int i = 0; i < 10_000; i++) {
      story.fires(alert("Plain", "host-" + i, BEGIN, "severity", "critical"));
    }
    story.start().pass(Duration.ofSeconds(16));
    assertThat(told())
        .containsExactly(
            "desktop bundled: new incident",
            "slack bundled: new incident",
            "email bundled: new incident");
  }

  @Test
  void whatWasStoredAndNotSentGoesOutInTheNextLife() {
    plan(List.of(new Rule(Set.of(), List.of(), null, List.of("slack"))), List.of(), false);
    story.mail = letter -> Delivery.temporary("503");
    story.fires(PLAIN).start().pass(Duration.ofSeconds(16));
    String key = story.history.waitingLetters().getFirst().key();
    story.mail = letter -> Delivery.sent();
    story.crash().pass(Duration.ofSeconds(2));
    assertThat(story.sent.getFirst().key()).isEqualTo(key);
    assertThat(story.history.waitingLetters()).isEmpty();
  }
}
