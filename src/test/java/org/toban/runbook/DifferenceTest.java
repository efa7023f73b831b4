package org.toban.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static List<String> marked(String before, String after) {
    return Difference.between(before, after).lines().stream().map(Difference.Line::marked).toList();
  }

  @Test
  void linesAreMarkedAndPlaced() {
    assertThat(marked("a\nb\nc", "a\nB\nc\nd"))
        .containsExactly("@@ -1,3 +1,4 @@", " a", "-b", "+B", " c", "+d");
  }

  @Test
  void onlyTheSurroundingsOfAChangeAreShown() {
    String many = "1\n2\n3\n4\n5\n6\n7\n8\n9";
    assertThat(marked(many, many.replace("9", "nine")))
        .containsExactly("@@ -6,4 +6,4 @@", " 6", " 7", " 8", "-9", "+nine");
  }

  @Test
  void aLineThatLooksLikeAMarkIsALine() {
    assertThat(marked("-- x\n@@ y", "++ x\n@@ y"))
        .containsExactly("@@ -1,2 +1,2 @@", "--- x", "+++ x", " @@ y");
  }

  @Test
  void aSpaceAtTheEndAndACarriageReturnAreChanges() {
    assertThat(marked("id", "id ")).contains("-id", "+id ");
    assertThat(marked("id\nls", "id\r\nls")).contains("-id", "+id\r");
    assertThat(marked("id", "id\n")).contains("+");
  }

  /**
   * What is kept and added, in order, is the new text when it is short enough to be shown whole.
   */
  @Property
  void nothingIsLeftOut(
      @ForAll @StringLength(max = 6) @CharRange(from = '\n', to = '\r') String before,
      @ForAll @StringLength(max = 6) @CharRange(from = '\n', to = '\r') String after) {
    Assume.that(!before.equals(after));
    List<Difference.Line> lines = Difference.between(before, after).lines();
    assertThat(without(lines, Difference.Kind.REMOVED)).isEqualTo(after);
    assertThat(without(lines, Difference.Kind.ADDED)).isEqualTo(before);
  }

  private static String without(List<Difference.Line> lines, Difference.Kind kind) {
    return lines.stream()
        .filter(line -> line.kind() != kind && line.kind() != Difference.Kind.PLACE)
        .map(Difference.Line::text)
        .collect(Collectors.joining("\n"));
  }
}
