package org.toban.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.incident.Incident;
import org.toban.incident.Phase;
import org.toban.incident.Verdict;

/** One line for each incident, and the counts by name and week that follow it. */
final class IncidentTable {
  private static final String COLUMNS =
      "id, name, severity, opened_at, deadline, responded_at, recovered_at, closed_at, verdict,"
          + " phase";

  /** 1970-01-01 was a Thursday: week 0 began on Monday 1969-12-29. */
  private static final int DAYS_BEFORE_1970 = 3;

  private static final long QUARTER_MS = Duration.ofMinutes(15).toMillis();
  private static final long DAY_MS = Duration.ofDays(1).toMillis();

  private IncidentTable() {}

  /** Writes the line of an incident and moves the counts by what changed. */
  static void record(Session session, @Nullable Standing before, Standing after)
      throws SQLException {
    Incident incident = after.incident();
    boolean closed = incident.phase() instanceof Phase.Closed;
    session.change(
        "INSERT INTO incident ("
            + COLUMNS
            + ", events, owner) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            + " severity = excluded.severity, deadline = excluded.deadline,"
            + " responded_at = excluded.responded_at, recovered_at = excluded.recovered_at,"
            + " closed_at = excluded.closed_at, verdict = excluded.verdict, phase = excluded.phase,"
            + " events = excluded.events, owner = excluded.owner",
        incident.id(),
        incident.name(),
        incident.severity().name(),
        incident.openedAt().toEpochMilli(),
        Session.millis(incident.deadline()),
        Session.millis(incident.respondedAt()),
        Session.millis(incident.recoveredAt()),
        closed ? Session.millis(incident.phase().since()) : null,
        (incident.phase() instanceof Phase.Closed it ? it.verdict() : Verdict.UNREVIEWED).name(),
        incident.phase().getClass().getSimpleName().toLowerCase(Locale.ROOT),
        incident.version(),
        incident.policy().owner());
    Counts change = Counts.of(after).minus(before == null ? Counts.NONE : Counts.of(before));
    if (!change.equals(Counts.NONE)) {
      count(session, incident, change);
    }
  }

  private static void count(Session session, Incident incident, Counts change) throws SQLException {
    session.change(
        "INSERT INTO week (week, name, incidents, responded, respond_ms, recovered, recover_ms,"
            + " missed) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (week, name) DO UPDATE SET"
            + " incidents = incidents + excluded.incidents,"
            + " responded = responded + excluded.responded,"
            + " respond_ms = respond_ms + excluded.respond_ms,"
            + " recovered = recovered + excluded.recovered,"
            + " recover_ms = recover_ms + excluded.recover_ms, missed = missed + excluded.missed",
        week(Math.floorDiv(incident.openedAt().toEpochMilli(), DAY_MS)),
        incident.name(),
        change.incidents(),
        change.responded(),
        change.respondMs(),
        change.recovered(),
        change.recoverMs(),
        change.missed());
  }

  /** What one incident adds to its week. */
  private record Counts(
      int incidents, int responded, long respondMs, int recovered, long recoverMs, int missed) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    static Counts of(Standing standing) {
      Instant opened = standing.incident().openedAt();
      Instant responded = standing.incident().respondedAt();
      Instant recovered = standing.incident().recoveredAt();
      return new Counts(
          1,
          responded == null ? 0 : 1,
          responded == null ? 0 : Duration.between(opened, responded).toMillis(),
          recovered == null ? 0 : 1,
          recovered == null ? 0 : Duration.between(opened, recovered).toMillis(),
          standing.missedItsDeadline() ? 1 : 0);
    }

    Counts minus(Counts other) {
      return new Counts(
          incidents - other.incidents,
          responded - other.responded,
          respondMs - other.respondMs,
          recovered - other.recovered,
          recoverMs - other.recoverMs,
          missed - other.missed);
    }
  }

  /** Newest first. */
  static List<History.Row> latest(
      Session session, @Nullable String name, int limit, @Nullable Instant before)
      throws SQLException {
    long end = before == null ? Long.MAX_VALUE : before.toEpochMilli();
    String select = "SELECT " + COLUMNS + " FROM incident WHERE opened_at < ?";
    String order = " ORDER BY opened_at DESC LIMIT ?";
    return name == null
        ? session.list(select + order, IncidentTable::row, end, limit)
        : session.list(select + " AND name = ?" + order, IncidentTable::row, end, name, limit);
  }

  static List<History.Row> of(Session session, List<String> ids) throws SQLException {
    List<History.Row> rows = new ArrayList<>();
    for (String id : ids) {
      rows.addAll(
          session.list(
              "SELECT " + COLUMNS + " FROM incident WHERE id = ?", IncidentTable::row, id));
    }
    return rows;
  }

  static List<String> open(Session session) throws SQLException {
    return session.list(
        "SELECT id FROM incident WHERE closed_at IS NULL ORDER BY opened_at, id",
        line -> line.getString(1));
  }

  static History.Found find(Session session, History.Filter filter, int limit) throws SQLException {
    Conditions conditions = Conditions.of(filter);
    Long count =
        session.first(
            "SELECT count(*) FROM incident" + conditions.sql,
            line -> line.getLong(1),
            conditions.values.toArray());
    String newest =
        "SELECT " + COLUMNS + " FROM incident" + conditions.sql + " ORDER BY opened_at DESC LIMIT ";
    List<History.Row> rows =
        session.list(newest + limit, IncidentTable::row, conditions.values.toArray());
    return new History.Found(count == null ? 0 : count, rows);
  }

  /** Only quarters of an hour that have any; they make the days of every zone. */
  static List<History.Opened> opened(Session session, History.Filter filter) throws SQLException {
    Conditions conditions = Conditions.of(filter);
    return session.list(
        "SELECT opened_at / %d AS part, count(*) FROM incident%s GROUP BY part ORDER BY part"
            .formatted(QUARTER_MS, conditions.sql),
        line ->
            new History.Opened(Instant.ofEpochMilli(line.getLong(1) * QUARTER_MS), line.getLong(2)),
        conditions.values.toArray());
  }

  static List<String> owners(Session session, int limit) throws SQLException {
    return session.list(
        "SELECT owner FROM incident WHERE owner <> '' GROUP BY owner ORDER BY owner LIMIT ?",
        line -> line.getString(1),
        limit);
  }

  static History.Found closedSince(Session session, Instant since, int limit) throws SQLException {
    String closed = " FROM incident WHERE closed_at >= ?";
    long from = since.toEpochMilli();
    Long count = session.first("SELECT count(*)" + closed, line -> line.getLong(1), from);
    List<History.Row> rows =
        session.list(
            "SELECT " + COLUMNS + closed + " ORDER BY closed_at DESC, id LIMIT ?",
            IncidentTable::row,
            from,
            limit);
    return new History.Found(count == null ? 0 : count, rows);
  }

  /** A WHERE clause of texts from this file and values from the caller. */
  private static final class Conditions {
    private final StringBuilder sql = new StringBuilder(" WHERE 1");
    private final List<Object> values = new ArrayList<>();

    static Conditions of(History.Filter filter) {
      Conditions conditions = new Conditions();
      if (filter.text() != null && !filter.text().isEmpty()) {
        String anywhere = "%" + filter.text().replaceAll("[%_\\\\]", "\\\\$0") + "%";
        conditions.add("(name LIKE ? ESCAPE '\\' OR id LIKE ? ESCAPE '\\')", anywhere, anywhere);
      }
      if (filter.severity() != null) {
        conditions.add("severity = ?", filter.severity().name());
      }
      if (filter.verdict() != null) {
        conditions.add("verdict = ?", filter.verdict().name());
      }
      if (filter.from() != null) {
        conditions.add("opened_at >= ?", filter.from().toEpochMilli());
      }
      if (filter.to() != null) {
        conditions.add("opened_at < ?", filter.to().toEpochMilli());
      }
      if (filter.owner() != null) {
        conditions.add("owner = ?", filter.owner());
      }
      if (filter.answer() != null) {
        conditions.add(
            switch (filter.answer()) {
              case IN_TIME -> "responded_at <= deadline";
              case LATE -> "responded_at > deadline";
              case NEVER -> "responded_at IS NULL";
            });
      }
      return conditions;
    }

    void add(String condition, Object... its) {
      sql.append(" AND ").append(condition);
      values.addAll(List.of(its));
    }
  }

  static List<History.Week> weeks(Session session, LocalDate since) throws SQLException {
    return session.list(
        "SELECT week, name, incidents, responded, respond_ms, recovered, recover_ms, missed"
            + " FROM week WHERE week >= ? AND incidents > 0",
        line ->
            new History.Week(
                line.getString(2),
                monday(line.getLong(1)),
                line.getInt(3),
                line.getInt(4),
                Duration.ofMillis(line.getLong(5)),
                line.getInt(6),
                Duration.ofMillis(line.getLong(7)),
                line.getInt(8)),
        week(since.toEpochDay()));
  }

  private static long week(long epochDay) {
    return Math.floorDiv(epochDay + DAYS_BEFORE_1970, 7L);
  }

  private static LocalDate monday(long week) {
    return LocalDate.ofEpochDay(week * 7 - DAYS_BEFORE_1970);
  }

  private static History.Row row(ResultSet line) throws SQLException {
    return new History.Row(
        line.getString(1),
        line.getString(2),
        Severity.valueOf(line.getString(3)),
        Objects.requireNonNull(Session.instant(line, 4)),
        Session.instant(line, 5),
        Session.instant(line, 6),
        Session.instant(line, 7),
        Session.instant(line, 8),
        Verdict.valueOf(line.getString(9)),
        line.getString(10));
  }
}
