package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OutputTest {
  private static RunOutput ready(int limit) {
    RunOutput output = new RunOutput("00ff", limit);
    write(output, "00ff 1 2\n");
    return output;
  }

  private static void write(RunOutput output, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    output.write(bytes, 0, bytes.length);
  }

  @Property
  void anyTextInAnyPiecesIsKeptAndTold(
      @ForAll String text, @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int piece) {
    RunOutput output = ready(1 << 20);
    StringBuilder told = new StringBuilder();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Random random = new Random(seed);
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(bytes.length - at, 1 + random.nextInt(piece));
      output.write(bytes, at, length);
      at += length;
      if (random.nextBoolean()) {
        told.append(output.news(false));
      }
    }
    told.append(output.news(true));
    String expected = new String(bytes, StandardCharsets.UTF_8).replace("\0", "");
    assertThat(output.output()).isEqualTo(new Outcome.Output(expected, "", 0));
    assertThat(told.toString()).isEqualTo(expected);
  }

  @Property
  void bothEndsOfALongTextAreKeptAndEveryByteIsCounted(
      @ForAll @IntRange(min = 1, max = 40) int limit,
      @ForAll @IntRange(min = 0, max = 300) int length,
      @ForAll long seed) {
    String unit = "aé日🚨";
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      int at = random.nextInt(4);
      text.append(at == 3 ? unit.substring(3) : unit.substring(at, at + 1));
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    Capture capture = new Capture(limit);
    for (int at = 0; at < bytes.length; ) {
      int piece = Math.min(bytes.length - at, 1 + random.nextInt(60));
      capture.accept(bytes, at, piece);
      at += piece;
    }
    Outcome.Output output = capture.output();
    assertThat(text.toString()).startsWith(output.head()).endsWith(output.tail());
    assertThat(size(output.head()) + size(output.tail()) + output.omitted())
        .isEqualTo(bytes.length);
    assertThat(output.head() + output.tail()).doesNotContain("\ufffd");
    if (bytes.length <= 2 * limit) {
      assertThat(output).isEqualTo(new Outcome.Output(text.toString(), "", 0));
    } else {
      assertThat(size(output.head())).isBetween(limit - 3, limit);
      assertThat(size(output.tail())).isBetween(limit - 3, limit);
    }
  }

  private static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void bytesThatAreNoTextAreShownAsSuch() {
    RunOutput output = ready(100);
    output.write(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xe6}, 0, 4);
    assertThat(output.news(false)).isEqualTo("a\ufffdb");
    assertThat(output.news(true)).isEqualTo("\ufffd");
    assertThat(output.output().text()).isEqualTo("a\ufffdb\ufffd");
  }

  @Property
  void noiseBeforeTheMarkIsNotOutput(
      @ForAll String noise, @ForAll @IntRange(min = 1, max = 9) int piece) {
    RunOutput output = new RunOutput("00ff", 100);
    byte[] bytes = (noise + "\n00ff 12 34\nout").getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += piece) {
      output.write(bytes, at, Math.min(piece, bytes.length - at));
    }
    assertThat(output.ready().join().processes()).isEqualTo(List.of(12L, 34L));
    assertThat(output.output().text()).isEqualTo("out");
    assertThat(output.news(true)).isEqualTo("out");
  }

  @Test
  void endlessNoiseIsNotKept() {
    RunOutput output = new RunOutput("00ff", 100);
    for (int i = 0; i < 1000; i++) {
      write(output, "noise ".repeat(100));
    }
    assertThat(output.noise().length()).isLessThan(300);
    assertThat(output.ready()).isNotDone();
    write(output, "00ff 7 7\n");
    assertThat(output.ready().join().processes()).isEqualTo(List.of(7L));
  }

  @Test
  void aMarkThatNamesNoProcessIsNoMark() {
    RunOutput output = new RunOutput("00ff", 100);
    write(output, "00ff rm -rf\n");
    assertThatThrownBy(() -> output.ready().join()).hasCauseInstanceOf(IOException.class);
  }

  @Test
  void aFloodIsToldInPartAndCounted() {
    RunOutput output = ready(10);
    write(output, "x".repeat(16 * 1024 + 5));
    write(output, "after");
    String news = output.news(false);
    assertThat(news).startsWith("xxx").endsWith("\n[... 10 bytes not shown live ...]\n");
    write(output, "next");
    assertThat(output.news(false)).isEqualTo("next");
  }
}
