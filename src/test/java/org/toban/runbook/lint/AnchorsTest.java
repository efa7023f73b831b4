package org.toban.runbook.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.runbook.MarkdownFile;
import org.toban.runbook.Problem;
import org.toban.runbook.Texts;

/** Which anchors GitHub gives to headings, and links to them. */
class AnchorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Service down           | service-down
          2. Look, then act!     | 2-look-then-act
          `kubectl` & friends    | kubectl--friends
          **Bold** and [l](x.md) | bold-and-l
          アラート: ディスク90%  | アラート-ディスク90
          snake_case             | snake_case
          a - b                  | a---b
          Ünïcode ÄÖ             | ünïcode-äö
          API レスポンス（遅延） | api-レスポンス遅延
          """)
  void headings(String heading, String anchor) {
    assertThat(codes("[x](#" + anchor + ")\n\n# " + heading + "\n"))
        .doesNotContain("broken-anchor@1");
    assertThat(codes("[x](#" + anchor + "x)\n\n# " + heading + "\n")).contains("broken-anchor@1");
  }

  private static List<String> codes(String text) {
    return Texts.codes(Texts.lint(text));
  }

  @Test
  void aNameThatComesAgainIsNumbered() {
    String text = "# A\n# A\n# A\n# A-1\n";
    assertThat(codes(text + "[x](#a) [x](#a-1) [x](#a-2) [x](#a-1-1)\n")).isEmpty();
    assertThat(codes(text + "[x](#a-3)\n")).containsExactly("broken-anchor@5");
  }

  @Test
  void htmlGivesAnchorsTooAndTheTopIsThere() {
    assertThat(codes("<a name=\"x\"></a><a id='y'></a>\n\n[x](#x) [y](#y) [z](#top) [n](#)\n"))
        .containsOnly("raw-html@1");
  }

  @Test
  void theAnchorOfAnotherFile() {
    List<Problem> problems =
        Lint.read(
                List.of(
                    new MarkdownFile("a/one.md", "[x](../b/two.md#part) [y](/b/two.md#Part)\n"),
                    new MarkdownFile("b/two.md", "# Part\n[z](../a/one.md#gone)\n")))
            .problems();
    assertThat(problems)
        .extracting(it -> it.place() + " " + it.code() + " " + it.arguments())
        .containsExactly(
            "a/one.md:1 broken-anchor [Part, b/two.md, part]",
            "b/two.md:2 broken-anchor [gone, a/one.md]");
  }
}
