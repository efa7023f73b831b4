package org.toban.runbook.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.config.RulesFile;
import org.toban.config.RunbookFolder;
import org.toban.runbook.Cores;
import org.toban.runbook.Flaw;
import org.toban.runbook.MarkdownFile;
import org.toban.runbook.Place;
import org.toban.runbook.Problem;

/** Every code stands in docs/lint.md with its level, and what stands there brings it about. */
class LintDocumentTest {
  private static final Known RULES =
      Known.nothing()
          .withRules(List.of(new RuleRef("Unheard", null, "warning", new Place("r.yml", 1))));
  private static final Map<String, Known> HELD_AGAINST =
      Map.of(
          "unknown-owner", Known.nothing().withPeople(Set.of("SRE")),
          "unknown-contact", Known.nothing().withPeople(Set.of("SRE")),
          "unused-runbook", Known.nothing().withUse(new Known.Use(Set.of(), 180)),
          "rule-without-runbook", RULES,
          "runbook-without-rule", RULES);

  @TempDir Path folder;

  /** Code to the text of its part of the page. */
  private static Map<String, String> parts() throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part :
        Files.readString(Path.of("docs", "lint.md")).split("(?m)^### (?=[a-z-]+$)", -1)) {
      String code = part.lines().findFirst().orElse("");
      parts.put(code, part.substring(code.length()).strip());
    }
    parts.remove("# Lint");
    return parts;
  }

  @Test
  void everyCodeWithItsLevel() throws IOException {
    Map<String, Set<String>> levels = new TreeMap<>();
    for (Flaw flaw : Flaw.values()) {
      levels
          .computeIfAbsent(flaw.code(), any -> new TreeSet<>())
          .add(flaw.level().name().toLowerCase(Locale.ROOT));
    }
    Map<String, String> parts = parts();
    assertThat(parts.keySet()).containsExactlyInAnyOrderElementsOf(levels.keySet());
    parts.forEach((code, text) -> {
      String sentence = text.split("\\.", 2)[0].toLowerCase(Locale.ROOT);
      assertThat(levels.getOrDefault(code, Set.of())).as(code).allMatch(sentence::contains);
    });
  }

  @Test
  void everyExampleBringsAboutItsCode() throws IOException {
    Map<String, String> parts = parts();
    for (Map.Entry<String, String> part : parts.entrySet()) {
      String[] fences = part.getValue().split("(?m)^````(?:markdown)?\n?", -1);
      if (fences.length > 1) {
        List<MarkdownFile> files = List.of(new MarkdownFile("page.md", fences[1]));
        Known known = HELD_AGAINST.getOrDefault(part.getKey(), Known.nothing());
        assertThat(Lint.read(files, known, Cores.one()).problems())
            .as(part.getKey() + ": " + fences[1])
            .extracting(Problem::code)
            .contains(part.getKey());
      }
    }
  }

  /** What only files on a disk can bring about; together with the examples this is all. */
  @Test
  void filesBringAboutTheOthers() throws IOException {
    Path root = Files.createDirectory(folder.resolve("books"));
    Files.writeString(root.resolve("nul.md"), "a\0b");
    Files.write(root.resolve("latin.md"), new byte[] {'#', ' ', (byte) 0xe9});
    Files.writeString(root.resolve("large.md"), "x".repeat(2 << 20));
    Files.writeString(folder.resolve("other.md"), "# Other\n");
    Files.createSymbolicLink(root.resolve("link.md"), folder.resolve("other.md"));
    Path rules = Files.writeString(folder.resolve("r.yml"), "{{ if .Values.x }}\ngroups: []\n");
    RulesFile read = RulesFile.read(List.of(rules));
    Set<String> codes =
        Stream.concat(
                new RunbookFolder(List.of(root, folder.resolve("none")))
                    .read(RULES.withBefore(read.problems())).problems().stream(),
                Stream.of(Problem.of(new Place("books", 1), Flaw.TOO_MANY, 1))) // RunbookFolderTest
            .map(Problem::code)
            .collect(Collectors.toSet());
    List<String> withoutExample =
        parts().entrySet().stream()
            .filter(it -> !it.getValue().contains("````markdown"))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(codes).containsAll(withoutExample);
    assertThat(withoutExample)
        .hasSize(7)
        .allMatch(it -> Arrays.stream(Flaw.values()).anyMatch(flaw -> flaw.code().equals(it)));
  }
}
