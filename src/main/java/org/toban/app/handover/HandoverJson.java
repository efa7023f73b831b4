package org.toban.app.handover;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Event;
import org.toban.incident.Flow;
import org.toban.incident.Handling;
import org.toban.incident.Incident;
import org.toban.incident.MaintenanceWindow;
import org.toban.incident.Run;
import org.toban.review.Handover;

/** A handover for scripts; docs/cli.md promises the names. */
public final class HandoverJson {
  private final Handover handover;
  private final Instant now;

  private HandoverJson(Handover handover) {
    this.handover = handover;
    this.now = handover.shift().at();
  }

  /** Without who is on call, which other commands tell too. */
  public static Map<String, @Nullable Object> of(Handover handover) {
    return new HandoverJson(handover).all();
  }

  private Map<String, @Nullable Object> all() {
    Handover.Shift shift = handover.shift();
    Handover.Incidents incidents = handover.incidents();
    Handover.Sums sums = incidents.sums();
    return object(
        "at", now,
        "since", shift.since(),
        "console", shift.console(),
        "person", shift.person(),
        "practice", shift.practice(),
        "blind", handover.sight().blind(),
        "over_limit", handover.sight().overLimit(),
        "history_problem", handover.sight().historyProblem(),
        "sum",
            object(
                "open", sums.all(),
                "breached", sums.breached(),
                "at_risk", sums.atRisk(),
                "not_acknowledged", sums.untaken(),
                "recovered", incidents.recoveredInAll(),
                "closed", incidents.closedInAll()),
        "open", incidents.open().stream().map(this::open).toList(),
        "recovered", incidents.recovered().stream().map(HandoverJson::recovered).toList(),
        "closed", incidents.closed().stream().map(HandoverJson::closed).toList(),
        "silences", handover.silences().stream().map(HandoverJson::silence).toList(),
        "maintenance", handover.maintenance().stream().map(this::maintenance).toList(),
        "doubts", handover.sight().doubts().stream().map(HandoverJson::doubt).toList(),
        "hold", hold(handover.restraints().hold()),
        "notices_only", handover.restraints().noticesOnly(),
        "lost_channels",
            handover.restraints().lost().stream()
                .map(it ->
                    object("channel", it.channel(), "since", it.since(), "problem", it.problem()))
                .toList());
  }

  private Map<String, @Nullable Object> open(Handover.Open open) {
    Incident it = open.incident();
    Incident.Acknowledgement taken = it.acknowledgement();
    Handling.Snooze snooze = it.handling().snooze();
    Handling.Maintenance work = it.handling().maintenance();
    return object(
        "id", open.recorded() ? it.id() : null,
        "name", it.name(),
        "severity", it.severity(),
        "phase", it.phase().getClass().getSimpleName().toLowerCase(Locale.ROOT),
        "opened_at", it.openedAt(),
        "deadline", it.deadline(),
        "timeliness", it.timeliness(now),
        "recovery_due", it.deadlines().recovery(),
        "clock_stopped_since", it.deadlines().pausedSince(),
        "holder", Flow.holder(it),
        "escalation_level", it.escalationLevel(),
        "acknowledged",
            taken == null
                ? null
                : object(
                    "by", taken.by(),
                    "at", taken.at(),
                    "until", taken.until(),
                    "reason", taken.reason()),
        "snoozed",
            snooze == null
                ? null
                : object("by", snooze.by(), "until", snooze.until(), "reason", snooze.reason()),
        "maintenance", work == null ? null : object("name", work.name(), "until", work.until()),
        "notes", open.notes().stream().map(HandoverJson::note).toList(),
        "last_run", it.runs().isEmpty() ? null : run(it.runs().getLast()));
  }

  private static Map<String, @Nullable Object> note(Event.NoteAdded it) {
    return object("at", it.at(), "by", it.by(), "text", it.text());
  }

  private static Map<String, @Nullable Object> run(Run it) {
    String result =
        switch (it.ended()) {
          case null -> "running";
          case Run.Exited exited -> "exit " + exited.status();
          case Run.Failed failed -> failed.reason().name().toLowerCase(Locale.ROOT);
          case Run.Unknown _ -> "unknown";
        };
    return object(
        "at", it.plannedAt(),
        "by", it.intent().by(),
        "host", it.intent().host(),
        "step", it.intent().title(),
        "result", result);
  }

  private static Map<String, @Nullable Object> recovered(Incident it) {
    return object(
        "id", it.id(),
        "name", it.name(),
        "severity", it.severity(),
        "recovered_at", it.phase().since(),
        "reviewed_at", it.reviewedAt());
  }

  private static Map<String, @Nullable Object> closed(Handover.Closed it) {
    return object(
        "id", it.id(),
        "name", it.name(),
        "severity", it.severity(),
        "closed_at", it.at(),
        "verdict", it.verdict(),
        "by", it.by(),
        "reason", it.reason(),
        "still_firing", it.stillFiring());
  }

  private static Map<String, @Nullable Object> silence(Handover.Silence it) {
    return object(
        "source", it.source(),
        "matchers", it.matchers().isEmpty() ? null : it.matchers(),
        "starts_at", it.from(),
        "ends_at", it.until(),
        "created_by", it.by(),
        "comment", it.comment());
  }

  private Map<String, @Nullable Object> maintenance(MaintenanceWindow it) {
    MaintenanceWindow.Once once = it.time() instanceof MaintenanceWindow.Once time ? time : null;
    Instant end = it.time().endFor(now);
    return object(
        "name",
        it.name(),
        "matchers",
        it.matchers().toString(),
        "by",
        it.by(),
        "weekly",
        once == null,
        "from",
        once == null ? null : once.from(),
        "until",
        once == null ? end : once.until(),
        "under_way",
        end != null);
  }

  private static Map<String, @Nullable Object> doubt(Handover.Doubt it) {
    return object(
        "source", it.source(),
        "lack", it.lack(),
        "last_complete_at", it.since(),
        "detail", Objects.requireNonNullElse(it.detail(), "").toString());
  }

  private static @Nullable Map<String, @Nullable Object> hold(Handover.@Nullable Hold it) {
    return it == null ? null : object("since", it.since(), "by", it.by(), "reason", it.reason());
  }

  /** Names and values in turn. */
  private static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return object;
  }
}
