package org.toban.incident;

import java.time.Instant;
import org.toban.alert.Alert;

/** What people arrange among themselves, applied to an incident. */
final class Arrangement {
  private final Fold fold;

  Arrangement(Fold fold) {
    this.fold = fold;
  }

  void apply(Event.Teamwork event) {
    switch (event) {
      case Event.CommandRefused _ -> {}
      case Event.Linked it -> fold.handling = fold.handling.linked(it.other());
      case Event.SplitFrom it -> fold.handling = fold.handling.splitFrom(it.other());
      case Event.ReopenedByHand it -> reopenByHand(it.at());
      case Event.Snoozed it -> snooze(it);
      case Event.SnoozeEnded it -> endSnooze(it.at());
      case Event.TakenOver it -> takeOver(it);
      case Event.Reassigned it -> assign(it);
      case Event.Absorbed it -> absorb(it);
      case Event.MergedInto it -> mergeInto(it);
      case Event.SplitOff it -> splitOff(it);
      case Event.DeadlinePaused it -> {
        if (fold.isUnderWay()) {
          fold.deadlines = fold.deadlines.paused(it.at());
          takeClock();
        }
      }
      case Event.DeadlineResumed it -> {
        fold.deadlines = fold.deadlines.resumed(it.at());
        takeClock();
      }
      case Event.MaintenanceBegan it -> beginMaintenance(it);
      case Event.MaintenanceEnded it -> endMaintenance(it.at());
    }
  }

  /** A person's word about the clock outlasts the maintenance. */
  private void takeClock() {
    Handling.Maintenance it = fold.handling.maintenance();
    if (it != null) {
      fold.handling =
          fold.handling.maintained(
              new Handling.Maintenance(it.since(), it.name(), it.until(), false));
    }
  }

  private void beginMaintenance(Event.MaintenanceBegan it) {
    if (fold.isUnderWay() && fold.handling.maintenance() == null) {
      boolean stops = it.stopsClock() && fold.deadlines.pausedSince() == null;
      fold.handling =
          fold.handling.maintained(new Handling.Maintenance(it.at(), it.name(), it.until(), stops));
      if (stops) {
        fold.deadlines = fold.deadlines.paused(it.at());
      }
    }
  }

  /** What nobody was told of asks from here on, as if it were new. */
  void endMaintenance(Instant at) {
    Handling.Maintenance it = fold.handling.maintenance();
    if (it == null) {
      return;
    }
    fold.handling = fold.handling.maintained(null);
    if (it.stopsClock()) {
      fold.deadlines = fold.deadlines.resumed(at);
    }
    askAnew(at);
  }

  private void snooze(Event.Snoozed it) {
    if (fold.isUnderWay()) {
      fold.handling =
          fold.handling.snoozed(new Handling.Snooze(it.at(), it.by(), it.until(), it.reason()));
    }
  }

  private void endSnooze(Instant at) {
    if (fold.handling.snooze() != null) {
      fold.handling = fold.handling.snoozed(null);
      askAnew(at);
    }
  }

  /** People are asked from here on as if it were new; its contact has all of the time to answer. */
  void askAnew(Instant at) {
    if (fold.phase instanceof Phase.Waiting) {
      fold.phase = new Phase.Waiting(at);
    } else if (fold.phase instanceof Phase.Escalated it) {
      fold.phase = new Phase.Escalated(at, it.level(), it.to());
    }
  }

  private void takeOver(Event.TakenOver it) {
    if (fold.isUnderWay()) {
      fold.handling = fold.handling.assigned(it.by());
      fold.acknowledgement = null;
    }
  }

  /** The one who gets it has still to answer. */
  private void assign(Event.Reassigned it) {
    if (fold.isUnderWay()) {
      fold.handling = fold.handling.assigned(it.to()).snoozed(null);
      if (fold.acknowledgement != null && !fold.acknowledgement.by().equals(it.to())) {
        fold.endAcknowledgement(it.at());
      }
    }
  }

  private void absorb(Event.Absorbed it) {
    if (fold.isUnderWay()) {
      fold.handling = fold.handling.absorbed(it.groups());
      for (Alert alert : it.firing()) {
        fold.fire(new Event.AlertFired(it.at(), "", alert));
      }
    }
  }

  private void mergeInto(Event.MergedInto it) {
    if (fold.phase.isOpen()) {
      endMaintenance(it.at());
      fold.alerts.clearAll();
      fold.handling = fold.handling.mergedInto(it.other());
      fold.acknowledgement = null;
      fold.phase = new Phase.Closed(it.at(), Verdict.DUPLICATE);
    }
  }

  private void splitOff(Event.SplitOff it) {
    if (fold.isUnderWay()) {
      fold.alerts.leave(it.alerts());
      fold.handling = fold.handling.splitOff(it.alerts());
    }
  }

  private void reopenByHand(Instant at) {
    if (!fold.isUnderWay() && fold.handling.mergedInto() == null) {
      fold.newRound(at);
    }
  }
}
