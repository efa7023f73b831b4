package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.BEGIN;
import static org.toban.engine.Story.alert;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Matchers;
import org.toban.incident.Event;
import org.toban.source.Answer;
import org.toban.source.fault.Fault;
import org.toban.source.silence.Silence;
import org.toban.source.silence.SilenceBook;
import org.toban.source.silence.SilenceComparison;
import org.toban.source.silence.SilenceMade;

/** Silences in the engine: what is recorded, what is told, what is kept. */
class QuietTest {
  private static final String ID = "1d2c6808-7985-499c-9311-2df67bf12b85";
  private static final Silence.Draft DRAFT =
      Silence.Draft.of(
          Matchers.parse("alertname=Plain"), BEGIN, Duration.ofHours(2), "aoki", "switch-over");

  private final Story story = new Story();
  private final Alert plain = alert("Plain", "web-1", BEGIN, "severity", "critical");
  private final Alert disk = alert("Disk", "web-1", BEGIN, "severity", "critical");

  private void made(Answer<SilenceComparison> comparison) {
    story.take(
        new Input.SilencePut(
            story.now,
            "aoki",
            "prod",
            DRAFT,
            new Answer.Given<>(new SilenceMade(ID, DRAFT, comparison))));
  }

  private static Answer<SilenceComparison> compared(List<Alert> missed, List<Alert> surplus) {
    return new Answer.Given<>(new SilenceComparison(List.of(), missed, surplus));
  }

  private Board.Message told() {
    return story.board().messages().getFirst();
  }

  @Test
  void anIncidentWhoseAlertsWereSilencedSaysSo() {
    story.start().fires(plain, disk).pass(Duration.ofSeconds(16));
    made(compared(List.of(), List.of()));
    List<Event.Silenced> events =
        story.history.events(story.incident("Plain").id()).stream()
            .filter(Event.Silenced.class::isInstance)
            .map(Event.Silenced.class::cast)
            .toList();
    assertThat(events).hasSize(1);
    assertThat(events.getFirst().by()).isEqualTo("aoki");
    assertThat(events.getFirst().comment()).isEqualTo("switch-over");
    assertThat(events.getFirst().matchers()).isEqualTo("{alertname=\"Plain\"}");
    assertThat(events.getFirst().until()).isEqualTo(BEGIN.plusSeconds(7200));
    assertThat(story.eventsOf(story.incident("Disk").id())).doesNotContain("Silenced");
    assertThat(told().key()).isEqualTo("silence.made");
    assertThat(story.polled).contains("prod");
    assertThat(story.incident("Plain").acknowledgement()).as("no acknowledgement").isNull();
  }

  @Test
  void aDifferenceIsTold() {
    story.start().fires(plain).pass(Duration.ofSeconds(16));
    made(compared(List.of(plain), List.of(disk)));
    assertThat(told().key()).isEqualTo("silence.differs");
    assertThat(told().arguments()).containsExactly("prod", ID, "1", "1");
  }

  @Test
  void whatCouldNotBeComparedIsTold() {
    story.start().fires(plain).pass(Duration.ofSeconds(16));
    made(new Answer.Failed<>(new Fault.TimedOut(Duration.ofSeconds(10))));
    assertThat(told().key()).isEqualTo("silence.unchecked");
  }

  @Test
  void whatFailedRecordsNothing() {
    story.start().fires(plain).pass(Duration.ofSeconds(16));
    story.take(
        new Input.SilencePut(
            story.now,
            "aoki",
            "prod",
            DRAFT,
            new Answer.Failed<>(new Fault.Refused(400, "comment is required"))));
    assertThat(story.events()).doesNotContain("Silenced");
    assertThat(told().key()).isEqualTo("silence.failed");
    assertThat(told().arguments()).containsExactly("prod", "answered 400: comment is required");
  }

  @Test
  void anExpiredSilenceIsRecordedWhereItHeldBack() {
    Alert held =
        new Alert(
            plain.labels(),
            plain.fingerprint(),
            plain.annotations(),
            plain.startsAt(),
            Alert.State.SUPPRESSED,
            List.of("silence:" + ID),
            null);
    story.start().fires(plain).pass(Duration.ofSeconds(16));
    story.fires(held).pass(Duration.ofSeconds(16));
    story.take(new Input.SilenceExpired(story.now, "aoki", "prod", ID, new Answer.Given<>(ID)));
    assertThat(story.events()).endsWith("SilenceEnded");
    assertThat(told().key()).isEqualTo("silence.expired");
  }

  @Test
  void narrowedNotificationsTellOnlyWhatIsWantedAndTobansOwn() {
    story.start().does(new Command.NarrowNotices("aoki", Matchers.parse("alertname=Disk")));
    story.fires(plain, disk).pass(Duration.ofSeconds(16));
    assertThat(story.notices).hasSize(1);
    assertThat(story.notices.getFirst().incident()).isEqualTo(story.incident("Disk").id());
    assertThat(story.board().noticesOnly()).isNotNull();
    story.breaks("prod").passMinutes(5);
    assertThat(story.notices.size()).as("Toban is blind, and says so").isGreaterThan(1);
    story.does(new Command.NarrowNotices("aoki", null));
    assertThat(story.board().noticesOnly()).isNull();
  }

  @Test
  void onlyACompleteListTakesThePlaceOfTheLast() {
    story.start();
    Silence silence =
        new Silence(
            ID, DRAFT.matchers(), BEGIN, DRAFT.endsAt(), "aoki", "x", Silence.State.ACTIVE, "prod");
    story.take(new Input.SilencesRead(story.now, "prod", new Answer.Given<>(List.of(silence))));
    story.take(
        new Input.SilencesRead(
            story.now, "prod", new Answer.Failed<>(new Fault.Unreachable("refused"))));
    SilenceBook book = Objects.requireNonNull(story.board().silences().get("prod"));
    assertThat(book.byId()).containsOnlyKeys(ID);
    assertThat(book.fault()).isNotNull();
    assertThat(story.board().silence(List.of("prod"), "silence:" + ID)).isEqualTo(silence);
    assertThat(story.board().silence(List.of("other"), "silence:" + ID)).isNull();
  }
}
