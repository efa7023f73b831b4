package org.toban.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every shell step of every shipped runbook runs on the practice host that it is for. */
class ShippedRunbooksTest {
  private static final Pattern FENCE =
      Pattern.compile("```(?:bash|sh) *\\{([^}]*)}\\n(.*?)\\n *```", Pattern.DOTALL);

  /** A fenced command block. */
  private record Block(Path file, String attributes, String script) {
    String name() {
      return attributes.replaceFirst(".*name=(\\S+).*", "$1");
    }

    String host() {
      if (attributes.contains("host=")) {
        return attributes.replaceFirst(".*host=(\\S+).*", "$1");
      }
      return switch (file.getFileName().toString()) {
        case "database-unreachable.md", "backup-result.md" -> "db-1";
        case "ci-pipeline-failed.md" -> "ci-1";
        case "certificate-expiring.md" -> "www-1";
        default -> "web-1";
      };
    }
  }

  private static List<Block> blocks() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("assets/runbooks"))) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .flatMap(file ->
              FENCE
                  .matcher(read(file))
                  .results()
                  .map(it -> new Block(file, it.group(1), it.group(2))))
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void thereAreStepsInBothLanguages() throws IOException {
    assertThat(blocks()).hasSizeGreaterThan(70);
  }

  @TestFactory
  Stream<DynamicTest> everyStepPassesOnAHealthyEstate() throws IOException {
    return blocks().stream()
        .map(block -> dynamicTest(block.file() + " " + block.name(), () -> runs(block)));
  }

  private static void runs(Block block) {
    World world = new World(InstantSource.system(), 100);
    String limited =
        block.script().contains("-f /")
            ? "timeout 1 sh -c '" + block.script() + "'"
            : block.script();
    Ran ran = Ran.on(world.host(block.host()).machine(), limited);
    assertThat(ran.error())
        .doesNotContain("not found", "Syntax error", "practice openssl", "does not know");
    boolean oneShot = block.script().contains("status pg-backup");
    int expected = block.script().contains("-f /") ? 124 : oneShot ? 3 : 0;
    assertThat(ran.status()).as(ran.toString()).isEqualTo(expected);
  }

  @Test
  void everyScenarioNamesStepsOfItsRunbook() throws IOException {
    for (Scenario scenario : Scenario.all()) {
      Rule rule =
          Rule.all().stream()
              .filter(it -> it.name().equals(scenario.alert()))
              .findFirst()
              .orElse(null);
      if (rule == null || rule.runbook().isEmpty()) {
        continue;
      }
      for (String language : List.of("ja", "en")) {
        String text = read(Path.of("assets/runbooks", language, rule.runbook() + ".md"));
        Matcher names = Pattern.compile("name=([a-z0-9-]+)").matcher(text);
        assertThat(names.results().map(it -> it.group(1)).toList())
            .containsAll(scenario.respond())
            .containsAll(scenario.verify());
      }
    }
  }

  @Test
  void theEstateRaisesOnlyWhatTheShippedRulesName() {
    String rules = read(Path.of("assets/prometheus/rules.yml"));
    for (Rule rule : Rule.all()) {
      if (!rule.name().equals("InstanceUnreachable")) {
        assertThat(rules).contains("alert: " + rule.name());
      }
    }
  }
}
