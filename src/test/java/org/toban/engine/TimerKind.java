package org.toban.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Severity;
import org.toban.incident.Event;
import org.toban.incident.Flow;
import org.toban.incident.Incident;
import org.toban.incident.Policy;

/** Each kind of timer: an incident that has nothing but it to come, and what its time brings. */
enum TimerKind {
  END_ACKNOWLEDGEMENT(1, "AcknowledgementEnded"),
  END_SNOOZE(1, "SnoozeEnded"),
  /** The due time is that of the deadline; its marks come before. */
  BREACH(3, "DeadlineHalfway", "DeadlineAtRisk", "DeadlineBreached"),
  OVERDUE(1, "RecoveryOverdue"),
  ESCALATE(1, "HandedOver"),
  PAGE_AGAIN(1, "Notified"),
  END_VERIFICATION(1, "VerificationFailed", "HandedOver"),
  REMIND(1, "Notified"),
  CLOSE(0, "Closed"),
  END_OF_MAINTENANCE(1, "MaintenanceEnded");

  private final int letters;
  private final String events;

  TimerKind(int letters, String... events) {
    this.letters = letters;
    this.events = String.join(" ", events);
  }

  static TimerKind of(String id) {
    return valueOf(id.substring(0, id.indexOf('-')));
  }

  /** How many letters it brings at most; what is due together is told as one. */
  int letters() {
    return letters;
  }

  /** The events that its time brings, each once. */
  List<String> events() {
    return List.of(events.split(" "));
  }

  /** Whether all of it has come, and been told. */
  boolean isDone(Map<String, Integer> written) {
    return written.keySet().containsAll(events())
        && (letters == 0 || written.containsKey("Notified"));
  }

  static @Nullable Instant endOfMaintenance(Incident it) {
    return it.handling().maintenance() == null ? null : it.handling().maintenance().until();
  }

  /** What has happened so far to an incident of this kind. */
  List<Event> events(String id, Instant now, Instant due) {
    Alert alert = Story.alert(this == CLOSE ? "Disk" : "Plain", id, now);
    Instant begun = begun(now, due);
    List<Event> events = new ArrayList<>();
    events.add(opened(alert, begun, due));
    events.add(new Event.AlertFired(begun, "prod", alert));
    switch (this) {
      case END_ACKNOWLEDGEMENT -> events.add(new Event.Acknowledged(now, "aoki", "on it", due));
      case END_SNOOZE -> events.add(new Event.Snoozed(now, "aoki", due, "on the train"));
      case OVERDUE, REMIND -> events.add(new Event.Acknowledged(begun, "aoki", "on it", null));
      case ESCALATE -> events.add(new Event.Notified(now, "desktop", "SRE", "new incident"));
      case END_VERIFICATION -> events.add(new Event.VerificationStarted(begun, 1));
      case CLOSE -> {
        events.add(new Event.VerificationStarted(begun, 1));
        events.add(new Event.VerificationPassed(begun, 1, "the alert has cleared"));
        events.add(
            new Event.AlertCleared(begun, "prod", alert.fingerprint(), "the alert has cleared"));
        events.add(new Event.RecoveryConfirmed(begun, "the alert has cleared"));
      }
      case END_OF_MAINTENANCE -> events.add(new Event.MaintenanceBegan(now, "test", id, due, true));
      case BREACH, PAGE_AGAIN -> {}
    }
    return events;
  }

  /** The times of the flow are those of {@link Story#settings}: what began long ago is due now. */
  private Instant begun(Instant now, Instant due) {
    return switch (this) {
      case ESCALATE -> due.minus(Duration.ofMinutes(15));
      case PAGE_AGAIN, END_VERIFICATION -> due.minus(Duration.ofMinutes(5));
      case REMIND -> due.minus(Duration.ofHours(1));
      case CLOSE -> due.minus(Duration.ofHours(24));
      default -> now;
    };
  }

  private Event.Opened opened(Alert alert, Instant begun, Instant due) {
    Severity severity = this == CLOSE ? Severity.WARNING : Severity.CRITICAL;
    return new Event.Opened(
        begun,
        alert.name(),
        alert.name(),
        Flow.group(alert, List.of(), false),
        severity,
        new Policy(alert.name(), severity, null, "SRE", "", "book.md:1"),
        this == BREACH ? due : null,
        null,
        List.of(),
        severity + " by book.md:1",
        null,
        this == OVERDUE ? due : null,
        null);
  }
}
