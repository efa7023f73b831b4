package org.toban.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.history.HistoryFault.Kind;

/** What a history does when its file, its disk or its neighbours misbehave. */
class DamageTest {
  private static final Instant T0 = Instant.parse("2026-11-24T00:00:00Z");
  private static final int STORY = Events.story(T0).size();
  private static final Instant EARLY = Instant.EPOCH;

  @TempDir Path folder;

  private static void fill(SqliteHistory history) {
    for (int i = 0; i < 12; i++) {
      Instant t = T0.plusSeconds(i * 100_000L);
      history.append("INC-" + i, 0, Events.story(t).subList(0, i % 3 == 0 ? STORY : 9));
      history.output("run-" + i, ("output of " + i + "\n").repeat(500));
      history.episodes(
          List.of(new History.EpisodeChange("prod-" + i, Events.alert(t), t, i % 2 == 0)));
    }
  }

  /** Everything that was stored: what a person reads, and what it was computed from. */
  private static String everything(SqliteHistory history) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      all.append(history.events("INC-" + i)).append(history.output("run-" + i)).append('\n');
    }
    all.append(history.open()).append('\n');
    all.append(history.latest(null, 100, null)).append('\n');
    all.append(history.latest("サービス停止", 100, null)).append('\n');
    all.append(history.weeks(java.time.LocalDate.EPOCH)).append('\n');
    all.append(history.episodesSince(EARLY, 1000)).append('\n');
    return all.append(history.starts(Events.SHA, "web-1", EARLY)).toString();
  }

  @Test
  void noMutationOfAFileIsEverSilentOrACrash() throws IOException {
    Path original = folder.resolve("original.db");
    try (SqliteHistory history = SqliteHistory.open(original)) {
      fill(history);
    }
    byte[] bytes = Files.readAllBytes(original);
    String truth;
    try (SqliteHistory history = SqliteHistory.open(original)) {
      truth = everything(history);
    }
    int[] outcomes = new int[4];
    for (int seed = 0; seed < 300; seed++) {
      Path mutant = Files.createDirectories(folder.resolve("m" + seed)).resolve("history.db");
      Files.write(mutant, mutate(bytes, new Random(seed)));
      long began = System.nanoTime();
      outcomes[outcome(mutant, truth, seed)]++;
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .as("it does not hang")
          .isLessThan(Duration.ofMinutes(1));
    }
    assertThat(outcomes[SILENT]).as("%s", Arrays.toString(outcomes)).isZero();
    assertThat(outcomes[NOTICED]).as("%s", Arrays.toString(outcomes)).isGreaterThan(100);
  }

  private static final int HARMLESS = 0;
  private static final int NOTICED = 1;
  private static final int REFUSED = 2;
  private static final int SILENT = 3;

  private static int outcome(Path mutant, String truth, int seed) {
    try (SqliteHistory history = SqliteHistory.open(mutant)) {
      if (!history.notices().isEmpty()) {
        history.append("INC-new", 0, Events.story(T0));
        return NOTICED;
      }
      String now = everything(history);
      boolean told = !history.notices().isEmpty();
      if (!told && !now.equals(truth)) {
        System.err.println("silent: seed " + seed + difference(truth, now));
        return SILENT;
      }
      return told ? NOTICED : HARMLESS;
    } catch (HistoryFault e) {
      assertThat(e.getMessage()).isNotBlank();
      return REFUSED;
    }
  }

  private static String difference(String truth, String now) {
    int at = Arrays.mismatch(truth.toCharArray(), now.toCharArray());
    return "\n  was " + around(truth, at) + "\n  now " + around(now, at);
  }

  private static String around(String text, int at) {
    return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 60));
  }

  private static byte[] mutate(byte[] bytes, Random random) {
    byte[] copy = bytes.clone();
    int at = random.nextInt(copy.length);
    switch (random.nextInt(7)) {
      case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> {
        for (int i = 0; i < 8; i++) {
          copy[random.nextInt(copy.length)] = (byte) random.nextInt();
        }
      }
      case 2 -> Arrays.fill(copy, at, Math.min(copy.length, at + 512), (byte) 0);
      case 3 -> copy = Arrays.copyOf(copy, at);
      case 4 -> copy[random.nextInt(100)] = (byte) random.nextInt();
      case 5 ->
          System.arraycopy(copy, 4096 * random.nextInt(8), copy, 4096 * random.nextInt(8), 4096);
      default -> {
        byte[] noise = new byte[4096];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, copy, Math.min(at, copy.length - 4096), 4096);
      }
    }
    return copy;
  }

  @Test
  void aChangedEventIsFoundWhenItIsRead() throws Exception {
    Path file = folder.resolve("history.db");
    try (SqliteHistory history = SqliteHistory.open(file)) {
      fill(history);
    }
    for (String change :
        List.of(
            "UPDATE event SET json = replace(json, 'sato', 'kato') WHERE incident = 'INC-1'",
            "DELETE FROM event WHERE incident = 'INC-2' AND seq = 4",
            "UPDATE event SET incident = 'INC-x' WHERE incident = 'INC-4'",
            "DELETE FROM event WHERE incident = 'INC-5' AND seq > 7")) {
      sql(file, change);
    }
    try (SqliteHistory history = SqliteHistory.open(file)) {
      for (String id : List.of("INC-1", "INC-2", "INC-x", "INC-4", "INC-5")) {
        assertThatThrownBy(() -> history.events(id))
            .isInstanceOfSatisfying(
                HistoryFault.class, it -> assertThat(it.kind()).isEqualTo(Kind.DAMAGED))
            .hasMessageContaining(id);
      }
      for (String id : List.of("INC-1", "INC-2", "INC-5")) { // who had read the first three before
        assertThatThrownBy(() -> history.events(id, 3)).isInstanceOf(HistoryFault.class);
      }
      assertThat(history.open()).hasSize(4);
      assertThat(history.notices()).hasSize(4).allMatch(it -> it.contains("INC-"));
    }
  }

  @Test
  void whatIsNoDatabaseIsSetAsideAndKept() throws IOException {
    Path file = folder.resolve("history.db");
    Files.writeString(file, "my notes ".repeat(1000));
    try (SqliteHistory history = SqliteHistory.open(file)) {
      assertThat(history.notices()).hasSize(1);
      history.append("INC-1", 0, Events.story(T0));
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> aside = files.filter(it -> it.toString().contains(".damaged-")).toList();
      assertThat(aside).hasSize(1);
      assertThat(Files.readString(aside.getFirst())).startsWith("my notes");
    }
    try (SqliteHistory history = SqliteHistory.open(file)) {
      assertThat(history.notices()).isEmpty();
      assertThat(history.events("INC-1")).isEqualTo(Events.story(T0));
    }
  }

  @Test
  void anotherProgramsDatabaseIsLeftAlone() throws Exception {
    Path file = folder.resolve("bookmarks.db");
    sql(file, "CREATE TABLE bookmark (url TEXT)");
    byte[] before = Files.readAllBytes(file);
    refuses(file, Kind.FAILED, "another program");
    assertThat(Files.readAllBytes(file).length).isEqualTo(before.length);
  }

  @Test
  void aNewerSchemaIsRefusedAndNothingChanged() throws Exception {
    Path file = folder.resolve("history.db");
    SqliteHistory.open(file).close();
    sql(file, "INSERT INTO schema_version VALUES (99, 0)");
    refuses(file, Kind.NEWER, "update Toban");
    sql(file, "DELETE FROM schema_version WHERE version = 99");
    SqliteHistory.open(file).close();
  }

  @Test
  void aFileThatAnotherProgramHoldsIsReportedAsLocked() throws Exception {
    Path file = folder.resolve("history.db");
    try (SqliteHistory history = SqliteHistory.open(file);
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      history.writer.execute("PRAGMA busy_timeout = 50");
      assertThatThrownBy(() -> history.append("INC-1", 0, Events.story(T0)))
          .isInstanceOfSatisfying(
              HistoryFault.class, it -> assertThat(it.kind()).isEqualTo(Kind.LOCKED));
      statement.execute("ROLLBACK");
      history.append("INC-1", 0, Events.story(T0));
      assertThat(history.events("INC-1")).hasSize(STORY);
    }
  }

  @Test
  void aFullDiskIsReportedAndLosesNothingThatWasStored() throws Exception {
    Path file = folder.resolve("history.db");
    try (SqliteHistory history = SqliteHistory.open(file)) {
      history.append("INC-1", 0, Events.story(T0));
      history.writer.execute("PRAGMA max_page_count = 40");
      List<String> stored = new ArrayList<>();
      Consumer<Integer> store =
          i -> {
            history.append("INC-f" + i, 0, Events.story(T0));
            stored.add("INC-f" + i);
          };
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1000; i++) {
                  store.accept(i);
                }
              })
          .isInstanceOfSatisfying(
              HistoryFault.class, it -> assertThat(it.kind()).isEqualTo(Kind.FULL))
          .hasMessageContaining("space");
      for (String id : stored) {
        assertThat(history.events(id)).hasSize(STORY);
      }
      assertThat(history.latest(null, 1000, null)).hasSize(stored.size() + 1);
      history.writer.execute("PRAGMA max_page_count = 1000000");
      store.accept(1000);
      assertThat(history.events("INC-f1000")).hasSize(STORY);
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenIsReported() throws IOException {
    refuses(Path.of("/proc/self/toban/history.db"), Kind.FAILED, "writable");
    Path notAFolder = Files.writeString(folder.resolve("file"), "x");
    refuses(notAFolder.resolve("history.db"), Kind.FAILED, "writable");
    refuses(Files.createDirectory(folder.resolve("directory.db")), Kind.FAILED, "writable");
  }

  private static void refuses(Path file, Kind kind, String words) {
    assertThatThrownBy(() -> SqliteHistory.open(file).close())
        .isInstanceOfSatisfying(HistoryFault.class, it -> assertThat(it.kind()).isEqualTo(kind))
        .hasMessageContaining(file.getFileName().toString())
        .hasMessageContaining(words);
  }

  private static void sql(Path file, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
