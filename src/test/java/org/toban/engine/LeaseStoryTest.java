package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.toban.remedy.Claimed;
import org.toban.remedy.Job;
import org.toban.remedy.Outcome;

/** What follows from a host's answer to the claim of a run. */
class LeaseStoryTest {
  @RegisterExtension final FlowStory story = new FlowStory();

  private void answers(Claimed claimed) {
    story.stage.host =
        job ->
            ((Job) job).claim() == null
                ? Story.exit(0)
                : new Outcome.Failed(
                    Outcome.Reason.GUARD, "", Outcome.Output.none(), Duration.ZERO, claimed);
  }

  private long starts() {
    return story.stage.board().starts().values().stream().mapToLong(List::size).sum();
  }

  @Test
  void aBusyHostIsAskedAgain() {
    answers(new Claimed.Busy("desk-2", Duration.ofSeconds(5)));
    story.fires("Down").pages("Aoki", "New: Down (web)").runs("systemctl restart web");
    story.at("12:00:10").stands("Responding");
    assertThat(starts()).isZero();
    story.stage.host = job -> Story.exit(0);
    story.at("12:00:15").runs("systemctl restart web");
    story.at("12:00:17").stands("Verifying").runs("curl -f localhost");
  }

  @Test
  void itIsAskedAgainAfterARestart() {
    answers(new Claimed.Busy("desk-2", Duration.ofSeconds(5)));
    story.fires("Down").pages("Aoki", "New: Down (web)").runs("systemctl restart web");
    story.at("12:00:02").stands("Responding");
    story.stage.host = job -> Story.exit(0);
    story.isKilled();
    story.at("12:00:15").runs("systemctl restart web");
    story.at("12:00:17").stands("Verifying").runs("curl -f localhost");
  }

  @Test
  void aHostThatStaysBusyIsForTheNextContact() {
    answers(new Claimed.Busy("desk-2", Duration.ofSeconds(5)));
    story.fires("Down").pages("Aoki", "New: Down (web)").runs("systemctl restart web");
    for (LocalTime at = LocalTime.NOON; at.isBefore(LocalTime.of(12, 5)); ) {
      at = at.plusSeconds(15); // with the source's answer
      story.at(at.toString()).runs("systemctl restart web").stands("Responding");
    }
    story.at("12:05:02").pages("Baba", "Escalated: Down (web)").stands("Escalated");
  }

  @Test
  void anotherConsolesAnswerIsVerified() {
    answers(new Claimed.Attempted("desk-2", Duration.ofSeconds(5)));
    story.fires("Down").pages("Aoki", "New: Down (web)").runs("systemctl restart web");
    story.at("12:00:02").stands("Verifying").runs("curl -f localhost");
    story.isManualBecause("desk-2 has started it for this firing, 5 s ago");
    story.at("12:00:10").clears("Down");
    story.at("12:00:30").informs("Aoki", "Recovered: Down (web)").stands("Recovered");
  }

  @Test
  void theHostsStartLimitIsForTheNextContact() {
    answers(
        new Claimed.Limited(List.of(Duration.ofSeconds(9), Duration.ofSeconds(8), Duration.ZERO)));
    story.fires("Down").pages("Aoki", "New: Down (web)").runs("systemctl restart web");
    story.at("12:00:02").pages("Baba", "Escalated: Down (web)").stands("Escalated");
    assertThat(starts()).as("as the host counts").isEqualTo(3);
  }

  @Test
  void aHostThatCannotKeepItIsForTheNextContact() {
    answers(new Claimed.Unkept("/x cannot be written to"));
    story.fires("Down").pages("Aoki", "New: Down (web)").runs("systemctl restart web");
    story.at("12:00:02").pages("Baba", "Escalated: Down (web)").stands("Escalated");
  }

  /** The history keeps starts to the millisecond, events to the nanosecond. */
  @Test
  void aStartCountsOnceAfterARestart() {
    story.stage.now = story.stage.now.plusNanos(123_456_789);
    story.commandsNeverEnd().fires("Down").pages("Aoki", "New: Down (web)");
    story.runs("systemctl restart web");
    story.isKilled().runs("curl -f localhost");
    assertThat(starts()).isEqualTo(1);
  }
}
