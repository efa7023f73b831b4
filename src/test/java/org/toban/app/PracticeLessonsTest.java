package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.app.kept.DrillTimes;
import org.toban.engine.Command;
import org.toban.testbed.Server;
import org.toban.ui.parts.Practice.Attempt;

/** The times of a lesson on the real estate are there again for the next one of another day. */
class PracticeLessonsTest {
  @TempDir Path folder;

  @Test
  void whatWasAnsweredStandsBesideTheNextPlay() {
    DrillTimes times = new DrillTimes(folder.resolve("drill-times"));
    try (PracticeConsole practice =
        PracticeConsole.open(InstantSource.system(), Duration.ofMillis(20), "en", List.of())) {
      PracticeLessons lessons = new PracticeLessons(practice, times);
      lessons.start("service-down");
      Server.await(
          "the incident",
          Duration.ofMinutes(1),
          () -> lessons.state().attempts().getFirst().shownAt() != null);
      lessons.keep();
      assertThat(times.read()).as("nobody has answered").isEmpty();
      String incident =
          practice.console().engine().feed().newest().incidents().keySet().iterator().next();
      practice.console().engine().command(new Command.Acknowledge("sato", incident, "mine", null));
      Server.await(
          "the answer",
          Duration.ofMinutes(1),
          () -> lessons.state().attempts().getFirst().answeredAt() != null);
      lessons.stop();
      Attempt kept = times.read().getFirst();
      assertThat(kept.scenario()).isEqualTo("service-down");
      assertThat(kept.answeredAt()).isAfter(kept.brokenAt());
      assertThat(new PracticeLessons(practice, times).state().attempts()).containsExactly(kept);
    }
  }
}
