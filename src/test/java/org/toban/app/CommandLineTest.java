package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.config.RunbookFolder;
import org.toban.config.TrustFile;
import org.toban.history.SqliteHistory;
import org.toban.incident.Event;
import org.toban.runbook.Step;

class CommandLineTest {
  private static final String RUNBOOK =
      """
      # Alert: Disk

      ## Respond

      ```bash { auto }
      df -h
      ```
      """;

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void shell() throws IOException {
    shell = new Shell(folder);
    Files.writeString(folder.resolve("disk.md"), RUNBOOK);
  }

  @Test
  void tellsItsVersionWhichIsThatOfTheBuild() throws IOException {
    assertThat(shell.run("--version")).isZero();
    assertThat(shell.out).isEqualTo("toban " + Main.VERSION + System.lineSeparator());
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<artifactId>toban</artifactId>\n  <version>" + Main.VERSION + "</version>");
  }

  @Test
  void helpNamesEveryCommand() {
    assertThat(shell.run("--help")).isZero();
    assertThat(shell.out)
        .contains(
            "drill",
            "watch",
            "logs",
            "lint",
            "doctor",
            "report",
            "trust",
            "history",
            "--config",
            "toban test");
  }

  @Test
  void whatItDoesNotUnderstandIsOneLine() {
    assertThat(shell.run("lnt")).isEqualTo(2);
    assertThat(shell.err.lines()).hasSize(1);
    assertThat(shell.err).contains("lnt").contains("--help");
    assertThat(shell.run("lint")).isEqualTo(2);
    assertThat(shell.err.lines()).hasSize(1);
    assertThat(shell.run("lint", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(shell.err).startsWith("toban: there is no ").doesNotContain("Exception");
  }

  /** A log is no reason not to watch. */
  @Test
  void aLogThatCannotBeWrittenIsOneSentenceAndEndsNothing() throws IOException {
    Files.createDirectories(folder.resolve(".local"));
    Files.writeString(folder.resolve(".local/state"), "a file where the folder should be");
    Path config = folder.resolve("toban.yml");
    Files.writeString(
        config,
        """
        sources: [{name: prod, alertmanager: 'http://127.0.0.1:9', timeout: 1s}]
        history: h.db
        """);
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
    assertThat(shell.run("watch", "--once", "--config", config.toString())).isEqualTo(3);
    assertThat(shell.out).contains("source prod");
    assertThat(shell.err.lines().filter(line -> line.startsWith("toban: no log can be written")))
        .singleElement()
        .asString()
        .contains(".local/state/toban")
        .contains("make the folder writable");
    assertThat(shell.err).doesNotContain("\tat ");
  }

  @Test
  void lintsWithoutErrors() {
    assertThat(shell.run("lint", folder.resolve("disk.md").toString())).isZero();
    assertThat(shell.out).endsWith("0 errors, 0 warnings\n");
  }

  @Test
  void lintFailsOnErrors() throws IOException {
    Files.writeString(folder.resolve("nul.md"), "a\0b");
    assertThat(shell.run("lint", folder.toString())).isEqualTo(1);
    assertThat(shell.out).contains("nul.md:1: error: ").contains("[not-text]");
  }

  @Test
  void lintKeepsItsMachineFormat() throws IOException {
    Files.writeString(folder.resolve("nul.md"), "a\0b");
    assertThat(shell.run("lint", "--json", folder.toString())).isEqualTo(1);
    JsonNode json = json();
    assertThat(names(json))
        .containsExactly(
            "errors",
            "warnings",
            "problems",
            "policies",
            "categories",
            "runbooks",
            "settings",
            "cadence",
            "flows");
    assertThat(json.get("errors").asInt()).isEqualTo(1);
    assertThat(names(json.at("/problems/0")))
        .containsExactly("file", "line", "severity", "code", "message", "arguments", "also");
    assertThat(json.at("/runbooks/0/steps/0/stage").asText()).isEqualTo("respond");
    assertThat(json.at("/runbooks/0/steps/0/automatic").asBoolean()).isTrue();
  }

  /** What the first team's runbook must give, read as it is. */
  @Test
  void lintReadsTheFirstTeamsRunbook() throws IOException {
    shell.run("lint", "--json", "src/test/resources/runbook/alert-response.md");
    JsonNode json = json();
    assertThat(json.get("policies")).hasSize(6);
    assertThat(json.get("categories")).hasSize(8);
    assertThat(json.get("settings")).hasSize(3);
    assertThat(json.get("cadence")).hasSize(3);
    assertThat(json.get("flows").asInt()).isEqualTo(1);
    assertThat(json.at("/runbooks/0/steps")).hasSize(4);
    assertThat(json.at("/runbooks/0/checks").asInt()).isEqualTo(4);
    assertThat(json.at("/runbooks/0/contacts").asInt()).isEqualTo(3);
    assertThat(json.at("/runbooks/0/links").asInt()).isEqualTo(3);
    assertThat(json.at("/problems/0/code").asText()).isEqualTo("severity-conflict");
    assertThat(json.at("/problems/0/line").asInt()).isEqualTo(8);
  }

  @Test
  void trustIsGivenAndTakenByHash() throws IOException {
    String file = folder.resolve("disk.md").toString();
    assertThat(shell.run("trust", file)).isZero();
    assertThat(shell.out).contains("df -h").contains("waits for approval");
    shell.run("trust", file, "--json");
    String hash = json().at("/steps/0/sha256").asText();

    assertThat(shell.run("trust", file, "--approve", hash.substring(0, 8))).isZero();
    assertThat(shell.out).contains("approved by aiko at " + Shell.NOW);
    Files.writeString(folder.resolve("disk.md"), RUNBOOK.replace("df -h", "df -i"));
    shell.run("trust", file);
    assertThat(shell.out).as("a changed step asks again").contains("waits for approval");
    assertThat(shell.run("trust", file, "--revoke", hash)).isZero();
    assertThat(Files.readString(shell.places().trustFile())).isEmpty();
    assertThat(shell.run("trust", file, "--approve", "12345678")).isEqualTo(2);
    assertThat(shell.err.lines()).hasSize(1);
  }

  /** A runbook that is edited after its approval: disarmed, seen, and armed again by a person. */
  @Test
  void aChangedStepShowsWhatHasChangedUntilItIsApprovedAgain() throws IOException {
    Path file = folder.resolve("disk.md");
    shell.run("trust", file.toString(), "--all");
    assertThat(waiting()).isEmpty();

    Files.writeString(file, RUNBOOK.replace("df -h", "df -h\nrm -rf /tmp/x\u202e\t \u001b[2A "));
    assertThat(waiting()).hasSize(1);
    shell.run("trust", file.toString());
    assertThat(shell.out)
        .contains("changed, waits for approval")
        .contains("what has changed since it was approved by aiko at " + Shell.NOW + ":")
        .contains("     df -h\n    +rm -rf /tmp/x‹U+202E›^I ^[[2A‹U+0020›\n")
        .doesNotContain("\u202e", "\u001b");

    shell.run("trust", file.toString(), "--json");
    JsonNode step = json().at("/steps/0");
    String now = step.get("sha256").asText();
    String before = step.at("/replaces/sha256").asText();
    assertThat(step.at("/replaces/approved_by").asText()).isEqualTo("aiko");
    assertThat(step.get("diff").asText())
        .isEqualTo(
            "--- %s\n+++ %s\n@@ -1,1 +1,2 @@\n df -h\n+rm -rf /tmp/x\u202e\t \u001b[2A \n"
                .formatted(before, now));

    assertThat(shell.run("trust", file.toString(), "--approve", now)).isZero();
    assertThat(shell.out).contains("approved by aiko").doesNotContain("changed");
    assertThat(waiting()).isEmpty();
  }

  @Test
  void aChangedStepSaysWhenItsEarlierTextWasNotKept() throws IOException {
    Path file = folder.resolve("disk.md");
    shell.run("trust", file.toString(), "--all");
    try (var texts = Files.list(shell.places().state().resolve("trust.texts"))) {
      for (Path text : texts.toList()) {
        Files.delete(text);
      }
    }
    Files.writeString(file, RUNBOOK.replace("df -h", "df -i"));
    shell.run("trust", file.toString());
    assertThat(shell.out).contains("approved before by aiko").contains("was not kept");
    shell.run("trust", file.toString(), "--json");
    assertThat(json().at("/steps/0/diff").isNull()).isTrue();
    assertThat(json().at("/steps/0/replaces/approved_at").asText()).isEqualTo(Shell.NOW.toString());
  }

  /** What the engine of a console that starts now would not run by itself. */
  private List<Step> waiting() {
    return new TrustFile(shell.places().trustFile())
        .read()
        .waiting(new RunbookFolder(List.of(folder)).read());
  }

  @Test
  void trustKeepsItsMachineFormat() throws IOException {
    shell.run("trust", "--all", "--by", "ken", "--json", folder.toString());
    JsonNode step = json().at("/steps/0");
    assertThat(names(step))
        .containsExactly(
            "id",
            "file",
            "line",
            "title",
            "script",
            "sha256",
            "approved",
            "approved_by",
            "approved_at",
            "replaces",
            "diff");
    assertThat(step.get("diff").isNull()).isTrue();
    assertThat(step.get("approved_by").asText()).isEqualTo("ken");
    assertThat(step.get("approved_at").asText()).isEqualTo("2026-11-24T03:00:00Z");
  }

  @Test
  void tellsEveryMistakeOfTheConfiguration() throws IOException {
    Path config = folder.resolve("toban.yml");
    Files.writeString(config, "sourcs: []\nteam: {zone: Tokyo}\n");
    assertThat(shell.run("history", "list", "--config", config.toString())).isEqualTo(2);
    assertThat(shell.err)
        .contains(config + ":1:1: unknown key 'sourcs'; did you mean 'sources'?")
        .contains(config + ":2:14: 'Tokyo' is not a time zone");
  }

  @Test
  void historyIsListedShownExportedAndBackedUp() throws IOException {
    assertThat(shell.run("history", "list")).isEqualTo(2);
    assertThat(shell.err).startsWith("toban: there is no history yet at ");
    oneIncident();
    assertThat(shell.run("history", "list")).isZero();
    assertThat(shell.out).contains("INC-1").endsWith("1 incidents\n");
    shell.run("history", "list", "--json");
    assertThat(names(json().at("/incidents/0")))
        .containsExactly(
            "id",
            "name",
            "severity",
            "phase",
            "opened_at",
            "deadline",
            "responded_at",
            "recovered_at",
            "closed_at",
            "verdict");
    assertThat(shell.run("history", "show", "INC-1", "--json")).isZero();
    assertThat(json().at("/events/0/type").asText()).isEqualTo("Opened");
    assertThat(json().at("/events/0/severity").asText()).isEqualTo("critical");
    assertThat(shell.run("history", "show", "INC-2")).isEqualTo(2);

    String export = folder.resolve("all.jsonl").toString();
    assertThat(shell.run("history", "export", export)).isZero();
    assertThat(shell.run("history", "export", export)).as("never overwrites").isEqualTo(2);
    assertThat(shell.run("history", "import", export)).isZero();
    assertThat(shell.out).isEqualTo("0 new records\n");
    assertThat(shell.run("history", "backup", folder.resolve("copy.db").toString())).isZero();
    assertThat(folder.resolve("copy.db")).isNotEmptyFile();
  }

  private void oneIncident() {
    try (SqliteHistory history = SqliteHistory.open(shell.places().state().resolve("history.db"))) {
      Instant at = Instant.parse("2026-11-24T02:00:00Z");
      history.append("INC-1", 0, List.of(Opening.critical(at)));
    }
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(shell.out);
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new java.util.ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static final class Opening {
    static Event critical(Instant at) {
      return new Event.Opened(
          at,
          "Disk",
          "Disk",
          org.toban.alert.Labels.empty(),
          org.toban.alert.Severity.CRITICAL,
          new org.toban.incident.Policy(
              "Disk", org.toban.alert.Severity.CRITICAL, null, "", "", "default"),
          at.plusSeconds(900),
          null,
          List.of(),
          "a test");
    }
  }
}
