package org.toban.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.toban.runbook.lint.Lint;

/** Whatever the text (THREATS T11): no exception, no long wait, and places inside the file. */
class HostileMarkdownTest {
  private static final List<String> BEFORE =
      List.of(
          "",
          "# Alert: A\n## Diagnose\n```sh\n",
          "# Alert: A\n## 対応\n",
          "---\nalerts: ",
          "| アラート名 | レベル | 担当 |\n|---|---|---|\n");

  static Stream<String> monsters() {
    return Stream.of(
        "> ",
        "[",
        "]",
        "![",
        "[a](",
        "*",
        "_",
        "**a ",
        "*a _b ",
        "`",
        "``` ",
        "<",
        "<!--",
        "&",
        "\\",
        "- ",
        "1. ",
        "# ",
        "|a",
        "|",
        "---\n",
        "```\n",
        "a\n===\n",
        "- [ ] ",
        "[a]: b\n",
        "<a ",
        "$(",
        "\"",
        "'",
        "\t",
        "x <!-- ",
        "a**b c* ",
        "~",
        "- a\n  - b\n",
        "アラート: a\n---\n",
        "# Alert: a\n",
        "[a]\n",
        "[[[a](b](b](b ",
        "```sh {name=",
        "{",
        "- **診断**\n",
        "![a](b) ",
        "🙂",
        "\u0301",
        "\r",
        "::\n",
        "${A",
        "\"$A\"/",
        "rm -r $A ",
        "://a:",
        "password=",
        "-----BEGIN ",
        "eyJa.eyJ",
        "[a](#b) ",
        "[a](/b.md) ",
        "# a-1\n",
        "<a id=\"",
        "- **Response time**: 1h\n",
        "<!-- toban-lint: off eval -->\n",
        "<!-- toban-lint: off eval -->\n# a\n",
        "<!-- toban-lint: off eval -->\n- <!-- toban-lint: off eval -->\n");
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("monsters")
  void fiftyKilobytesOfOneThing(String thing) {
    String text = thing.repeat(50_000 / thing.length());
    for (String before : BEFORE) {
      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> holds(before + text));
    }
  }

  /** The largest file that is read at all; the limit leaves room for a busy machine. */
  @Tag("heavy")
  @ParameterizedTest(name = "{index}")
  @MethodSource("monsters")
  void aMegabyteOfOneThing(String thing) {
    String text = thing.repeat(1_000_000 / thing.length());
    for (String before : BEFORE) {
      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Texts.lint(before + text));
    }
  }

  @Test
  void tenThousandNested() {
    holds("> ".repeat(10_000) + "```sh\nls\n```");
    holds("[".repeat(10_000) + "a" + "](b)".repeat(10_000));
    holds("- ".repeat(10_000) + "a");
    holds("*".repeat(10_000) + "a" + "*".repeat(10_000));
  }

  @Test
  void fiftyMegabytesAreRefusedUnread() {
    Library library = Texts.read("# Alert: A\n".repeat(50_000_000 / 11));
    assertThat(library.runbooks()).isEmpty();
    assertThat(Texts.codes(library.problems())).containsExactly("too-large@1");
  }

  @Test
  void binaryIsRefused() {
    assertThat(Texts.codes(Texts.read("\u007fELF\0\0\0").problems())).containsExactly("not-text@1");
    byte[] noise = new byte[200_000];
    new Random(1).nextBytes(noise);
    holds(new String(noise, StandardCharsets.ISO_8859_1).replace('\0', ' '));
    holds(new String(noise, StandardCharsets.UTF_8));
  }

  @Test
  void aTableOfAMillionCellsIsAProblem() {
    String table =
        "|a".repeat(1000)
            + "\n"
            + "|-".repeat(1000)
            + "\n"
            + ("|a".repeat(1000) + "\n").repeat(200);
    assertThat(Texts.codes(Texts.read(table).problems())).containsExactly("unreadable@1");
  }

  @Test
  void anOpenFrontMatterDoesNotThrow() {
    holds("---\nalerts: [a\n# Alert: A\n");
    holds("---\n---\n---\n");
    holds("---\nalerts:\n  - |\n   x\n---\n# B\n");
  }

  @Property(tries = 1000)
  void anyMixtureOfMarkdown(@ForAll("documents") String text) {
    holds(text);
  }

  @Provide
  Arbitrary<String> documents() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "# Alert: A\n",
            "## アラート: [x]\n",
            "## 診断\n",
            "### 対応\n",
            "## Verify\n",
            "## 確認項目\n",
            "## 担当者\n",
            "## 自動対応設定\n",
            "## 定期レビュー\n",
            "## アラートカテゴリ\n",
            "### Critical\n",
            "- **毎週**: x\n",
            "- [ ] a\n",
            "1. **診断**\n",
            "   ```bash\n",
            "```bash { name=a timeout=",
            "```\n",
            "```sh {\"auto\":true}\n",
            "$ ls\n",
            "tail -f x\n",
            "# comment\n",
            "\n",
            "  ",
            "    ",
            "> ",
            "- ",
            "|",
            "---\n",
            "| アラート名 | レベル | 対応時間 |\n",
            "|---|---|---|\n",
            "| A | Critical | 15分以内 |\n",
            "| ? | ? | ? |\n",
            "[l](x.md)",
            "![i](http://x)",
            "<b>",
            "**",
            "`",
            "$TOBAN_X ",
            "\"",
            "'",
            "$(",
            ")",
            "<<EOF\n",
            "EOF\n",
            "\\",
            "\r\n",
            "\uFEFF",
            "alerts: [a]\n",
            "\u00e9",
            "🙂",
            "\ud800");
    return Arbitraries.oneOf(
        pieces.list().ofMaxSize(60).map(it -> String.join("", it)),
        Arbitraries.strings().ofMaxLength(300));
  }

  /** Reads and lints a text, and holds every place against its lines. */
  private static void holds(String text) {
    Library library = Lint.read(List.of(new MarkdownFile("page.md", text)));
    List<String> lines = List.of(text.split("\r\n|\n|\r", -1));
    Stream<Place> places =
        Stream.of(
                library.problems().stream().map(Problem::place),
                library.runbooks().stream().map(Runbook::place),
                library.runbooks().stream()
                    .flatMap(it -> it.checks().stream().map(Runbook.CheckItem::place)),
                library.runbooks().stream()
                    .flatMap(it -> it.contacts().stream().map(Runbook.Contact::place)),
                library.runbooks().stream()
                    .flatMap(it -> it.links().stream().map(Runbook.Link::place)),
                library.steps().map(Step::place),
                library.categories().stream().map(Library.Category::place),
                library.settings().stream().map(HostSetting::place),
                library.cadence().stream().map(Library.Cadence::place),
                library.policies().stream().map(it -> Place.parse(it.origin()).orElseThrow()))
            .flatMap(it -> it);
    assertThat(places).allMatch(place -> place.line() >= 1 && place.line() <= lines.size());
    assertThat(library.steps().map(Step::id)).doesNotHaveDuplicates();
    assertThat(library.steps()).allMatch(it -> it.sha256().equals(Script.sha256(it.script())));
    library
        .steps()
        .forEach(step -> {
          String first = step.script().lines().findFirst().orElse("");
          assertThat(lines.get(step.place().line() - 1)).contains(first.strip());
        });
  }
}
