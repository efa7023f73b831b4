package org.toban.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.incident.Schedule;
import org.toban.incident.Shift;

class RosterFileTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00.123456789Z");

  @TempDir Path folder;

  private Path path() {
    return folder.resolve("state/oncall");
  }

  private static List<RosterFile.Kept> some() {
    Instant from = NOW.minus(Duration.ofDays(2));
    Instant until = NOW.plus(Duration.ofDays(92));
    Shift odd = new Shift("青木\t\"花子\"\\n\r\n x", from, NOW);
    Shift next = new Shift("Baba", NOW, until);
    return List.of(
        new RosterFile.Kept("primary", "0f3c", NOW, new Schedule(List.of(odd, next), from, until)),
        new RosterFile.Kept("二次 \\ 当番", "", NOW, new Schedule(List.of(), from, until)));
  }

  @Test
  void whatWasKeptComesBackAsItWas() throws IOException {
    RosterFile file = new RosterFile(path());
    assertThat(file.read()).as("nothing yet").isEmpty();
    file.save(some());
    assertThat(file.read()).isEqualTo(some());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .isEqualTo("rw-------");
    file.save(List.of());
    assertThat(file.read()).isEmpty();
  }

  @Test
  void aFileThatIsDamagedAnywhereIsNotReadAtAll() throws IOException {
    new RosterFile(path()).save(some());
    byte[] whole = Files.readAllBytes(path());
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 1;
      Files.write(path(), damaged);
      assertThatThrownBy(() -> new RosterFile(path()).read())
          .as("byte " + i)
          .isInstanceOf(IOException.class);
    }
    for (int length = 0; length < whole.length; length++) {
      Files.write(path(), java.util.Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> new RosterFile(path()).read())
          .as("cut off after " + length)
          .isInstanceOf(IOException.class);
    }
  }
}
