package org.toban.app.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.ui.parts.Practice.Attempt;

class DrillTimesTest {
  private static final Instant T = Instant.parse("2026-11-24T02:00:00.5Z");

  @TempDir Path folder;

  @Test
  void timesComeBackAsTheyWereAndWhatNobodyAnsweredIsNotKept() throws IOException {
    Attempt whole =
        new Attempt(
            "disk-full",
            T,
            T.plusSeconds(9),
            T.plusSeconds(60),
            T.plusSeconds(300),
            T.plusSeconds(400),
            T.plusSeconds(500),
            true);
    Attempt begun =
        new Attempt("disk-full", T, T.plusSeconds(9), T.plusSeconds(70), null, null, null, false);
    Attempt ignored = new Attempt("disk-full", T, T.plusSeconds(9), null, null, null, null, true);
    Path file = folder.resolve("state/drill-times");
    DrillTimes times = new DrillTimes(file);
    assertThat(times.read()).isEmpty();
    times.save(List.of(whole, ignored, begun));
    assertThat(times.read()).containsExactly(whole, begun);
    Files.writeString(
        file, "half a line\nx\tyesterday\t-\t-\t-\t-\t-\tmet\n" + Files.readString(file));
    assertThat(times.read()).as("what is no attempt is left out").containsExactly(whole, begun);
  }
}
