package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {
  /** Never reached by what does not hang. */
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void closesInReverseWhateverHappens() {
    List<String> closed = Collections.synchronizedList(new ArrayList<>());
    Closers closers = new Closers();
    closers.push("first", LIMIT, () -> closed.add("first"));
    closers.push("hangs", Duration.ofMillis(200), () -> Thread.sleep(60_000));
    closers.push(
        "fails",
        LIMIT,
        () -> {
          throw new IllegalStateException("no");
        });
    closers.push("last", LIMIT, () -> closed.add("last"));
    closers.close();
    closers.close();
    assertThat(closed).containsExactly("last", "first");
  }

  @Test
  void aSecondConsoleShowsTheFirst() throws Exception {
    LinkedBlockingQueue<String> shown = new LinkedBlockingQueue<>();
    try (OnlyOne first = OnlyOne.in(folder.resolve("run")).orElseThrow()) {
      first.onShow(() -> shown.add("shown"));
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("run/toban.sock"))))
          .isEqualTo("rw-------");
      assertThat(OnlyOne.in(folder.resolve("run"))).isEmpty();
      assertThat(shown.poll(1, TimeUnit.MINUTES)).isEqualTo("shown");
    }
    try (OnlyOne again = OnlyOne.in(folder.resolve("run")).orElseThrow()) {
      assertThat(again).isNotNull();
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run"))))
        .isEqualTo("rwx------");
  }

  @Test
  void aConsoleThatWasKilledLeavesNothingInTheWay() throws Exception {
    Files.writeString(folder.resolve("toban.sock"), "");
    Files.writeString(folder.resolve("toban.lock"), "");
    try (OnlyOne one = OnlyOne.in(folder).orElseThrow()) {
      assertThat(one).isNotNull();
    }
  }
}
