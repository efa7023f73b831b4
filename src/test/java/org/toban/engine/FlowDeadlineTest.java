package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.toban.alert.Severity;
import org.toban.incident.Answering;
import org.toban.incident.Incident;

/**
 * Half of the response time, four fifths, all of it; and the time by which it must have recovered.
 */
class FlowDeadlineTest {
  @RegisterExtension final FlowStory story = new FlowStory();

  private static Answering recoveryIn(Duration time) {
    return new Answering(List.of(), Map.of(Severity.WARNING, time), 20, Duration.ofHours(24));
  }

  private Incident.Timeliness timeliness() {
    return story.incident().timeliness(story.stage.now);
  }

  @Test
  void eachMarkIsToldOnceWhateverIsKilled() {
    story.fires("Disk").notifies("Storage", "New: Disk (web)").isDueAt("13:00");
    story.at("12:29:59").isKilled();
    story.at("12:30").notifies("Storage", "Half of the time is over: Disk (web)");
    story.isKilled().at("12:48").notifies("Storage", "Deadline near: Disk (web)");
    story.isKilled().at("12:59:59").isKilled();
    story.at("13:00").notifies("Storage", "Deadline missed: Disk (web)").isKilled();
    story.at("20:59").stands("Waiting");
  }

  @Test
  void anAnswerInTimeMeetsIt() {
    story.fires("Disk").notifies("Storage", "New: Disk (web)");
    story.at("12:30").notifies("Storage", "Half of the time is over: Disk (web)");
    story.at("12:47").acknowledges("doi").at("13:30");
    assertThat(timeliness()).isEqualTo(Incident.Timeliness.MET);
  }

  @Test
  void whatRecoversWithoutAnAnswerMeetsIt() {
    story.fires("Disk").notifies("Storage", "New: Disk (web)").at("12:20").clears("Disk");
    story.at("12:20:30").informs("Storage", "Recovered: Disk (web)").at("13:30");
    assertThat(timeliness()).isEqualTo(Incident.Timeliness.MET);
  }

  @Test
  void aStoppedClockMovesThem() {
    story.fires("Disk").notifies("Storage", "New: Disk (web)").at("12:10");
    story.stopsTheClock("doi", "").refuses("NO_REASON");
    story.stopsTheClock("doi", "the vendor must answer").isKilled().at("14:10");
    story.startsTheClock("doi").isDueAt("15:00").startsTheClock("doi").refuses("NOT_PAUSED");
    story.at("14:30").notifies("Storage", "Half of the time is over: Disk (web)");
    story.at("14:48").notifies("Storage", "Deadline near: Disk (web)");
    story.at("15:00").notifies("Storage", "Deadline missed: Disk (web)");
  }

  @Test
  void theRecoveryIsOverdueThoughSomebodyHasIt() {
    story.with(recoveryIn(Duration.ofHours(2)));
    story.fires("Disk").notifies("Storage", "New: Disk (web)").at("12:10").acknowledges("doi");
    story.at("14:00").notifies("Storage", "Recovery overdue: Disk (web)");
    story.isKilled().at("21:59");
  }

  @Test
  void whatRecoversInTimeIsNotOverdue() {
    story.with(recoveryIn(Duration.ofHours(2)));
    story.fires("Disk").notifies("Storage", "New: Disk (web)").acknowledges("doi");
    story.at("13:59").clears("Disk").at("13:59:30").informs("Storage", "Recovered: Disk (web)");
    story.at("15:00").stands("Recovered");
  }

  @Test
  void maintenanceStopsTheClockAndItsEndStartsIt() {
    story.fires("Disk").notifies("Storage", "New: Disk (web)").at("12:09:59");
    story.announces("patching", "12:10", "13:10").at("13:10");
    story.notifies("Storage", "Fires after maintenance: Disk (web)").isDueAt("14:00");
    story.at("13:30").notifies("Storage", "Half of the time is over: Disk (web)");
  }
}
