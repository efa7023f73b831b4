package org.toban.ui.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.alert.Labels;
import org.toban.source.Series;

/** What a chart's axis and legend say. */
class ScaleTest {
  private static Series series(Labels labels, double... values) {
    List<Series.Sample> samples = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      samples.add(new Series.Sample(Instant.ofEpochSecond(i * 15L), values[i]));
    }
    return new Series(labels, samples);
  }

  private static Scale scale(Double threshold, double... values) {
    return Scale.of(Drawn.of(List.of(series(Labels.empty(), values)), 0).lines(), threshold);
  }

  @Test
  void ticksAreRoundAndHoldEveryValueAndTheThreshold() {
    assertThat(scale(null, 3, 97).ticks()).containsExactly(0.0, 50.0, 100.0);
    assertThat(scale(5.0, 1, 2).most()).isGreaterThanOrEqualTo(5);
    assertThat(scale(null, 0.01, 0.02, Double.NaN).most()).isBetween(0.02, 0.03);
    assertThat(scale(null, -5, 5).least()).isLessThanOrEqualTo(-5);
    assertThat(scale(null, 0, 0).ticks()).hasSizeGreaterThan(1);
    assertThat(scale(null, Double.NaN, Double.POSITIVE_INFINITY).ticks()).containsExactly(0.0, 1.0);
    assertThat(scale(null, 1e18, 1e18).most()).isGreaterThanOrEqualTo(1e18);
    assertThat(scale(null, 1000.0, 1000.001).ticks()).hasSizeBetween(2, 13);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0.0512; percent; 0.0512 %",
        "93.24; percent; 93.2 %",
        "1536; bytes; 1.5 KiB",
        "0; bytes; 0 B",
        "0.25; seconds; 250 ms",
        "90; seconds; 90 s",
        "7200; seconds; 2 h",
        "1234567; ''; 1.23M",
        "-1500; ''; -1.5k",
        "0.0000001; ''; 1.00e-07",
        "Infinity; ''; +Inf",
        "NaN; bytes; NaN",
      })
  void valuesAreWrittenForPeople(double value, String unit, String expected) {
    assertThat(Scale.written(value, unit)).isEqualTo(expected);
  }

  @Test
  void aLineIsNamedByTheLabelsInWhichItDiffers() {
    Drawn one =
        Drawn.of(
            List.of(
                series(Labels.of("job", "node", "instance", "a"), 1),
                series(Labels.of("job", "node", "instance", "b"), 2)),
            0);
    assertThat(one.lines()).extracting(Drawn.Line::name).containsExactly("b", "a");
    Drawn two =
        Drawn.of(
            List.of(
                series(Labels.of("job", "node", "instance", "a"), 1),
                series(Labels.of("job", "web", "instance", "b"), Double.NaN)),
            0);
    assertThat(two.lines())
        .extracting(Drawn.Line::name)
        .containsExactly("instance=a job=node", "instance=b job=web");
  }

  @Test
  void theHighestEightAreDrawnAndTheOthersCounted() {
    List<Series> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(series(Labels.of("pod", "p" + i), i));
    }
    Drawn drawn = Drawn.of(many, 5);
    assertThat(drawn.lines()).hasSize(8).first().extracting(Drawn.Line::name).isEqualTo("p19");
    assertThat(drawn.left()).isEqualTo(17);
  }
}
