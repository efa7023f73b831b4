package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.toban.alert.Labels;

class VariablesTest {
  @Test
  void labelsAreVariablesInCapitals() {
    assertThat(Variables.of(Labels.of("alertname", "Down", "instance", "a:1", "x_9", "v")))
        .containsExactly(
            Map.entry("TOBAN_INSTANCE", "a:1"),
            Map.entry("TOBAN_LABEL_ALERTNAME", "Down"),
            Map.entry("TOBAN_LABEL_INSTANCE", "a:1"),
            Map.entry("TOBAN_LABEL_X_9", "v"));
    assertThat(Variables.of(Labels.of("pod", "p-1"))).containsEntry("TOBAN_INSTANCE", "p-1");
    assertThat(Variables.of(Labels.empty())).isEmpty();
  }

  @Test
  void aLabelThatNoScriptCouldNameIsLeftOut() {
    for (String name :
        List.of("a.b", "a-b", "", " a", "a=b", "a;b", "x\n", "日本", "ß", "ſ", "ı", "a$(b)")) {
      Labels labels = Labels.of(Map.of(name, "value\n"));
      assertThat(Variables.of(labels)).as(name).isEmpty();
      assertThat(Variables.refusal(labels)).as(name).isEmpty();
    }
  }

  @Test
  void whatMustNotReachAShellIsRefusedByTheNameOfTheLabel() {
    for (String value :
        List.of(
            "a\0",
            "\n",
            "\r",
            "\t",
            "\u001b[2J",
            "\u007f",
            "\u0085",
            "\u009b",
            "\ud800",
            "a\udc00")) {
      assertThat(Variables.refusal(Labels.of("good", "x", "bad", value)))
          .get()
          .asString()
          .contains("the label bad holds");
    }
    assertThat(Variables.refusal(Labels.of("l", "é".repeat(2048)))).isEmpty();
    assertThat(Variables.refusal(Labels.of("l", "é".repeat(2048) + "x")))
        .hasValue("the label l is longer than 4096 bytes");
    assertThat(Variables.refusal(Labels.of("Job", "a", "job", "b")))
        .hasValue("the labels Job and job would both be $TOBAN_LABEL_JOB");
  }

  @Test
  void valuesTogetherAreLimitedToo() {
    Map<String, String> many = new TreeMap<>();
    for (int i = 0; i < 32; i++) {
      many.put("l" + i, "x".repeat(4096));
    }
    assertThat(Variables.refusal(Labels.of(many))).isEmpty();
    many.put("one_more", "x");
    assertThat(Variables.refusal(Labels.of(many))).get().asString().contains("together");
  }

  @Test
  void assignmentsAreOneLine() {
    assertThat(Variables.assignments(new TreeMap<>(Map.of("TOBAN_A", "it's", "TOBAN_B", "$(b)"))))
        .isEqualTo("export TOBAN_A='it'\\''s' TOBAN_B='$(b)'; ");
    assertThat(Variables.assignments(Map.of())).isEmpty();
  }

  @Property
  void aQuotedTextIsOneWordWithTheSameText(@ForAll String text) {
    assertThat(word(Variables.quote(text))).isEqualTo(text);
  }

  @Property
  void aQuotedTextOfQuotesIsToo(
      @ForAll
          @CharRange(from = '\'', to = '\'')
          @CharRange(from = '\\', to = '\\')
          @CharRange(from = 'a', to = 'b')
          @StringLength(max = 12)
          String text) {
    assertThat(word(Variables.quote(text))).isEqualTo(text);
  }

  /**
   * What POSIX makes of one word of quoted strings and escaped characters (XCU 2.2.1, 2.2.2); fails
   * on anything that it would look into.
   */
  private static String word(String source) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < source.length()) {
      switch (source.charAt(at)) {
        case '\'' -> {
          int end = source.indexOf('\'', at + 1);
          text.append(source, at + 1, end);
          at = end + 1;
        }
        case '\\' -> {
          text.append(source.charAt(at + 1));
          at += 2;
        }
        default -> throw new AssertionError("bare text at " + at + " of " + source);
      }
    }
    return text.toString();
  }
}
