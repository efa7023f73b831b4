package org.toban.app;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Duty;
import org.toban.incident.Roster;
import org.toban.incident.Schedule;

/** Who is on call now and next, for scripts and for terminals. */
record OnCallReport(Roster roster, Instant now) {

  List<Map<String, @Nullable Object>> json() {
    return roster.rotas().values().stream().map(this::json).toList();
  }

  private Map<String, @Nullable Object> json(Roster.Rota rota) {
    Duty duty = rota.duty(now);
    Schedule.Turn next = rota.next(now);
    Instant read = rota.readAt();
    return Json.object(
        "name", rota.name(),
        "state", state(duty),
        "who", who(duty),
        "next_at", next == null ? null : next.at(),
        "next_state", next == null ? null : state(next.duty()),
        "next_who", next == null ? List.of() : who(next.duty()),
        "stale", rota.isStale(now),
        "age_seconds", read == null ? null : Duration.between(read, now),
        "error", rota.problem());
  }

  private static String state(Duty duty) {
    return switch (duty) {
      case Duty.OnCall _ -> "on-call";
      case Duty.Nobody _ -> "nobody";
      case Duty.Unknown _ -> "unknown";
    };
  }

  private static List<String> who(Duty duty) {
    return duty instanceof Duty.OnCall it ? it.who() : List.of();
  }

  List<String> lines() {
    return roster.rotas().values().stream().map(this::line).toList();
  }

  private String line(Roster.Rota rota) {
    Schedule.Turn next = rota.next(now);
    String problem = rota.problem();
    return "on call   %s: %s%s%s"
        .formatted(
            rota.name(),
            words(rota.duty(now)),
            next == null ? "" : ", next " + words(next.duty()) + " at " + next.at(),
            problem == null ? "" : "  (stale: " + problem + ")");
  }

  private static String words(Duty duty) {
    return duty instanceof Duty.OnCall it ? String.join(", ", it.who()) : state(duty);
  }
}
