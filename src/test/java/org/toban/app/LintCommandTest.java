package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.history.SqliteHistory;
import org.toban.incident.Event;
import org.toban.incident.Policy;

/** What {@code toban lint} is held against, how it tells it, and when it fails. */
class LintCommandTest {
  private static final String VERIFY = "## Verify\n```sh\ntrue\n```\n";

  @TempDir Path folder;
  private Shell shell;
  private Path books;

  @BeforeEach
  void books() throws IOException {
    shell = new Shell(folder);
    books = Files.createDirectory(folder.resolve("books"));
    Files.writeString(
        books.resolve("disk.md"),
        "# Alert: Disk\nLook <b>here</b>.\n" + VERIFY + "# Alert: Net\n" + VERIFY);
  }

  private String config() throws IOException {
    Path config = folder.resolve("toban.yml");
    Files.writeString(
        config,
        """
        sources: [{name: prod, alertmanager: 'http://127.0.0.1:9'}]
        history: h.db
        escalations:
          - {name: all, steps: [{to: SRE, after: 10m}]}
        """);
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
    return config.toString();
  }

  @Test
  void inTheLanguageOfTheUserWithSeverityAndCodeTheSame() {
    assertThat(shell.run("lint", books.toString())).isZero();
    assertThat(shell.out).contains("disk.md:2: warning: HTML is shown").contains("[raw-html]");
    assertThat(shell.run("--lang", "ja", "lint", books.toString())).isZero();
    assertThat(shell.out).contains("disk.md:2: warning: HTMLは解釈せず").contains("[raw-html]");
    shell.run("--lang", "ja", "lint", "--json", books.toString());
    assertThat(shell.out).contains("HTML is shown as plain text");
  }

  @Test
  void strictFailsOnWarnings() throws IOException {
    assertThat(shell.run("lint", "--strict", books.toString())).isEqualTo(1);
    Files.writeString(books.resolve("disk.md"), "# Alert: Disk\n" + VERIFY);
    assertThat(shell.run("lint", "--strict", books.toString())).isZero();
  }

  @Test
  void annotationsOfGitHub() {
    shell.run("lint", "--format", "github", books.toString());
    assertThat(shell.out)
        .startsWith("::warning file=" + books + "/disk.md,line=2,title=raw-html::HTML is shown");
    assertThat(shell.run("lint", "--format", "xml", books.toString())).isEqualTo(2);
  }

  @Test
  void rulesByOptionOrAmongThePaths() throws IOException {
    Path rules = Files.createDirectory(folder.resolve("rules"));
    Path file = rules.resolve("r.yaml");
    Files.writeString(file, "groups: [{rules: [{alert: Disk}, {alert: Other}]}]\n");
    shell.run("lint", books.toString(), "--rules", rules.toString());
    String byFolder = shell.out;
    assertThat(byFolder).contains("r.yaml:1: ").contains("[rule-without-runbook]", "runbook Net");
    shell.run("lint", books.toString(), file.toString());
    assertThat(shell.out).isEqualTo(byFolder);
  }

  @Test
  void peopleOfTheConfigurationThatIsNamed() throws IOException {
    String config = config();
    Files.writeString(
        books.resolve("disk.md"),
        "# Alert: Disk\n"
            + VERIFY
            + "## Contacts\n- **Primary**: SRE (ext. 12)\n- **Escalation**: Aokki\n");
    shell.run("lint", books.toString());
    assertThat(shell.out).doesNotContain("unknown-contact");
    shell.run("--config", config, "lint", books.toString());
    assertThat(shell.out.lines().filter(it -> it.contains("unknown-contact")))
        .singleElement()
        .asString()
        .contains("disk.md:8: ", "Aokki");
  }

  @Test
  void runbooksThatNobodyUsed() throws IOException {
    String config = config();
    assertThat(shell.run("--config", config, "lint", "--unused", "180d", books.toString()))
        .as("there is no history")
        .isEqualTo(2);
    opened("INC-1", Shell.NOW.minus(Duration.ofDays(10)), "disk");
    shell.run("--config", config, "lint", "--unused", "180d", books.toString());
    assertThat(shell.err).contains("does not reach back 180d");
    assertThat(shell.out).doesNotContain("unused-runbook");

    opened("INC-2", Shell.NOW.minus(Duration.ofDays(200)), "net");
    shell.run("--config", config, "lint", "--unused", "180d", books.toString());
    assertThat(shell.out.lines().filter(it -> it.contains("unused-runbook")))
        .singleElement()
        .asString()
        .contains("last 180 days", "Net");
    assertThat(shell.run("--config", config, "lint", "--unused", "soon", books.toString()))
        .isEqualTo(2);
  }

  private void opened(String id, Instant at, String runbook) {
    Policy policy = new Policy("Disk", Severity.CRITICAL, null, "", "", "default");
    try (SqliteHistory history = SqliteHistory.open(folder.resolve("h.db"))) {
      history.append(
          id,
          0,
          List.of(
              new Event.Opened(
                  at,
                  "Disk",
                  "Disk",
                  Labels.empty(),
                  Severity.CRITICAL,
                  policy,
                  at.plusSeconds(900),
                  runbook,
                  List.of(),
                  "a test")));
    }
  }
}
