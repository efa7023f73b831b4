package org.toban.app.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** In a JVM with the collector that Toban is started with. */
class TidyingTest {
  /** Fills the part of the long-lived, lets go of it, and looks. */
  static final class Program {
    private static final List<byte[]> KEPT = new ArrayList<>();
    private static Duration untouched = Duration.ZERO;

    public static void main(String[] arguments) {
      Tidying tidying = Tidying.idle(() -> untouched);
      System.out.println("at first " + tidying.look());
      for (int i = 0; i < 40; i++) {
        KEPT.add(new byte[1 << 20]);
      }
      System.gc(); // all of it is long-lived now
      untouched = Duration.ofMinutes(1);
      System.out.println("kept " + tidying.look());
      KEPT.clear();
      for (int i = 0; i < 4; i++) { // too large for the part of what is new
        KEPT.add(new byte[16 << 20]);
      }
      KEPT.clear();
      untouched = Duration.ofSeconds(3);
      System.out.println("looked at " + tidying.look());
      untouched = Duration.ofMinutes(1);
      System.out.println("alone " + tidying.look());
      System.out.println("again " + tidying.look());
    }
  }

  @Test
  void garbageIsCollectedOnceNobodyLooks() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms1g",
                "-Xmx1g",
                "-Xmn16m",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(said.lines())
        .containsExactly(
            "at first false", "kept false", "looked at false", "alone true", "again false");
  }
}
