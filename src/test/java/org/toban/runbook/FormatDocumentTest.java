package org.toban.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.toban.alert.Severity;
import org.toban.incident.ResponseTime;
import org.toban.incident.rollout.Share;
import org.toban.incident.rollout.Spread;

/** What docs/runbook-format.md promises in its tables and examples is what the reader does. */
class FormatDocumentTest {
  private String text = "";
  private Node document = Markdown.parse("");

  @BeforeEach
  void read() throws IOException {
    text = Files.readString(Path.of("docs", "runbook-format.md"));
    document = Markdown.parse(text);
  }

  /** The rows of the table whose first heading is this. */
  private List<List<String>> table(String heading) {
    for (Node node : Markdown.below(document)) {
      if (node instanceof TableBlock table) {
        List<List<String>> rows = new ArrayList<>();
        for (Node row : Markdown.below(table)) {
          if (row instanceof TableRow it) {
            rows.add(Markdown.children(it).stream().map(Markdown::text).toList());
          }
        }
        if (String.join(",", rows.getFirst()).startsWith(heading)) {
          return rows.subList(1, rows.size());
        }
      }
    }
    throw new AssertionError("no table " + heading);
  }

  private static List<String> words(String cell) {
    return List.of(cell.split(", ", -1));
  }

  private List<Library> examples() {
    List<Library> examples = new ArrayList<>();
    for (Node node : Markdown.children(document)) {
      if (node instanceof FencedCodeBlock fence && Fence.of(fence).language().equals("markdown")) {
        examples.add(Texts.read(fence.getLiteral()));
      }
    }
    return examples;
  }

  @Test
  void columns() {
    for (List<String> row : table("column,headings")) {
      for (String heading : words(row.get(1))) {
        Map<String, String> header = new HashMap<>();
        table("column,headings").forEach(it -> header.put(it.get(0), words(it.get(1)).getFirst()));
        header.put(row.get(0), heading);
        String markdown =
            "| %s | %s | %s |\n|---|---|---|\n| 1h | P1 | 1h |\n"
                .formatted(
                    header.get("name"),
                    header.get("level"),
                    row.get(0).equals("automatic response") || row.get(0).equals("owner")
                        ? heading
                        : header.get("response time"));
        assertThat(Texts.read(markdown).policies()).as(heading).hasSize(1);
      }
    }
  }

  @Test
  void levels() {
    for (List<String> row : table("cell,level")) {
      assertThat(SeverityWords.read(row.get(0)))
          .contains(Severity.valueOf(row.get(1).toUpperCase(Locale.ROOT)));
    }
  }

  @Test
  void responseTimes() {
    for (List<String> row : table("cell,meaning")) {
      String meaning =
          ResponseTimes.read(row.get(0))
              .map(time ->
                  switch (time) {
                    case ResponseTime.Wall wall -> wall.time().toMinutes() + " minutes";
                    case ResponseTime.BusinessDays it -> it.days() + " business days";
                  })
              .orElse("nothing");
      assertThat(meaning).as(row.get(0)).isEqualTo(row.get(1));
      assertThat(ResponseTimes.saysNone(row.get(0))).isEqualTo(meaning.equals("nothing"));
    }
  }

  @Test
  void headings() {
    for (List<String> row : table("part,headings")) {
      for (String heading : words(row.get(1))) {
        assertThat(Topic.of(heading))
            .as(heading)
            .contains(Topic.valueOf(row.get(0).toUpperCase(Locale.ROOT)));
      }
    }
  }

  @Test
  void languages() {
    List<Set<Step.Kind>> kinds =
        List.of(
            Set.of(Step.Kind.SHELL),
            Set.of(Step.Kind.HTTP),
            Set.of(Step.Kind.QUERY),
            Set.of(Step.Kind.OTHER));
    List<List<String>> rows = table("language,what it is");
    assertThat(rows).hasSameSizeAs(kinds);
    for (int i = 0; i < rows.size(); i++) {
      for (String language : words(rows.get(i).get(0))) {
        assertThat(kinds.get(i)).contains(new Fence(language, Map.of(), "x", 1).kind());
      }
    }
  }

  @Test
  void attributes() {
    assertThat(table("attribute,meaning"))
        .extracting(List::getFirst)
        .containsExactlyInAnyOrderElementsOf(Fence.KNOWN);
  }

  @Test
  void everyExampleIsReadWithoutErrors() {
    List<Library> examples = examples();
    assertThat(examples).hasSize(11);
    assertThat(examples)
        .allSatisfy(
            it -> assertThat(it.problems()).noneMatch(p -> p.level() == Problem.Level.ERROR));
    assertThat(examples.get(0).policies()).hasSize(2);
    assertThat(examples.get(1).categories()).hasSize(1);
    Runbook runbook = examples.get(2).runbooks().getFirst();
    assertThat(runbook.names())
        .containsExactly("The backend is down", "ServiceDown", "BackendDown", "サービスダウン");
    assertThat(runbook.steps()).hasSize(3);
    assertThat(runbook.steps().get(1).id()).isEqualTo("page/respond/restart");
    assertThat(runbook.steps().get(1).automatic()).isTrue();
    assertThat(runbook.checks()).hasSize(1);
    assertThat(runbook.contacts()).hasSize(2);
    assertThat(examples.get(3).policies()).hasSize(2);
    assertThat(examples.get(3).runbooks()).isEmpty();
    assertThat(examples.get(4).runbooks())
        .extracting(Runbook::title)
        .containsExactly("KubeAPIDown", "KubeletDown");
    Runbook found = examples.get(5).runbooks().getFirst();
    assertThat(found.steps())
        .extracting(Step::title, Step::script)
        .containsExactly(
            tuple("Look how full the disk is", "df -h"),
            tuple("Remove old packages", "sudo apt-get clean"));
    assertThat(found.checks())
        .extracting(Runbook.CheckItem::text)
        .containsExactly("Ask the database team whether a backup runs");
    assertThat(examples.get(6).steps()).hasSize(2);
    assertThat(examples.get(7).steps())
        .singleElement()
        .satisfies(it ->
            assertThat(Spread.of(it.attributes()))
                .contains(new Spread(true, List.of(), new Share(25, true))));
    assertThat(examples.get(10).settings())
        .extracting(HostSetting::path)
        .containsExactly(
            "/etc/logrotate.d/mks-backend",
            "/etc/systemd/system/mks-backend.service.d/restart.conf");
  }

  @Test
  void theExampleOfAttributes() {
    FencedCodeBlock fence =
        Markdown.children(document).stream()
            .filter(FencedCodeBlock.class::isInstance)
            .map(FencedCodeBlock.class::cast)
            .filter(it -> it.getLiteral().contains("host=web-1"))
            .findFirst()
            .orElseThrow();
    List<Step> steps = Texts.runbook("# A\n" + fence.getLiteral()).steps();
    assertThat(steps)
        .extracting(Step::id)
        .containsExactly("page/respond/restart", "page/respond/reload");
    assertThat(steps.getFirst().host()).isEqualTo("web-1");
    assertThat(steps.getLast().limit()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void theExampleOfLabelsIsClean() {
    FencedCodeBlock fence =
        Markdown.children(document).stream()
            .filter(FencedCodeBlock.class::isInstance)
            .map(FencedCodeBlock.class::cast)
            .filter(it -> it.getLiteral().startsWith("df -h"))
            .findFirst()
            .orElseThrow();
    assertThat(Texts.read("# A\n## Diagnose\n```sh\n" + fence.getLiteral() + "```\n").problems())
        .isEmpty();
  }
}
