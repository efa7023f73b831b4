package org.toban.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.runbook.Flaw;
import org.toban.runbook.Library;
import org.toban.runbook.Place;
import org.toban.runbook.Problem;
import org.toban.runbook.lint.RuleRef;

class RunbookFolderTest {
  private static final String RUNBOOK = "# Alert: Disk\n\n## Respond\n\n```bash\ndf -h\n```\n";

  @TempDir Path folder;

  @Test
  void readsMarkdownInFoldersBelow() throws IOException {
    Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(folder.resolve("a/b/disk.md"), RUNBOOK);
    Files.writeString(folder.resolve("a/notes.txt"), "# Alert: Not this\n");
    Library library = new RunbookFolder(List.of(folder)).read();
    assertThat(library.runbookNamed("Disk")).isPresent();
    assertThat(library.runbookNamed("Not this")).isEmpty();
  }

  @Test
  void staysInsideOfItsFolder() throws IOException {
    Path root = Files.createDirectory(folder.resolve("runbooks"));
    Files.writeString(folder.resolve("secret.md"), RUNBOOK);
    Files.createSymbolicLink(root.resolve("disk.md"), folder.resolve("secret.md"));
    Files.createSymbolicLink(root.resolve("up"), folder);
    Library library = new RunbookFolder(List.of(root)).read();
    assertThat(library.runbooks()).isEmpty();
    assertThat(library.problems()).extracting(Problem::code).containsExactly("outside");
  }

  @Test
  void refusesWhatIsTooLargeOrNotText() throws IOException {
    Files.writeString(folder.resolve("large.md"), "x".repeat(2 << 20));
    Files.write(folder.resolve("latin.md"), new byte[] {'#', ' ', (byte) 0xe9});
    assertThat(new RunbookFolder(List.of(folder)).read().problems())
        .extracting(Problem::code)
        .containsExactly("too-large", "not-text");
  }

  @Test
  void aFolderOfTooManyFilesIsReadInPart() throws IOException {
    for (int i = 0; i <= 10_000; i++) {
      Files.createFile(folder.resolve(i + ".md"));
    }
    Files.writeString(folder.resolve("0.md"), RUNBOOK);
    Files.writeString(folder.resolve("9999.md"), RUNBOOK);
    Library library = new RunbookFolder(List.of(folder)).read();
    assertThat(library.problems()).extracting(Problem::code).contains("too-many");
    assertThat(library.runbooks()).as("9999 is the last by name").hasSize(1);
  }

  @Test
  void saysThatAFolderIsMissing() {
    Path missing = folder.resolve("none");
    assertThat(new RunbookFolder(List.of(missing)).read().problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.place()).isEqualTo(new Place(missing.toString(), 1));
          assertThat(problem.flaw()).isEqualTo(Flaw.NO_SUCH_FILE);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void findsTheSetThatShipsWithToban(String language) {
    Library library = RunbookFolder.shipped(language);
    assertThat(library.policies()).hasSizeGreaterThanOrEqualTo(6);
    assertThat(library.runbookNamed("ServiceDown")).isPresent();
  }

  @Test
  void readsAgainWhatChanged() throws Exception {
    Files.writeString(folder.resolve("disk.md"), RUNBOOK);
    LinkedBlockingQueue<Library> changes = new LinkedBlockingQueue<>();
    RunbookFolder runbooks = new RunbookFolder(List.of(folder));
    try (FileWatch watch =
        FileWatch.start(
            "runbooks",
            runbooks::stamp,
            Duration.ofMillis(20),
            () -> changes.add(runbooks.read()))) {
      Files.writeString(folder.resolve("memory.md"), RUNBOOK.replace("Disk", "Memory"));
      assertThat(watch).isNotNull();
      Library changed;
      do { // it may look while the file is there and its text is not
        changed = changes.poll(1, TimeUnit.MINUTES);
        assertThat(changed).as("a library with the new runbook").isNotNull();
      } while (changed.runbookNamed("Memory").isEmpty());
    }
  }

  @Test
  void readsAgainWhatChangedInAnyOfSeveralFolders() throws Exception {
    Path one = Files.createDirectory(folder.resolve("one"));
    Path two = Files.createDirectory(folder.resolve("two"));
    Path single = Files.writeString(folder.resolve("single.md"), RUNBOOK);
    Files.writeString(two.resolve("memory.md"), RUNBOOK.replace("Disk", "Memory"));
    RunbookFolder runbooks = new RunbookFolder(List.of(one, two, single));
    assertThat(runbooks.read().runbooks()).hasSize(2);
    LinkedBlockingQueue<Library> changes = new LinkedBlockingQueue<>();
    try (FileWatch watch =
        FileWatch.start(
            "runbooks",
            runbooks::stamp,
            Duration.ofMillis(20),
            () -> changes.add(runbooks.read()))) {
      assertThat(watch).isNotNull();
      Files.writeString(one.resolve("load.md"), RUNBOOK.replace("Disk", "Load"));
      awaits(changes, it -> it.runbookNamed("Load").isPresent());
      Files.delete(two.resolve("memory.md"));
      awaits(changes, it -> it.runbookNamed("Memory").isEmpty());
      Files.writeString(single, RUNBOOK.replace("df -h", "df -h /var"));
      awaits(changes, it -> it.runbookNamed("Disk").orElseThrow().source().text().contains("/var"));
    }
  }

  private static void awaits(LinkedBlockingQueue<Library> changes, Predicate<Library> wanted)
      throws InterruptedException {
    Library changed;
    do { // it may look while a file is there and its text is not
      changed = changes.poll(1, TimeUnit.MINUTES);
      assertThat(changed).as("a library that was read again").isNotNull();
    } while (!wanted.test(changed));
  }

  @Test
  void readsTheRulesOfPrometheus() throws IOException {
    Path file = folder.resolve("rules.yml");
    Files.writeString(
        file,
        """
        groups:
          - name: app
            rules:
              - record: job:x
                expr: x
              - alert: ServiceDown
                expr: up == 0
                labels: {severity: critical}
                annotations:
                  runbook_url: 'https://runbooks.example/service-down'
              - alert: Other
                expr: x
        """);
    RulesFile rules = RulesFile.read(List.of(file));
    assertThat(rules.problems()).isEmpty();
    assertThat(rules.rules())
        .containsExactly(
            new RuleRef(
                "ServiceDown",
                "https://runbooks.example/service-down",
                "critical",
                new Place(file.toString(), 6)),
            new RuleRef("Other", null, null, new Place(file.toString(), 11)));
    Files.writeString(
        file,
        """
        groups:
          - rules:
              - alert: First
                annotations:
                  runbook_url: 'https://runbooks.example/{{ $labels.alertname }}'
          - rules:
              - alert: Second
                labels: {severity: '{{ $labels.level }}'}
                annotations: {runbook_url: 'https://x.example/{{ $labels.x }}'}
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        spec:
          groups: [{rules: [{alert: Third}]}]
        ---
        kind: List
        items:
          - kind: Service
          - kind: PrometheusRule
            spec: {groups: [{rules: [{alert: Fourth}]}]}
        """);
    rules = RulesFile.read(List.of(folder));
    assertThat(rules.problems()).isEmpty();
    assertThat(rules.rules())
        .extracting(it -> it.alert() + " " + it.runbookUrl() + " " + it.place().line())
        .containsExactly(
            "First https://runbooks.example/First 3",
            "Second null 7",
            "Third null 14",
            "Fourth null 20");
    Files.writeString(folder.resolve("values.yaml"), "replicas: 3\n");
    assertThat(RulesFile.read(List.of(folder)).problems()).as("no rules file").isEmpty();
    assertThat(RulesFile.read(List.of(folder.resolve("values.yaml"))).problems()).hasSize(1);
    Files.writeString(file, "groups: [");
    assertThat(RulesFile.read(List.of(file)).problems()).isNotEmpty();
  }
}
