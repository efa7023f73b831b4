package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintenanceCommandTest {
  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(folder);
  }

  @Test
  void workIsDeclaredShownAndEnded() {
    assertThat(shell.run("maintenance", "start", "DB patching", "cluster=\"a\"", "--for", "2h"))
        .isZero();
    assertThat(shell.out)
        .contains("DB patching", "cluster=\"a\"", "2026-11-24T05:00:00Z", "under way");
    assertThat(shell.run("maintenance", "list", "--json")).isZero();
    assertThat(shell.out)
        .contains("\"name\" : \"DB patching\"", "\"by\" : \"aiko\"", "\"under_way\" : true");
    assertThat(shell.run("maintenance", "end", "DB patching")).isZero();
    assertThat(shell.run("maintenance", "list")).isZero();
    assertThat(shell.out).contains("0 windows");
  }

  @Test
  void itMayBeginLater() {
    assertThat(
            shell.run(
                "maintenance", "start", "a", "b=c", "--for", "1h", "--in", "30m", "--by", "ken"))
        .isZero();
    assertThat(shell.out)
        .contains("2026-11-24T03:30:00Z to 2026-11-24T04:30:00Z", "ken")
        .doesNotContain("under way");
  }

  @Test
  void nobodyHoldsEverythingBackByMistake() {
    assertThat(shell.run("maintenance", "start", "a", "--for", "1h")).isEqualTo(2);
    assertThat(shell.err).contains("--everything");
    assertThat(shell.run("maintenance", "start", "a", "--for", "1h", "--everything")).isZero();
    assertThat(shell.run("maintenance", "start", "a", "b=c", "--for", "1h", "--everything"))
        .isEqualTo(2);
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThat(shell.run("maintenance", "start", "a", "b=~(", "--for", "1h")).isEqualTo(2);
    assertThat(shell.err).contains("not a matcher");
    assertThat(shell.run("maintenance", "start", "a", "b=c", "--for", "soon")).isEqualTo(2);
    assertThat(shell.err).contains("--for is a time such as 30m");
    assertThat(shell.run("maintenance", "end", "nothing")).isEqualTo(2);
    assertThat(shell.err).contains("no maintenance 'nothing'");
    assertThat(shell.run("maintenance")).isEqualTo(2);
  }
}
