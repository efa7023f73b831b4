package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.history.History;
import org.toban.history.SqliteHistory;

/** What is only recorded, such as backups and maintenance, is found again. */
class HistoryAlertsTest {
  private static final Instant NIGHT = Shell.NOW.minus(Duration.ofHours(6));

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void record() throws IOException {
    shell = new Shell(folder);
    Path file = shell.places().state().resolve("history.db");
    Files.createDirectories(file.getParent());
    try (SqliteHistory history = SqliteHistory.open(file)) {
      history.episodes(
          List.of(
              change("バックアップ成功/失敗", Severity.INFO, NIGHT, true),
              change("バックアップ成功/失敗", Severity.INFO, NIGHT.plusSeconds(60), false),
              change("TobanMaintenance", Severity.INFO, NIGHT.plusSeconds(90), true),
              change("ServiceDown", Severity.CRITICAL, NIGHT.plusSeconds(120), true),
              change("Old", Severity.INFO, NIGHT.minus(Duration.ofDays(30)), true)));
    }
  }

  private static History.EpisodeChange change(
      String name, Severity severity, Instant at, boolean firing) {
    Alert alert = Alert.active(Labels.of("alertname", name, "instance", "db-1"), at);
    return new History.EpisodeChange("prod", alert, severity, at, firing);
  }

  @Test
  void findsByPartOfAName() {
    assertThat(shell.run("history", "alerts", "バックアップ")).isZero();
    assertThat(shell.out).contains("バックアップ成功/失敗 (prod)", "1 firings").doesNotContain("Down");
    assertThat(shell.run("history", "alerts", "tobanmaint")).isZero();
    assertThat(shell.out).contains("fires on", "TobanMaintenance");
  }

  @Test
  void findsBySeverityAndTimeNewestFirst() {
    assertThat(shell.run("history", "alerts", "--severity", "INFO", "--json")).isZero();
    assertThat(shell.out)
        .contains("\"ended_at\" : null", "\"severity\" : \"info\"")
        .doesNotContain("ServiceDown", "Old")
        .containsSubsequence("TobanMaintenance", "バックアップ");
    assertThat(shell.run("history", "alerts", "--since", "90d", "--limit", "1")).isZero();
    assertThat(shell.out).contains("ServiceDown", "1 firings");
    assertThat(shell.run("history", "alerts", "--since", "90d")).isZero();
    assertThat(shell.out).contains("Old", "4 firings");
  }

  @Test
  void saysWhatItDoesNotUnderstand() {
    assertThat(shell.run("history", "alerts", "--since", "long")).isEqualTo(2);
    assertThat(shell.err).contains("--since is a time such as 7d");
  }
}
