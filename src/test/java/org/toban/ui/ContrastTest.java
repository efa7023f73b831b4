package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The colours of the style sheet against each other, by WCAG 2.2: text 4.5:1, in high contrast 7:1,
 * and marks 3:1.
 */
class ContrastTest {
  private static final double TEXT = 4.5;
  private static final double MARK = 3;
  private static final double STRONGEST = 7; // level AAA, for the theme of high contrast
  private static final List<String> SURFACES =
      List.of("ground", "surface-1", "surface-2", "surface-3");

  /** Text and what it stands on, besides the surfaces. */
  private static final Map<String, List<String>> TINTS =
      Map.of(
          "critical", List.of("critical-tint"),
          "warning", List.of("warning-tint"),
          "info", List.of("info-tint"),
          "unknown", List.of("unknown-tint"),
          "on-accent", List.of("accent"),
          "on-critical", List.of("critical"),
          "surface-1", List.of("text"));

  @TestFactory
  Stream<DynamicTest> everyPair() throws IOException {
    List<DynamicTest> pairs = new ArrayList<>();
    for (String theme : List.of("light", "dark", "contrast")) {
      Map<String, Color> tokens = new TreeMap<>();
      Tokens.of(theme).forEach((name, colour) -> tokens.put(name, Color.web(colour)));
      for (String text :
          List.of("text", "muted", "critical", "warning", "info", "unknown", "ok", "accent")) {
        SURFACES.forEach(on -> pairs.add(pair(tokens, text, on, TEXT, theme)));
      }
      TINTS.forEach((text, on) -> on.forEach(it -> pairs.add(pair(tokens, text, it, TEXT, theme))));
      SURFACES.forEach(on -> pairs.add(pair(tokens, "faint", on, MARK, theme)));
    }
    return pairs.stream();
  }

  /** A colour that is written anywhere else would not change with the theme. */
  @TestFactory
  Stream<DynamicTest> coloursAreTokens() throws IOException {
    String rules = Tokens.css().substring(Tokens.css().indexOf("/* --- text"));
    return Stream.of("#[0-9a-fA-F]{3,8}\\s*[;,]", "rgba?\\(", "-fx-text-fill: -tb-faint")
        .map(pattern ->
            dynamicTest(pattern, () -> assertThat(rules).doesNotContainPattern(pattern)));
  }

  /** Text that is made paler has less contrast than its token; only what cannot be used may be. */
  @Test
  void noTextIsMadePaler() throws IOException {
    assertThat(Tokens.css().lines().filter(rule -> rule.matches(".*-fx-opacity: 0?\\.\\d.*")))
        .allMatch(rule -> rule.contains(":disabled") || rule.contains(".scroll-bar .thumb"));
  }

  private static DynamicTest pair(
      Map<String, Color> tokens, String mark, String on, double level, String theme) {
    double least = theme.equals("contrast") && level == TEXT ? STRONGEST : level;
    return dynamicTest(
        mark + " on " + on + ", " + theme,
        () -> assertThat(contrast(tokens.get(mark), tokens.get(on))).isGreaterThanOrEqualTo(least));
  }

  private static double contrast(Color one, Color other) {
    double lighter = Math.max(luminance(one), luminance(other));
    double darker = Math.min(luminance(one), luminance(other));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }
}
