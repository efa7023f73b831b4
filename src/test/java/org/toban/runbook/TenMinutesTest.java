package org.toban.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.commonmark.node.FencedCodeBlock;
import org.junit.jupiter.api.Test;
import org.toban.alert.Severity;
import org.toban.incident.Run;

/** The runbook that docs/runbooks.md teaches is one that lint has nothing to say of. */
class TenMinutesTest {
  private static String taught() throws IOException {
    String page = Files.readString(Path.of("docs/runbooks.md"));
    return Markdown.below(Markdown.parse(page)).stream()
        .filter(FencedCodeBlock.class::isInstance)
        .map(FencedCodeBlock.class::cast)
        .filter(it -> it.getInfo().equals("markdown"))
        .map(FencedCodeBlock::getLiteral)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void lintIsSilent() throws IOException {
    assertThat(Texts.lint(taught())).isEmpty();
  }

  @Test
  void itSaysWhatThePageSays() throws IOException {
    Library library = Texts.read(taught());
    assertThat(library.policies())
        .singleElement()
        .satisfies(row -> {
          assertThat(row.name()).isEqualTo("QueueStuck");
          assertThat(row.severity()).isEqualTo(Severity.CRITICAL);
          assertThat(row.owner()).isEqualTo("Orders");
          assertThat(row.allowsAutomatic()).isFalse();
        });
    Runbook runbook = library.runbookNamed("QueueStuck").orElseThrow();
    assertThat(runbook.steps())
        .extracting(Step::stage, Step::kind)
        .containsExactly(
            tuple(Run.Stage.DIAGNOSE, Step.Kind.QUERY),
            tuple(Run.Stage.DIAGNOSE, Step.Kind.SHELL),
            tuple(Run.Stage.RESPOND, Step.Kind.SHELL),
            tuple(Run.Stage.VERIFY, Step.Kind.SHELL));
    assertThat(runbook.guidance().get(Run.Stage.RESPOND))
        .isEqualTo("- Ask in the orders channel whether an import is running");
    assertThat(runbook.contacts()).hasSize(2);
    assertThat(runbook.detection()).hasSize(1);
  }
}
