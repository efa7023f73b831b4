package org.toban.ui.look;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text from hosts, alerts and runbooks does nothing when it is shown or copied (T12, T13). */
class PlainTest {
  private static boolean isHarmless(int point) {
    int type = Character.getType(point);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b]52;c;cm0gLXJmIC8=\u0007", // writes the clipboard
        "\u001b]0;All clear\u0007", // the window's title
        "\u001b]8;;http://evil.example\u001b\\All clear\u001b]8;;\u001b\\", // a link
        "\u001b[2J\u001b[1;1HAll clear", // clears the screen
        "\u009b2J", // the same in one character
        "\u001b[6n", // asks the terminal to type
        "\u001bP$q\u001b\\",
        "down\rAll clear", // writes over what stood there
        "down\b\b\b\bup",
        "\u202eraelc llA", // turned around
        "\u2066All\u2069",
        "All\u200bclear",
        "All\u00adclear",
        "a\u2028b",
        "\ud800",
      })
  void escapesBecomeSymbols(String text) {
    for (String shown : new String[] {Plain.line(text), Plain.block(text), Plain.exact(text)}) {
      assertThat(shown.codePoints().allMatch(PlainTest::isHarmless)).as(shown).isTrue();
      assertThat(shown).isNotEqualTo(text);
    }
  }

  @Property
  void nothingHiddenIsLeftOfAnyText(@ForAll String text) {
    assertThat(Plain.line(text).codePoints().allMatch(PlainTest::isHarmless)).isTrue();
    assertThat(
            Plain.block(text)
                .codePoints()
                .allMatch(it -> it == '\n' || it == '\t' || isHarmless(it)))
        .isTrue();
    assertThat(Plain.line(text, 20).length()).isLessThanOrEqualTo(20 * 8);
  }

  @Test
  void coloursOfATerminalAreLeftOutOfOutput() {
    assertThat(Plain.block("\u001b[1;31mfailed\u001b[0m\nok")).isEqualTo("failed\nok");
  }

  @Test
  void plainTextStaysAsItIs() {
    String text = "データベース 接続 – 95 % 📈 ok";
    assertThat(Plain.line(text)).isEqualTo(text);
    assertThat(Plain.block(text + "\n\tx")).isEqualTo(text + "\n\tx");
  }

  @Test
  void whatLooksLikeNothingIsNamed() {
    assertThat(Plain.exact("rm\u00a0-rf /tmp/a \t")).isEqualTo("rm‹U+00A0›-rf /tmp/a‹U+0020›^I");
  }
}
