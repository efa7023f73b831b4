package org.toban.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;

class LastBoardFileTest {
  private static final Instant AT = Instant.parse("2026-11-25T03:00:00.123456789Z");

  @TempDir Path folder;
  private Path path;
  private LastBoardFile file;

  @BeforeEach
  void place() {
    path = folder.resolve("state/board");
    file = new LastBoardFile(path);
  }

  static LastBoard board(int alerts) {
    List<LastBoard.Sighting> sightings = new ArrayList<>();
    for (int i = 0; i < alerts; i++) {
      Labels labels =
          Labels.of(
              "alertname",
              "HighErrorRatio",
              "instance",
              "web-" + i + ":9100",
              "job",
              "web",
              "namespace",
              "shop-" + i % 40,
              "severity",
              "warning",
              "cluster",
              "eu-1");
      Alert alert =
          new Alert(
              labels,
              Fingerprint.of(labels),
              Map.of("summary", "当番: error ratio of web-" + i + " is 12 %", "value", "12"),
              AT.minusSeconds(i),
              List.of(Alert.State.PENDING, Alert.State.ACTIVE, Alert.State.SUPPRESSED).get(i % 3),
              i % 3 == 2 ? List.of("silence:" + i) : List.of(),
              i % 2 == 0 ? "http://prom/graph?x=" + i % 7 : null);
      sightings.add(new LastBoard.Sighting(alert, List.of("prod"), AT.plusSeconds(i)));
    }
    return new LastBoard(List.of(new LastBoard.Answered("prod", AT, alerts)), sightings, 0);
  }

  @Test
  void whatIsKeptComesBack() throws IOException {
    assertThat(file.read()).isEmpty();
    file.save(board(1000));
    assertThat(file.read()).contains(board(1000));
    file.save(board(3));
    assertThat(file.read()).contains(board(3));
    file.save(board(0));
    assertThat(file.read()).contains(board(0));
  }

  @Test
  void itIsPrivateAndAlone() throws IOException {
    file.save(board(3));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())))
        .isEqualTo("rwx------");
    try (var files = Files.list(path.getParent())) {
      assertThat(files).containsExactly(path);
    }
  }

  /** Whatever happens to the bytes, none of them is shown. */
  @Test
  void noDamagedFileIsABoard() throws IOException {
    file.save(board(50));
    byte[] whole = Files.readAllBytes(path);
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = whole.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(path, bytes);
      assertThatThrownBy(file::read).isInstanceOf(IOException.class);
    }
    for (int length = 0; length < whole.length; length += 13) {
      Files.write(path, java.util.Arrays.copyOf(whole, length));
      assertThatThrownBy(file::read).isInstanceOf(IOException.class);
    }
  }

  /** Even with a right checksum: no crash, no memory. */
  @Test
  void noForeignFileIsABoard() throws IOException {
    file.save(board(50));
    byte[] whole = Files.readAllBytes(path);
    Random random = new Random(11);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = whole.clone();
      for (int change = 0; change < 4; change++) {
        bytes[8 + random.nextInt(bytes.length - 16)] = (byte) random.nextInt();
      }
      java.util.zip.CRC32 checksum = new java.util.zip.CRC32();
      checksum.update(bytes, 0, bytes.length - 8);
      java.nio.ByteBuffer.wrap(bytes).putLong(bytes.length - 8, checksum.getValue());
      Files.write(path, bytes);
      try {
        file.read();
      } catch (IOException expected) {
        assertThat(expected).hasMessageMatching("(?s)(damaged|cut off).*");
      }
    }
    Files.writeString(path, "{\"alerts\":[]}");
    assertThatThrownBy(file::read).hasMessageContaining("not a board of this version");
    Files.delete(path);
    Files.createDirectory(path);
    assertThatThrownBy(file::read).isInstanceOf(IOException.class);
  }

  @Test
  void tooManyAreCountedAndTheRestIsKept() throws IOException {
    List<LastBoard.Sighting> many = new ArrayList<>();
    LastBoard.Sighting one = board(1).sightings().getFirst();
    for (int i = 0; i < LastBoardFile.MOST_ALERTS + 7; i++) {
      many.add(one);
    }
    file.save(new LastBoard(List.of(), many, 0));
    LastBoard read = file.read().orElseThrow();
    assertThat(read.sightings()).hasSize(LastBoardFile.MOST_ALERTS);
    assertThat(read.leftOut()).isEqualTo(7);
  }

  @Test
  void aHundredThousandAlertsAreSmall() throws IOException {
    file.save(board(100_000));
    assertThat(Files.size(path)).isLessThan(24 << 20);
    assertThat(file.read().orElseThrow().sightings()).hasSize(100_000);
  }
}
