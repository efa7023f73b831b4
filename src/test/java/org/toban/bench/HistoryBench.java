package org.toban.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.history.History;
import org.toban.history.SqliteHistory;
import org.toban.incident.Event;
import org.toban.incident.Policy;

/**
 * The history beside bare SQLite on the same file in the same run. {@code -Dbench.incidents=100000}
 * makes it smaller.
 */
final class HistoryBench implements Bench.Run {
  private static final int STORM = 10_000;

  /** A query may take this many times what bare SQLite takes. */
  private static final double FLOORS = 3.5;

  private static final Instant BEGIN = Instant.parse("2023-11-01T00:00:00Z");
  private static final String COLUMNS =
      "id, name, severity, opened_at, deadline, responded_at, recovered_at, closed_at, verdict,"
          + " phase";
  private static final String ONE = "alert-7";
  private static final String TEXT = "alert-3";

  private final int incidents;
  private final List<List<String>> rows = new ArrayList<>();

  HistoryBench(int incidents) {
    this.incidents = incidents;
  }

  static HistoryBench usual() {
    return new HistoryBench(Integer.getInteger("bench.incidents", 1_000_000));
  }

  /** One thing to time. */
  private interface Work {
    void run() throws Exception;
  }

  @Override
  public List<BenchTable> tables() throws Exception {
    Path folder = Files.createTempDirectory("toban-bench");
    try {
      queries(folder);
      writes(folder);
    } finally {
      delete(folder);
    }
    return List.of(
        new BenchTable(
            "History (BENCH 6), %,d incidents".formatted(incidents),
            "Milliseconds, median; the floor is the same answer by plain JDBC on the same file, in"
                + " turns. Queries must also stay within 3.5 floors. The goals are of 1,000,000"
                + " incidents.",
            List.of(
                "what",
                "Toban",
                "p99",
                "floor",
                "its p99",
                "ratio",
                "goal",
                "met",
                "unindexed",
                "gain"),
            rows));
  }

  private void queries(Path folder) throws Exception {
    Path file = filled(folder.resolve("large.db"), incidents);
    Path tenth = filled(folder.resolve("small.db"), incidents / 10);
    try (SqliteHistory history = SqliteHistory.open(file);
        SqliteHistory smaller = SqliteHistory.open(tenth);
        Connection bare = bare(file)) {
      awaitQuiet();
      String newest = " ORDER BY opened_at DESC LIMIT 200";
      String all = "SELECT " + COLUMNS + " FROM incident" + newest;
      String one = "SELECT " + COLUMNS + " FROM incident WHERE name = '" + ONE + "'" + newest;
      compare(
          "latest 200",
          4,
          51,
          () -> history.latest(null, 200, null),
          reading(bare, all),
          reading(bare, all.replace("incident ", "incident NOT INDEXED ")));
      compare(
          "latest 200 of one alert",
          4,
          51,
          () -> history.latest(ONE, 200, null),
          reading(bare, one),
          reading(bare, one.replace("incident ", "incident NOT INDEXED ")));
      compare(
          "MTTA/MTTR by alert and week",
          25,
          31,
          () -> history.weeks(LocalDate.EPOCH),
          reading(bare, "SELECT * FROM week"),
          reading(bare, WEEKS.replace("INSERT INTO week ", "")));
      String where = " FROM incident WHERE name LIKE '%" + TEXT + "%' OR id LIKE '%" + TEXT + "%'";
      Work count = reading(bare, "SELECT count(*)" + where);
      Work some = reading(bare, "SELECT " + COLUMNS + where + newest);
      compare(
          "free filter and count",
          1_500,
          9,
          () -> history.find(new History.Filter(TEXT, null, null, null, null), 200),
          () -> {
            count.run();
            some.run();
          },
          null);
      growth(
          "latest 200: all beside a tenth",
          () -> history.latest(null, 200, null),
          () -> smaller.latest(null, 200, null));
      growth(
          "latest 200 of one: all beside a tenth",
          () -> history.latest(ONE, 200, null),
          () -> smaller.latest(ONE, 200, null));
    }
  }

  private void writes(Path folder) throws Exception {
    try (SqliteHistory history = SqliteHistory.open(folder.resolve("written.db"));
        Connection bare = bare(folder.resolve("bare.db"));
        Statement statement = bare.createStatement()) {
      statement.executeUpdate(
          "CREATE TABLE episode (id INTEGER PRIMARY KEY, source TEXT, fingerprint INTEGER, name"
              + " TEXT, severity TEXT, started_at INTEGER, UNIQUE (fingerprint, source,"
              + " started_at));"
              + " CREATE TABLE event (id INTEGER PRIMARY KEY, json TEXT NOT NULL)");
      int[] round = {0};
      compare(
          "10,000 new alerts, one storm",
          400,
          9,
          () -> history.episodes(storm(round[0]++)),
          () -> insertStorm(bare, round[0]),
          null);
      history.append("INC-1", 0, List.of(opened()));
      long[] version = {1};
      try (PreparedStatement insert =
          bare.prepareStatement("INSERT INTO event (json) VALUES (?)")) {
        commits(
            () ->
                history.append(
                    "INC-1",
                    version[0],
                    List.of(new Event.NoteAdded(BEGIN.plusSeconds(version[0]++), "me", "note"))),
            () -> {
              insert.setString(1, "x".repeat(90));
              insert.executeUpdate();
            });
      }
    }
  }

  /** The goal of one durable event is its p99. */
  private void commits(Work ours, Work floor) throws Exception {
    Samples mine = new Samples();
    Samples bare = new Samples();
    for (int i = 0; i < 700; i++) {
      double our = millis(ours);
      double base = millis(floor);
      if (i >= 200) {
        mine.add(our);
        bare.add(base);
      }
    }
    boolean met = mine.quantile(0.99) <= 10;
    row("one event, synced (FULL)", mine, bare, "p99 <= 10", met, null);
  }

  private void compare(
      String what, double goal, int times, Work ours, Work floor, @Nullable Work naive)
      throws Exception {
    for (int i = 0; i < Math.min(20, times); i++) {
      ours.run();
      floor.run();
    }
    Samples mine = new Samples();
    Samples bare = new Samples();
    for (int i = 0; i < times; i++) {
      mine.add(millis(ours));
      bare.add(millis(floor));
    }
    Samples unindexed = new Samples();
    for (int i = 0; naive != null && i < 3; i++) {
      unindexed.add(millis(naive));
    }
    boolean met = mine.median() <= goal && mine.median() <= FLOORS * bare.median();
    row(what, mine, bare, "<= " + figure(goal), met, unindexed.size() == 0 ? null : unindexed);
  }

  private void row(
      String what, Samples mine, Samples floor, String goal, boolean met, @Nullable Samples naive) {
    rows.add(
        List.of(
            what,
            figure(mine.median()),
            figure(mine.quantile(0.99)),
            figure(floor.median()),
            figure(floor.quantile(0.99)),
            figure(mine.median() / floor.median()),
            goal,
            met ? "yes" : "NO",
            naive == null ? "" : figure(naive.median()),
            naive == null ? "" : figure(naive.median() / mine.median())));
  }

  private void growth(String what, Work large, Work small) throws Exception {
    Samples all = new Samples();
    Samples tenth = new Samples();
    for (int i = 0; i < 101; i++) {
      all.add(millis(large));
      tenth.add(millis(small));
    }
    double ratio = all.median() / tenth.median();
    row(what, all, tenth, "ratio <= 1.30", ratio <= 1.3, null);
  }

  private static double millis(Work work) throws Exception {
    long began = System.nanoTime();
    work.run();
    return (System.nanoTime() - began) / 1e6;
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
  }

  /** A statement prepared once; whole numbers are read as such, as a careful program would. */
  private static Work reading(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    return () -> {
      try (ResultSet answer = statement.executeQuery()) {
        ResultSetMetaData columns = answer.getMetaData();
        boolean[] texts = new boolean[columns.getColumnCount()];
        boolean known = false;
        while (answer.next()) {
          for (int i = 0; !known && i < texts.length; i++) {
            texts[i] = columns.getColumnType(i + 1) == Types.VARCHAR;
          }
          known = true;
          for (int i = 0; i < texts.length; i++) {
            sink += texts[i] ? answer.getString(i + 1).length() : answer.getLong(i + 1);
          }
        }
      }
    };
  }

  /** Keeps what was read from being optimised away. */
  private static long sink;

  private static Connection bare(Path file) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("PRAGMA mmap_size = 1073741824");
    }
    return connection;
  }

  private static final String WEEKS =
      "INSERT INTO week SELECT (opened_at / 86400000 + 3) / 7, name, count(*), count(responded_at),"
          + " sum(responded_at - opened_at), count(recovered_at), sum(recovered_at - opened_at), 0"
          + " FROM incident GROUP BY 1, 2";

  /**
   * Three years of incidents of fifty alerts, written past the history, which would take longer.
   */
  private static Path filled(Path file, int incidents) throws SQLException {
    SqliteHistory.open(file).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = OFF");
      statement.execute("PRAGMA synchronous = OFF");
      List<String> indexes = new ArrayList<>();
      try (ResultSet answer =
          statement.executeQuery(
              "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'incident'"
                  + " AND sql IS NOT NULL")) {
        while (answer.next()) {
          indexes.add("DROP INDEX " + answer.getString(1));
          indexes.add(answer.getString(2));
        }
      }
      for (int i = 0; i < indexes.size(); i += 2) {
        statement.executeUpdate(indexes.get(i));
      }
      statement.executeUpdate(
          ("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) INSERT"
                  + " INTO incident SELECT i, printf('INC-%%07d-%%04x', i, i * 40503 & 65535),"
                  + " 'alert-' || (i * 7919 %% 50), 'WARNING', %d + i * %d, %d + i * %d + 900000,"
                  + " %d + i * %d + 60000 + i %% 900000, %d + i * %d + 400000 + i %% 3600000,"
                  + " %d + i * %d + 9000000, 'ACTIONABLE', 'closed', 12, 'owner-' || (i %% 5) FROM n")
              .formatted(spread(incidents)));
      for (int i = 1; i < indexes.size(); i += 2) {
        statement.executeUpdate(indexes.get(i));
      }
      statement.executeUpdate(WEEKS);
    }
    return file;
  }

  private static Object[] spread(int incidents) {
    long step = 3L * 365 * 86_400_000 / incidents;
    List<Object> values = new ArrayList<>(List.of(incidents));
    for (int i = 0; i < 5; i++) {
      values.add(BEGIN.toEpochMilli());
      values.add(step);
    }
    return values.toArray();
  }

  private static List<History.EpisodeChange> storm(int round) {
    Instant at = BEGIN.plusSeconds(round);
    List<History.EpisodeChange> changes = new ArrayList<>(STORM);
    for (int i = 0; i < STORM; i++) {
      Labels labels = Labels.of("alertname", "HostDown", "instance", "host-" + round + "-" + i);
      changes.add(
          new History.EpisodeChange("prod", Alert.active(labels, at), Severity.CRITICAL, at, true));
    }
    return changes;
  }

  private static void insertStorm(Connection bare, int round) throws SQLException {
    List<History.EpisodeChange> changes = storm(round + 1_000_000);
    bare.setAutoCommit(false);
    try (PreparedStatement insert =
        bare.prepareStatement(
            "INSERT INTO episode (source, fingerprint, name, severity, started_at)"
                + " VALUES (?, ?, ?, ?, ?)")) {
      for (History.EpisodeChange change : changes) {
        insert.setString(1, change.source());
        insert.setLong(2, change.alert().fingerprint().value());
        insert.setString(3, change.alert().name());
        insert.setString(4, change.severity().name());
        insert.setLong(5, change.at().toEpochMilli());
        insert.executeUpdate();
      }
      bare.commit();
    } finally {
      bare.setAutoCommit(true);
    }
  }

  private static Event opened() {
    return new Event.Opened(
        BEGIN,
        "A",
        "A",
        Labels.empty(),
        Severity.WARNING,
        new Policy("A", Severity.WARNING, null, "", "", "default"),
        null,
        null,
        List.of(),
        "default");
  }

  /** A large file is looked over in the background after its opening: that is not measured. */
  private static void awaitQuiet() throws InterruptedException {
    long end = System.nanoTime() + 30_000_000_000L;
    while (checking() && System.nanoTime() < end) {
      Thread.sleep(50);
    }
  }

  private static boolean checking() {
    return Stream.of(ManagementFactory.getThreadMXBean().dumpAllThreads(false, false))
        .anyMatch(it -> it.getThreadName().equals("history-checkup"));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
