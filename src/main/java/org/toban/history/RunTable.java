package org.toban.history;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Event;

/** Starts of commands, and what they printed. */
final class RunTable {
  private RunTable() {}

  /** Keeps what the start limit and the episodes ask for. */
  static void index(Session session, String incident, Event event) throws SQLException {
    switch (event) {
      case Event.RunPlanned it ->
          session.change(
              "INSERT OR IGNORE INTO run (id, incident, sha256, host, planned_at)"
                  + " VALUES (?, ?, ?, ?, ?)",
              it.intent().runId(),
              incident,
              it.intent().sha256(),
              it.intent().host(),
              it.at().toEpochMilli());
      case Event.AlertFired it ->
          session.change(
              "INSERT OR IGNORE INTO fired (fingerprint, at, incident) VALUES (?, ?, ?)",
              it.alert().fingerprint().value(),
              it.at().toEpochMilli(),
              incident);
      default -> {}
    }
  }

  /** Oldest first. */
  static List<Instant> starts(Session session, String sha256, String host, Instant since)
      throws SQLException {
    return session.list(
        "SELECT planned_at FROM run WHERE sha256 = ? AND host = ? AND planned_at >= ?"
            + " ORDER BY planned_at",
        line -> Objects.requireNonNull(Session.instant(line, 1)),
        sha256,
        host,
        since.toEpochMilli());
  }

  static int output(Session session, String runId, String text) throws SQLException {
    return session.change(
        "INSERT INTO output (run, gzip) VALUES (?, ?)"
            + " ON CONFLICT (run) DO UPDATE SET gzip = excluded.gzip",
        runId,
        gzip(text));
  }

  static @Nullable String output(Session session, String runId) throws SQLException {
    byte[] stored =
        session.first("SELECT gzip FROM output WHERE run = ?", line -> line.getBytes(1), runId);
    return stored == null ? null : gunzip(runId, stored);
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  static String gunzip(String runId, byte[] stored) {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new HistoryFault(
          HistoryFault.Kind.DAMAGED, "the output of run " + runId + " is damaged: " + e, e);
    }
  }
}
