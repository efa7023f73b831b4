package org.toban.runbook.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.toban.runbook.MarkdownFile;
import org.toban.runbook.Place;
import org.toban.runbook.Problem;
import org.toban.runbook.Texts;

/** What lint says of a whole library. */
class LintTest {
  private static final String VERIFY = "## Verify\n```sh\ntrue\n```\n";

  private static List<String> codes(String text) {
    return Texts.codes(Texts.lint(text));
  }

  private static List<Problem> check(MarkdownFile... files) {
    return Lint.read(List.of(files)).problems();
  }

  @Test
  void severityConflictIsFoundThroughTheRunbook() {
    List<Problem> problems =
        check(
            new MarkdownFile(
                "a.md",
                """
                ## Alert categories
                ### Critical
                - **ServiceDown**: x

                | Alert | Level | Owner |
                |---|---|---|
                | サービスダウン | Warning | SRE |
                """),
            new MarkdownFile(
                "b.md", "---\naliases: [ServiceDown, サービスダウン]\n---\n# Down\n" + VERIFY));
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().code()).isEqualTo("severity-conflict");
    assertThat(problems.getFirst().place()).isEqualTo(new Place("a.md", 3));
    assertThat(problems.getFirst().also()).containsExactly(new Place("a.md", 7));
  }

  @Test
  void duplicates() {
    assertThat(codes("# Alert: A\n" + VERIFY + "# Alert: a\n" + VERIFY))
        .containsExactly("duplicate-runbook@6");
    assertThat(
            codes(
                "# Alert: A\n"
                    + VERIFY
                    + "| Alert | Level | Owner |\n|--|--|--|\n| A | P1 | x |\n| a | P1 | x |\n"))
        .containsExactly("duplicate-policy@9");
  }

  @Test
  void anAliasOfItsOwnNameIsNoDuplicate() {
    assertThat(codes("---\nalerts: [A]\naliases: [a]\n---\n# A\n" + VERIFY)).isEmpty();
  }

  @Test
  void noVerify() {
    List<Problem> problems = Texts.lint("# Alert: A\n## Diagnose\n```sh\nls\n```\n");
    assertThat(Texts.codes(problems)).containsExactly("no-verify@1");
    assertThat(problems.getFirst().level()).isEqualTo(Problem.Level.INFO);
  }

  @Test
  void theTableAndTheBlocksMustAgreeOnAutomation() {
    String row = "| Alert | Level | Automatic response |\n|--|--|--|\n| A | P1 | %s |\n";
    String runbook = "# Alert: A\n## Respond\n```sh %s\nls\n```\n" + VERIFY;
    assertThat(codes(runbook.formatted("") + "\n" + row.formatted("restart")))
        .containsExactly("no-automatic-step@1");
    assertThat(codes(runbook.formatted("{ auto }") + "\n" + row.formatted("none")))
        .containsExactly("automatic-not-allowed@1");
    assertThat(codes(runbook.formatted("{ auto }") + "\n" + row.formatted("restart"))).isEmpty();
    assertThat(codes(runbook.formatted("") + "\n" + row.formatted("なし"))).isEmpty();
  }

  @Test
  void placeholdersLeftInARealRunbook() {
    assertThat(codes("# Alert: A\n[アラートの説明]\n## Contacts\n- **プライマリ**: [担当者名]\n" + VERIFY))
        .containsExactly("placeholder@1", "placeholder@4");
    assertThat(codes("# Alert: [NAME]\n[text]\n")).isEmpty();
  }

  @Test
  void linksToFilesThatAreNotThere() {
    MarkdownFile there = new MarkdownFile("b/there.md", "# Text\n");
    String links =
        """
        [1](there.md) [2](./there.md#text) [3](../b/there.md) [4](%74here.md) [5](https://x.example/gone.md)
        [6](picture.png) [7](#text) [8](mailto:a@example.com)
        [9](gone.md)
        [10](../there.md)
        # Text
        """;
    assertThat(Texts.codes(check(there, new MarkdownFile("b/page.md", links))))
        .containsExactly("broken-link@3", "broken-link@4");
  }

  @Test
  void htmlAndRemotePictures() {
    assertThat(
            codes(
                "<script>alert(1)</script>\n\n<!-- fine -->\n\ntext <b>bold</b>\n\n![x](http://169.254.169.254/a.png)\n\n![y](a.png)\n"))
        .containsExactly("raw-html@1", "raw-html@5", "remote-image@7");
  }

  @Test
  void rulesAndRunbooksLeadToEachOther() {
    String text =
        "# Alert: Up\n"
            + VERIFY
            + "# Alert: Lonely\n"
            + VERIFY
            + "| Alert | Level | Owner |\n|--|--|--|\n| Up | Critical | x |\n";
    List<Problem> problems =
        Texts.lint(
            text,
            Known.nothing()
                .withRules(
                    List.of(
                        new RuleRef(
                            "Other", "https://x.example/up", "critical", new Place("r.yml", 3)),
                        new RuleRef("Up", null, "warning", new Place("r.yml", 9)),
                        new RuleRef(
                            "Strange", "https://x.example/strange", "info", new Place("r.yml", 12)),
                        new RuleRef("Watchdog", null, "none", new Place("r.yml", 20)))));
    assertThat(problems)
        .extracting(it -> it.code() + " " + it.place())
        .containsExactly(
            "runbook-without-rule page.md:6",
            "severity-conflict r.yml:9",
            "rule-without-runbook r.yml:12");
  }

  @Test
  void problemsAreInTheOrderOfTheFiles() {
    List<Problem> problems =
        check(
            new MarkdownFile("b.md", "[x](gone.md)\n# Alert: B\n"),
            new MarkdownFile("a.md", "# Alert: A\n"));
    assertThat(problems)
        .extracting(it -> it.place().toString())
        .containsExactly("a.md:1", "b.md:1", "b.md:2");
  }
}
