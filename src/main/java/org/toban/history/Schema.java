package org.toban.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbered migrations, and what stands in a file before them. */
final class Schema {
  /** In order; the first is version 1. A released migration is never edited. */
  private static final List<String> MIGRATIONS =
      List.of(
          "V001__events.sql",
          "V002__outbox.sql",
          "V003__episodes.sql",
          "V004__host_changes.sql",
          "V005__owners.sql",
          "V006__targets.sql");

  private Schema() {}

  /**
   * Brings the file to the newest version, each migration in a transaction of its own.
   *
   * @throws HistoryFault when a newer Toban wrote it, or it belongs to another program
   */
  static void migrate(Session session, Path file, Instant now) throws SQLException {
    int version = version(session, file);
    if (version > MIGRATIONS.size()) {
      throw new HistoryFault(
          HistoryFault.Kind.NEWER,
          "%s was written by a newer Toban (schema %d, this one knows %d): update Toban, or name another file in history:"
              .formatted(file, version, MIGRATIONS.size()),
          null);
    }
    for (int next = version + 1; next <= MIGRATIONS.size(); next++) {
      apply(session, next, now);
    }
  }

  private static void apply(Session session, int version, Instant now) throws SQLException {
    session.execute("BEGIN IMMEDIATE");
    try {
      session.execute(resource(MIGRATIONS.get(version - 1)));
      session.change(
          "INSERT INTO schema_version (version, applied_at) VALUES (?, ?)",
          version,
          now.toEpochMilli());
      session.execute("COMMIT");
    } catch (SQLException e) {
      session.execute("ROLLBACK");
      throw e;
    }
  }

  private static int version(Session session, Path file) throws SQLException {
    List<String> tables =
        session.list(
            "SELECT name FROM sqlite_schema WHERE type = 'table'", line -> line.getString(1));
    if (tables.isEmpty()) {
      return 0;
    }
    if (!tables.contains("schema_version")) {
      throw new HistoryFault(
          HistoryFault.Kind.FAILED,
          file + " is a database of another program: name another file in history:",
          null);
    }
    Integer version =
        session.first("SELECT max(version) FROM schema_version", line -> line.getInt(1));
    return version == null ? 0 : version;
  }

  private static String resource(String name) {
    try (@Nullable InputStream in = Schema.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing on the class path: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
