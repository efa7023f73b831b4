package org.toban.history;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.toban.history.HistoryFault.Kind;

/** What SQLite's result codes mean to a person. */
final class Faults {
  private Faults() {}

  /** The fault of a failed statement on a file. */
  static HistoryFault of(Path file, SQLException e) {
    return switch (kind(e)) {
      case CONFLICT ->
          new HistoryFault(
              Kind.CONFLICT, "another console wrote to this incident first: read it again", e);
      case FULL ->
          new HistoryFault(
              Kind.FULL, "no space left for the history " + file + ": free some space", e);
      case DAMAGED ->
          new HistoryFault(
              Kind.DAMAGED,
              "the history %s is damaged (%s): restart Toban, which sets it aside"
                  .formatted(file, e.getMessage()),
              e);
      case LOCKED ->
          new HistoryFault(
              Kind.LOCKED, "another program holds the history " + file + ": close it", e);
      case NEWER, FAILED ->
          new HistoryFault(
              Kind.FAILED,
              "the history %s cannot be used (%s): check that the file and its folder are yours and writable"
                  .formatted(file, e.getMessage()),
              e);
    };
  }

  static Kind kind(SQLException e) {
    SQLiteErrorCode code =
        e instanceof SQLiteException sqlite
            ? sqlite.getResultCode()
            : SQLiteErrorCode.getErrorCode(e.getErrorCode());
    return switch (code.code & 0xff) { // the primary code, without the extension
      case 5, 6 -> Kind.LOCKED; // BUSY, LOCKED
      case 11, 26 -> Kind.DAMAGED; // CORRUPT, NOTADB
      case 13 -> Kind.FULL;
      case 19 -> Kind.CONFLICT; // CONSTRAINT: only events have one that can be broken
      default -> Kind.FAILED;
    };
  }

  /** Whether a statement was ended by the session's own stop. */
  static boolean stopped(SQLException e) {
    return e instanceof SQLiteException sqlite
        && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_INTERRUPT;
  }
}
