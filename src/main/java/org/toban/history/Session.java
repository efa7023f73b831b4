package org.toban.history;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;

/** One connection with its prepared statements; used by one thread at a time. */
final class Session implements AutoCloseable {
  private static final int BUSY_MS = 5_000;
  private static final int CACHE_KIB = 16_384;
  private static final int PROGRESS_EVERY = 20_000;

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  private Session(Connection connection) {
    this.connection = connection;
  }

  /** Turns one line of an answer into a value. */
  interface Line<T> {
    T read(ResultSet line) throws SQLException;
  }

  /** Called while a statement works; {@code true} ends it. */
  interface Stop {
    boolean now();
  }

  /**
   * A session that writes, synced to disk at each commit.
   *
   * @param wal false where shared memory does not work, as on network file systems
   */
  static Session writer(Path file, boolean wal) throws SQLException {
    SQLiteConfig config = config();
    config.setJournalMode(wal ? SQLiteConfig.JournalMode.WAL : SQLiteConfig.JournalMode.TRUNCATE);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setJournalSizeLimit(16 << 20);
    return connect(file, config);
  }

  /** A session that cannot change anything. */
  static Session reader(Path file) throws SQLException {
    Session session = connect(file, config());
    session.execute("PRAGMA query_only = ON");
    return session;
  }

  /** A session that reads this file and may write another. */
  static Session copier(Path file) throws SQLException {
    return connect(file, config());
  }

  // No memory map: an I/O error or a cut file under one ends the whole process with SIGBUS.
  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MS);
    config.setCacheSize(-CACHE_KIB);
    return config;
  }

  // As a URI, so that a ? or # in a path is part of the path and never a setting.
  private static Session connect(Path file, SQLiteConfig config) throws SQLException {
    String url = "jdbc:sqlite:" + file.toAbsolutePath().toUri();
    Session session = new Session(DriverManager.getConnection(url, config.toProperties()));
    session.execute("PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF");
    return session;
  }

  /** From now on, asks now and then whether the running statement should end. */
  void stopWhen(Stop stop) throws SQLException {
    ProgressHandler.setHandler(
        connection,
        PROGRESS_EVERY,
        new ProgressHandler() {
          @Override
          protected int progress() {
            return stop.now() ? 1 : 0;
          }
        });
  }

  void neverStop() throws SQLException {
    ProgressHandler.clearHandler(connection);
  }

  /** Runs SQL without values; several statements may be parted by semicolons. */
  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** Runs one statement and gives the number of changed rows. */
  int change(String sql, @Nullable Object... values) throws SQLException {
    try {
      return statement(sql, values).executeUpdate();
    } catch (SQLException e) {
      throw dropped(sql, e);
    }
  }

  <T> List<T> list(String sql, Line<T> line, @Nullable Object... values) throws SQLException {
    List<T> all = new ArrayList<>();
    each(sql, answer -> all.add(line.read(answer)), values);
    return all;
  }

  /** Hands over line by line, so that an answer of any size needs no memory. */
  void each(String sql, Line<?> line, @Nullable Object... values) throws SQLException {
    try (ResultSet answer = statement(sql, values).executeQuery()) {
      while (answer.next()) {
        line.read(answer);
      }
    } catch (SQLException e) {
      throw dropped(sql, e);
    }
  }

  <T> @Nullable T first(String sql, Line<T> line, @Nullable Object... values) throws SQLException {
    try (ResultSet answer = statement(sql, values).executeQuery()) {
      return answer.next() ? line.read(answer) : null;
    } catch (SQLException e) {
      throw dropped(sql, e);
    }
  }

  // The driver closes a statement that failed for good, so that it cannot be used again.
  private SQLException dropped(String sql, SQLException e) {
    prepared.remove(sql);
    return e;
  }

  private PreparedStatement statement(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  static @Nullable Instant instant(ResultSet line, int column) throws SQLException {
    long millis = line.getLong(column);
    return line.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
