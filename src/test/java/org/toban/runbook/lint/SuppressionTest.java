package org.toban.runbook.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.toban.runbook.Place;
import org.toban.runbook.Texts;

/** Comments that turn lint off, and no more than they say. */
class SuppressionTest {
  private static final String OFF = "<!-- toban-lint: off raw-html -->\n";
  private static final String HTML = "<b>x</b>\n\n";

  private static List<String> codes(String text) {
    return Texts.codes(Texts.lint(text));
  }

  @Test
  void oneBlock() {
    assertThat(codes("Text\n\n" + OFF + HTML + HTML)).containsExactly("raw-html@6");
    assertThat(codes("Text\n\n- a <b>\n\n" + OFF + "- x\n  - <b>x</b>\n"))
        .containsExactly("raw-html@3");
  }

  @Test
  void oneSection() {
    assertThat(codes("# A\n\n" + OFF + "## B\n" + HTML + "### C\n" + HTML + "## D\n" + HTML))
        .containsExactly("raw-html@11");
  }

  @Test
  void allOfAFileFromItsHead() {
    assertThat(codes(OFF + "# A\n" + HTML + "# B\n" + HTML)).isEmpty();
    assertThat(codes("---\ntitle: x\n---\n" + OFF + "# A\n" + HTML + "# B\n" + HTML)).isEmpty();
  }

  @Test
  void onlyItsCodes() {
    String two = "Text\n\n<!-- toban-lint: off raw-html, secret -->\n";
    String both = "<b>password=Tr0ub4dor9</b>\n";
    assertThat(codes(two + both)).isEmpty();
    assertThat(codes("Text\n\n" + OFF + both)).containsExactly("secret@4");
  }

  @Test
  void whatTurnsNothingOffIsTold() {
    assertThat(codes("Text\n\n" + OFF + "Text\n")).containsExactly("unused-suppression@3");
    assertThat(codes("Text\n\n" + OFF)).containsExactly("bad-suppression@3");
    assertThat(codes("Text\n\n<!-- toban-lint: off -->\nText\n"))
        .containsExactly("bad-suppression@3");
    assertThat(codes("Text\n\n<!-- toban-lint: of eval -->\nText\n"))
        .containsExactly("bad-suppression@3");
    assertThat(codes("Text\n\n<!-- toban-lint: off evil -->\nText\n"))
        .containsExactly("bad-suppression@3");
    assertThat(codes("Text <!-- toban-lint: off eval --> text\n"))
        .containsExactly("bad-suppression@1");
    assertThat(codes("Text\n\n<!-- another comment -->\n")).isEmpty();
  }

  /** Without rules nothing is known of them, so that the comment may be right. */
  @Test
  void whatWasNotLookedForIsNotIdle() {
    String text =
        "Text\n\n<!-- toban-lint: off runbook-without-rule -->\n# Alert: A\n## Verify\n```sh\ntrue\n```\n";
    RuleRef rule = new RuleRef("A", null, null, new Place("r.yml", 1));
    RuleRef other = new RuleRef("B", null, null, new Place("r.yml", 1));
    assertThat(codes(text)).isEmpty();
    assertThat(Texts.codes(Texts.lint(text, Known.nothing().withRules(List.of(rule)))))
        .containsExactly("unused-suppression@3");
    assertThat(Texts.codes(Texts.lint(text, Known.nothing().withRules(List.of(other)))))
        .containsExactly("rule-without-runbook@1");
  }
}
