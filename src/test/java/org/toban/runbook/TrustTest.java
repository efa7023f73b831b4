package org.toban.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrustTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

  private static Library library(String command) {
    return Texts.read(
        "# A\n## Diagnose\n```sh\nls\n```\n## Respond\n```sh {name=fix auto}\n"
            + command
            + "\n```\n");
  }

  private static Library unnamed(String... commands) {
    StringBuilder text = new StringBuilder("# A\n## Respond\n");
    for (String command : commands) {
      text.append("```sh {auto}\n").append(command).append("\n```\n");
    }
    return Texts.read(text.toString());
  }

  private static Step fix(Library library) {
    return library.step("page/respond/fix").orElseThrow();
  }

  private static Trust all(Library library) {
    return new Trust(library.steps().map(step -> Approval.of(step, "aoki", NOW)).toList());
  }

  @Test
  void approvalIsOfTheExactText() {
    Library before = library("sudo systemctl restart x");
    Trust trust = Trust.nothing().with(Approval.of(fix(before), "aoki", NOW));
    assertThat(trust.approved(fix(before))).isTrue();
    assertThat(trust.waiting(before)).isEmpty();
    assertThat(trust.gone(before)).isEmpty();

    Library after = library("sudo systemctl restart x ");
    assertThat(trust.approved(fix(after))).isFalse();
    assertThat(trust.waiting(after)).containsExactly(fix(after));
    assertThat(trust.gone(after)).containsExactly(fix(before).sha256());
  }

  @Test
  void approvalCanBeWithdrawn() {
    Library library = library("id");
    Trust trust = all(library).without(fix(library).sha256());
    assertThat(trust.approved(fix(library))).isFalse();
    assertThat(trust.waiting(library)).containsExactly(fix(library));
  }

  @Test
  void aChangedStepReplacesTheNewestTextThatStoodThere() {
    Library first = library("id");
    Library second = library("id -u");
    Library third = library("id -g");
    Trust trust = all(first).with(Approval.of(fix(second), "baba", NOW));
    assertThat(trust.replacedBy(fix(third), third)).map(Approval::text).contains("id -u");
    assertThat(trust.replacedBy(fix(first), first)).as("approved before, and still").isEmpty();
  }

  @Test
  void aNewStepReplacesNothing() {
    Library before = library("id");
    Library after = Texts.read("# B\n## Respond\n```sh {name=other auto}\nid -u\n```\n");
    Step step = after.steps().findFirst().orElseThrow();
    assertThat(all(before).replacedBy(step, after)).isEmpty();
    Library elsewhere =
        RunbookReader.read(
            java.util.List.of(
                new MarkdownFile("b.md", "# A\n## Respond\n```sh {name=fix auto}\nid -u\n```\n")));
    assertThat(all(before).replacedBy(elsewhere.steps().findFirst().orElseThrow(), elsewhere))
        .as("another file")
        .isEmpty();
  }

  /** Unnamed steps are counted, so the number of the one below moves; its text is still there. */
  @Test
  void aStepPutBeforeAnotherDoesNotReplaceIt() {
    Library before = unnamed("# Restart\nsystemctl restart x");
    Library after = unnamed("# Look\nsystemctl status x", "# Restart\nsystemctl restart x");
    Trust trust = all(before);
    assertThat(trust.waiting(after)).hasSize(1);
    assertThat(trust.replacedBy(trust.waiting(after).getFirst(), after)).isEmpty();

    Library both = unnamed("# Look\nsystemctl status x", "# Restart\nsystemctl restart y");
    assertThat(trust.waiting(both)).hasSize(2);
    Step restart = trust.waiting(both).getLast();
    assertThat(trust.replacedBy(restart, both))
        .map(Approval::text)
        .hasValueSatisfying(text -> assertThat(text).endsWith("restart x"));
  }

  @Test
  void aFileIsTheSameFromItsFolderAndFromTheRoot() {
    Library before = library("id");
    Approval approval = Approval.of(fix(before), "aoki", NOW);
    Approval.Origin origin = new Approval.Origin("/srv/books/page.md", "page/respond/fix", "id");
    Trust trust =
        new Trust(java.util.List.of(new Approval(approval.sha256(), NOW, "aoki", origin, "id")));
    Library after = library("id -u");
    assertThat(fix(after).place().file()).isEqualTo("page.md");
    assertThat(trust.replacedBy(fix(after), after)).isPresent();
  }

  @Test
  void oneTextOfTwoStepsIsRememberedForBoth() {
    Library before = unnamed("# One\nid", "# Two\nid");
    Trust trust = all(before);
    assertThat(trust.approvals()).hasSize(2);
    Library after = unnamed("# One\nid -u", "# Two\nid -g");
    for (Step step : trust.waiting(after)) {
      assertThat(trust.replacedBy(step, after).orElseThrow().origin())
          .isEqualTo(Approval.Origin.of(step));
    }
  }
}
