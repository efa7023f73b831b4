package org.toban.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.engine.Board;
import org.toban.runbook.Approval;
import org.toban.runbook.Trust;

class StateFilesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final String HASH = "ab".repeat(32);
  private static final Approval.Origin ORIGIN =
      new Approval.Origin("books/disk.md", "disk/respond/fix", "Free the disk");

  @TempDir Path folder;

  private static Approval approval(String hash, String by) {
    return new Approval(hash, NOW, by, null, null);
  }

  /** An approval of this text, with what it is compared by later. */
  private static Approval approval(String text) {
    return new Approval(sha256(text), NOW, "aiko", ORIGIN, text);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void trustIsKeptWithItsPersonAndTime() {
    Path file = folder.resolve("state/trust");
    new TrustFile(file).approve(approval(HASH, "aiko\tsato\n"));
    new TrustFile(file).approve(approval("cd".repeat(32), "ken"));
    assertThat(new TrustFile(file).read().approvals())
        .containsExactly(approval(HASH, "aiko sato "), approval("cd".repeat(32), "ken"));
    new TrustFile(file).revoke(HASH);
    assertThat(new TrustFile(file).read().approvals())
        .containsExactly(approval("cd".repeat(32), "ken"));
  }

  @Test
  void theApprovedTextIsKeptAsItWasUntilItIsRevoked() throws IOException {
    Path file = folder.resolve("state/trust");
    String text = "# 掃除\n\tdf -h \r\n\u202e";
    new TrustFile(file).approve(approval(text));
    assertThat(new TrustFile(file).read().approvals()).containsExactly(approval(text));
    Path kept = folder.resolve("state/trust.texts").resolve(sha256(text));
    assertThat(Files.readString(kept)).isEqualTo(text);
    new TrustFile(file).revoke(sha256(text));
    assertThat(kept).doesNotExist();
  }

  @Test
  void aTextThatIsNoLongerTheApprovedOneIsNotShownAsSuch() throws IOException {
    Path file = folder.resolve("trust");
    new TrustFile(file).approve(approval("df -h"));
    Path kept = folder.resolve("trust.texts").resolve(sha256("df -h"));
    for (byte[] damage : new byte[][] {"df -i".getBytes(StandardCharsets.UTF_8), {(byte) 0xff}}) {
      Files.write(kept, damage);
      assertThat(new TrustFile(file).read().approvals())
          .containsExactly(new Approval(sha256("df -h"), NOW, "aiko", ORIGIN, null));
    }
    Files.delete(kept);
    assertThat(new TrustFile(file).read().approvals()).hasSize(1);
    new TrustFile(file).approve(approval("df -h"));
    assertThat(Files.readString(kept)).as("approved anew, kept anew").isEqualTo("df -h");
  }

  /** The format of Toban 0.1.0 before texts were kept. */
  @Test
  void anOldTrustFileStillApproves() throws IOException {
    Path file = folder.resolve("trust");
    Files.writeString(file, HASH + "\t" + NOW + "\taiko\n");
    assertThat(new TrustFile(file).read().approvals()).containsExactly(approval(HASH, "aiko"));
    new TrustFile(file).approve(approval("df -h"));
    assertThat(new TrustFile(file).read().approvals())
        .containsExactly(approval(HASH, "aiko"), approval("df -h"));
  }

  @Test
  void trustIsForItsOwnerOnly() throws IOException {
    Path file = folder.resolve("state/trust");
    new TrustFile(file).approve(approval("df -h"));
    assertThat(permissions(file)).isEqualTo("rw-------");
    Path texts = folder.resolve("state/trust.texts");
    assertThat(permissions(texts)).isEqualTo("rwx------");
    assertThat(permissions(texts.resolve(sha256("df -h")))).isEqualTo("rw-------");
    assertThat(permissions(folder.resolve("state"))).isEqualTo("rwx------");
    try (var files = Files.list(folder.resolve("state"))) {
      assertThat(files)
          .extracting(it -> it.getFileName().toString())
          .containsExactlyInAnyOrder("trust", "trust.lock", "trust.texts");
    }
  }

  @Test
  void aDamagedLineApprovesNothing() throws IOException {
    Path file = folder.resolve("trust");
    Files.writeString(file, HASH + "\n" + HASH + "\tyesterday\tme\nx\t" + NOW + "\tme\n");
    assertThat(new TrustFile(file).read().approvals()).isEmpty();
  }

  @Test
  void twoWritersLoseNothing() throws InterruptedException {
    Path file = folder.resolve("trust");
    new TrustFile(file).revoke(HASH);
    List<Thread> writers = new ArrayList<>();
    TrustFile shared = new TrustFile(file);
    for (int i = 0; i < 20; i++) {
      String hash = "%064x".formatted(i);
      writers.add(Thread.ofVirtual().start(() -> shared.approve(approval(hash, "me"))));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(new TrustFile(file).read().approvals()).hasSize(20);
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

  /** {@code toban trust} and the desk are two programs. */
  @Test
  void anApprovalByAnotherProgramIsNoticed() throws InterruptedException {
    Path file = folder.resolve("state/trust");
    TrustFile here = new TrustFile(file);
    LinkedBlockingQueue<Trust> changes = new LinkedBlockingQueue<>();
    try (FileWatch watch =
        FileWatch.start(
            "approvals", here::stamp, Duration.ofMillis(20), () -> changes.add(here.read()))) {
      assertThat(watch).isNotNull();
      new TrustFile(file).approve(approval(HASH, "ken"));
      Trust first = changes.poll(10, TimeUnit.SECONDS);
      assertThat(first).isNotNull();
      assertThat(first.approvals()).containsExactly(approval(HASH, "ken"));
      new TrustFile(file).revoke(HASH);
      Trust second = changes.poll(10, TimeUnit.SECONDS);
      assertThat(second).isNotNull();
      assertThat(second.approvals()).isEmpty();
    }
  }

  /** One bad look ends no watch. */
  @Test
  void aLookThatFailsIsTriedAgain() throws InterruptedException {
    AtomicInteger looks = new AtomicInteger();
    LinkedBlockingQueue<Integer> done = new LinkedBlockingQueue<>();
    AtomicReference<String> stamp = new AtomicReference<>("a");
    try (FileWatch watch =
        FileWatch.start(
            "some",
            stamp::get,
            Duration.ofMillis(5),
            () -> {
              if (looks.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
              }
              done.add(looks.get());
            })) {
      assertThat(watch).isNotNull();
      stamp.set("b");
      assertThat(done.poll(10, TimeUnit.SECONDS)).isEqualTo(3);
    }
  }
}
