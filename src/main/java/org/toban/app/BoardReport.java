package org.toban.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Severity;
import org.toban.engine.Board;
import org.toban.incident.Handling;
import org.toban.incident.Incident;
import org.toban.incident.MaintenanceWindow;
import org.toban.source.SourceStatus;

/** A board for scripts and for terminals; docs/cli.md promises the names. */
final class BoardReport {
  private static final Comparator<Board.Row> WORST_FIRST =
      Comparator.comparing(Board.Row::severity).thenComparing(Board.Row::firstSeen);

  private final Board board;
  private final Instant now;

  BoardReport(Board board, Instant now) {
    this.board = board;
    this.now = now;
  }

  /**
   * 3 when a source is not live, whatever the others say: what is not known may be worse; else 2
   * for an active critical, 1 for a warning, an unknown severity or alerts over the limit, 0 for
   * nothing.
   */
  int exitCode() {
    if (board.isBlind(now)) {
      return 3;
    }
    Severity worst = board.worst();
    int unseen = board.overLimits() > 0 ? 1 : 0;
    return switch (worst) {
      case CRITICAL -> 2;
      case UNKNOWN, WARNING -> 1;
      case INFO, NONE -> unseen;
      case null -> unseen;
    };
  }

  Map<String, @Nullable Object> json() {
    return Json.object(
        "at", board.at(),
        "practice", board.practice(),
        "blind", board.isBlind(now),
        "sources", board.sources().stream().map(this::source).toList(),
        "sum", sum(),
        "alerts", rows().map(this::alert).toList(),
        "incidents", incidents().map(BoardReport::incident).toList(),
        "maintenance", board.maintenance().stream().map(this::maintenance).toList(),
        "on_call", new OnCallReport(board.roster(), now).json());
  }

  /** Every alert of the sources is in one of the numbers after the first, which is their sum. */
  private Map<String, @Nullable Object> sum() {
    return Json.object(
        "total", board.rows().size() + board.overLimits(),
        "active", count(Alert.State.ACTIVE),
        "pending", count(Alert.State.PENDING),
        "suppressed", count(Alert.State.SUPPRESSED),
        "over_limit", board.overLimits());
  }

  private long count(Alert.State state) {
    return board.rows().stream().filter(row -> row.alert().state() == state).count();
  }

  private java.util.stream.Stream<Board.Row> rows() {
    return board.rows().stream().sorted(WORST_FIRST);
  }

  private java.util.stream.Stream<Incident> incidents() {
    return board.incidents().values().stream().sorted(Comparator.comparing(Incident::openedAt));
  }

  private Map<String, @Nullable Object> source(SourceStatus source) {
    Instant complete = source.lastComplete();
    return Json.object(
        "name", source.name(),
        "kind", source.kind(),
        "state", source.health(now),
        "age_seconds", complete == null ? null : Duration.between(complete, now),
        "alerts", source.alerts(),
        "over_limit", board.overLimit().getOrDefault(source.name(), 0),
        "error", source.fault() == null ? null : source.fault().summary(),
        "last_complete_at", complete,
        "recovering_until", source.recoversUntil(),
        "clock_skew_seconds", source.skew(),
        "missing_watchdogs", source.missing(),
        "from_before_start", source.remembered());
  }

  private Map<String, @Nullable Object> alert(Board.Row row) {
    return Json.object(
        "name", row.alert().name(),
        "fingerprint", row.fingerprint(),
        "labels", row.alert().labels(),
        "severity", row.severity(),
        "state", row.alert().state(),
        "stale", row.stale(),
        "starts_at", row.alert().startsAt(),
        "sources", row.sources(),
        "incident", row.incident(),
        "silenced_by", row.alert().suppressedBy(Alert.SILENCE),
        "inhibited_by", row.alert().suppressedBy(Alert.INHIBITED),
        "muted_by", row.alert().suppressedBy(Alert.MUTED),
        "receivers", row.alert().receivers(),
        "links", links(row));
  }

  private List<Map<String, @Nullable Object>> links(Board.Row row) {
    return board.sources().stream()
        .filter(source -> row.sources().contains(source.name()))
        .map(SourceStatus::links)
        .filter(Objects::nonNull)
        .flatMap(links -> links.of(row.alert()).stream())
        .map(link -> Json.object("kind", link.kind(), "url", link.uri()))
        .toList();
  }

  private static Map<String, @Nullable Object> incident(Incident incident) {
    Handling.Maintenance held = incident.handling().maintenance();
    return Json.object(
        "id", incident.id(),
        "name", incident.name(),
        "severity", incident.severity(),
        "phase", phase(incident),
        "opened_at", incident.openedAt(),
        "deadline", incident.deadline(),
        "responded_at", incident.respondedAt(),
        "maintenance", held == null ? null : held.name());
  }

  private Map<String, @Nullable Object> maintenance(MaintenanceWindow window) {
    return Json.object(
        "name", window.name(),
        "matchers", window.matchers().toString(),
        "by", window.by(),
        "until", window.time().endFor(now));
  }

  private static String phase(Incident incident) {
    return incident.phase().getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** A few lines a person can take in at once. */
  List<String> lines() {
    List<String> lines = new java.util.ArrayList<>();
    for (SourceStatus source : board.sources()) {
      lines.add(line(source));
    }
    incidents()
        .filter(Incident::isOpen)
        .forEach(it ->
            lines.add(
                "%-8s  %s  %s  %s%s"
                    .formatted(
                        it.severity().name().toLowerCase(Locale.ROOT),
                        it.id(),
                        it.name(),
                        phase(it),
                        it.deadline() == null ? "" : ", due " + it.deadline())));
    rows()
        .forEach(row ->
            lines.add(
                "%-8s  %s  %s%s"
                    .formatted(
                        row.severity().name().toLowerCase(Locale.ROOT),
                        state(row),
                        row.alert().labels(),
                        row.stale() ? "  (stale)" : "")));
    board
        .maintenance()
        .forEach(it ->
            lines.add(
                "maintenance  %s %s, until %s"
                    .formatted(it.name(), it.matchers(), it.time().endFor(now))));
    lines.addAll(new OnCallReport(board.roster(), now).lines());
    lines.add(summary());
    return lines;
  }

  private String line(SourceStatus source) {
    StringBuilder line =
        new StringBuilder(
            "%-10s  source %s"
                .formatted(source.health(now).name().toLowerCase(Locale.ROOT), source.name()));
    if (source.fault() != null) {
      line.append(": ").append(source.fault().summary());
    }
    if (source.remembered()) {
      line.append("; what it showed before this start, at ").append(source.lastComplete());
    }
    if (source.health(now) == SourceStatus.Health.RECOVERING) {
      line.append("; its server has just started, alerts may be missing until ")
          .append(source.recoversUntil());
    }
    for (String watchdog : source.missing()) {
      line.append("; watchdog ").append(watchdog).append(" is missing");
    }
    Duration skew = source.notableSkew();
    if (skew != null) {
      line.append("; its clock is ")
          .append(skew.abs().toSeconds())
          .append(skew.isNegative() ? " s behind" : " s ahead");
    }
    return line.toString();
  }

  private static String state(Board.Row row) {
    return row.alert().state() == Alert.State.ACTIVE
        ? "active"
        : row.alert().state().name().toLowerCase(Locale.ROOT);
  }

  private String summary() {
    if (board.isBlind(now)) {
      return "BLIND: not every source can be believed now, so nothing here says that all is well.";
    }
    long active = count(Alert.State.ACTIVE);
    return active
        + " active alerts, "
        + (board.rows().size() - active)
        + " pending or suppressed, "
        + board.overLimits()
        + " over the limit; "
        + board.sources().size()
        + " sources, all live.";
  }
}
