package org.toban.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.engine.Board;

class StateFilesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final String HASH = "ab".repeat(32);

  @TempDir Path folder;

  @Test
  void trustIsKeptWithItsPersonAndTime() {
    Path file = folder.resolve("state/trust");
    new TrustFile(file).approve(HASH, "aiko\tsato\n", NOW);
    new TrustFile(file).approve("cd".repeat(32), "ken", NOW);
    assertThat(new TrustFile(file).approvals().get(HASH))
        .isEqualTo(new TrustFile.Approval(HASH, NOW, "aiko sato "));
    new TrustFile(file).revoke(HASH);
    assertThat(new TrustFile(file).approvals()).containsOnlyKeys("cd".repeat(32));
  }

  @Test
  void trustIsForItsOwnerOnly() throws IOException {
    Path file = folder.resolve("state/trust");
    new TrustFile(file).approve(HASH, "aiko", NOW);
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(permissions(folder.resolve("state"))).isEqualTo("rwx------");
    try (var files = Files.list(folder.resolve("state"))) {
      assertThat(files)
          .extracting(it -> it.getFileName().toString())
          .containsExactlyInAnyOrder("trust", "trust.lock");
    }
  }

  @Test
  void aDamagedLineApprovesNothing() throws IOException {
    Path file = folder.resolve("trust");
    Files.writeString(file, HASH + "\n" + HASH + "\tyesterday\tme\nx\t" + NOW + "\tme\n");
    assertThat(new TrustFile(file).approvals()).isEmpty();
  }

  @Test
  void twoWritersLoseNothing() throws InterruptedException {
    Path file = folder.resolve("trust");
    new TrustFile(file).revoke(HASH);
    List<Thread> writers = new ArrayList<>();
    TrustFile shared = new TrustFile(file);
    for (int i = 0; i < 20; i++) {
      String hash = "%064x".formatted(i);
      writers.add(Thread.ofVirtual().start(() -> shared.approve(hash, "me", NOW)));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(new TrustFile(file).approvals()).hasSize(20);
  }

  @Test
  void theHoldOutlivesARestart() {
    HoldFile file = new HoldFile(folder.resolve("hold"));
    assertThat(file.read()).isEmpty();
    file.save(true, NOW, "aiko", "deploy\tnow");
    assertThat(file.read()).contains(new Board.Hold(NOW, "aiko", "deploy now"));
    file.save(false, NOW, "aiko", "");
    assertThat(file.read()).isEmpty();
  }

  @Test
  void aHoldThatCannotBeReadStillHolds() throws IOException {
    Files.writeString(folder.resolve("hold"), "?");
    assertThat(new HoldFile(folder.resolve("hold")).read()).isPresent();
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
