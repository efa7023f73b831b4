package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.BEGIN;
import static org.toban.engine.Story.alert;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.incident.Incident;

/** The clock of the console jumps by hours, or that of a source is wrong by hours. */
class ClockJumpTest {
  @RegisterExtension final FlowStory story = new FlowStory();

  @Test
  void forwardAllThatIsDueIsOneMessage() {
    story.fires("Database").pages("Aoki", "New: Database (web)");
    story.at("12:01").clockJumps("3h").at("15:01:15").pages("Baba", "Escalated: Database (web)");
    story.writes("DeadlineHalfway", "DeadlineAtRisk", "DeadlineBreached", "HandedOver");
    story.at("15:06:15").pages("Baba", "Unanswered: Database (web)");
  }

  @Test
  void forwardManyIncidentsAreOneMessageToo() {
    story.fires(FlowStory.onHosts("Plain", 15)).pages("SRE", "15 incidents, 15 of them critical");
    story.at("12:01").clockJumps("12h").at("00:01:15");
    story.pages("SRE", "15 incidents, 15 of them critical").at("00:06");
  }

  @Test
  void backThePagesGoOnAsOften() {
    story.fires("Database").pages("Aoki", "New: Database (web)");
    story.at("12:05").pages("Aoki", "Unanswered: Database (web)");
    story.at("12:06").clockJumps("-3h").at("09:11:01");
    story.pages("Aoki", "Unanswered: Database (web)").at("09:16:01");
    story.pages("Aoki", "Unanswered: Database (web)").at("09:21:01");
    story.pages("Baba", "Escalated: Database (web)").acknowledges("baba").at("10:21");
  }

  @Test
  void alsoWhenItIsKilledThere() {
    story.fires("Database").pages("Aoki", "New: Database (web)");
    story.at("12:04").clockJumps("-9h").isKilled().at("03:09");
    story.pages("Aoki", "Unanswered: Database (web)");
  }

  @Test
  void backTheDeadlineIsTheInstantThatItWas() {
    story.fires("Disk").notifies("Storage", "New: Disk (web)").at("12:10").clockJumps("-1h");
    story.at("12:30").notifies("Storage", "Half of the time is over: Disk (web)");
    story.at("12:48").notifies("Storage", "Deadline near: Disk (web)").isDueAt("13:00");
    story.at("13:00").notifies("Storage", "Deadline missed: Disk (web)");
  }

  @Test
  void backAnAnswerLastsNoLongerThanWasAgreed() {
    story.fires("Database").pages("Aoki", "New: Database (web)");
    story.at("12:01").acknowledges("aoki", "20m").at("12:06").clockJumps("-3h");
    story.at("09:26:01").pages("Aoki", "Unanswered: Database (web)").stands("Waiting");
  }

  @Test
  void backASnoozeLastsNoLongerThanWasAgreed() {
    story.fires("Database").pages("Aoki", "New: Database (web)");
    story.at("12:01").snoozes("aoki", "10m").at("12:02").clockJumps("-3h");
    story.at("09:12:01").pages("Aoki", "Unanswered: Database (web)").writes("SnoozeEnded");
  }

  @Test
  void thereAndBackNothingIsToldTwice() {
    story.fires("Database").pages("Aoki", "New: Database (web)");
    story.at("12:01").clockJumps("3h").at("15:01:15").pages("Baba", "Escalated: Database (web)");
    story.at("15:02").clockJumps("-3h").at("12:07:01");
    story.pages("Baba", "Unanswered: Database (web)").at("12:12:01");
    story.pages("Baba", "Unanswered: Database (web)").at("12:17:01");
    story.pages("Chiba", "Escalated: Database (web)").acknowledges("chiba").at("13:17");
  }

  @Test
  void backASourceThatFallsSilentIsMissedAsSoonAsEver() {
    story.fires("Note").at("12:06").sourceBreaks().clockJumps("-3h");
    story.at("09:07:17").pages("", "New: TobanSourceBlind (prod)");
  }

  /** When an alert began is the source's word; when it is answered counts from its receipt. */
  @ParameterizedTest
  @ValueSource(ints = {-26, -9, 9, 26})
  void aSourceWhoseClockIsWrongChangesNothing(int hours) {
    story.fires(alert("Database", "web", BEGIN.plus(Duration.ofHours(hours))));
    story.pages("Aoki", "New: Database (web)").isDueAt("12:15");
    story.at("12:05").pages("Aoki", "Unanswered: Database (web)");
    story.at("12:06").clears("Database").at("12:06:30");
    story.informs("Aoki", "Recovered: Database (web)");
  }

  /** Time passes, then the clock jumps. */
  record Turn(int seconds, int jumpMinutes) {}

  @Property(tries = 60)
  void whateverTheClockDoesEachMarkIsReachedOnceAndNobodyIsFlooded(
      @ForAll("turns") @Size(max = 8) List<Turn> turns) {
    Story stage = new Story();
    stage.start().fires(alert("Database", "web", BEGIN)).poll();
    int seconds = 0;
    for (Turn it : turns) {
      stage.pass(Duration.ofSeconds(it.seconds())).sleep(Duration.ofMinutes(it.jumpMinutes()));
      seconds += it.seconds();
    }
    stage.passMinutes(31); // a small jump back may cost its own length once
    int pages = (seconds + 31 * 60) / 300 + 6; // as often as ever, the marks, and the hand-overs
    assertThat(stage.sent.size()).isBetween(3, pages + turns.size());
    List<String> events = stage.events();
    for (String mark : List.of("DeadlineHalfway", "DeadlineAtRisk", "DeadlineBreached")) {
      assertThat(events.stream().filter(mark::equals).count()).as(mark).isLessThan(2);
    }
    Incident it = stage.incident();
    assertThat(it.escalationLevel()).as("it was handed on").isBetween(1, 2);
    assertThat(stage.history.waitingLetters()).isEmpty();
  }

  @Provide
  Arbitrary<List<Turn>> turns() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 400), Arbitraries.integers().between(-720, 720))
        .as(Turn::new)
        .list();
  }
}
