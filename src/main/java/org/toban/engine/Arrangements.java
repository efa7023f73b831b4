package org.toban.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.incident.Denial;
import org.toban.incident.Event;
import org.toban.incident.Flow;
import org.toban.incident.Incident;
import org.toban.notice.NoticePolicy;

/**
 * How people arrange incidents among themselves: what is asked for is done, or refused and kept.
 */
final class Arrangements {
  private final State state;
  private final Opening opening;

  Arrangements(State state, Opening opening) {
    this.state = state;
    this.opening = opening;
  }

  void obey(Command.Arrange command) {
    Incident incident = state.cases.get(command.incident());
    if (incident == null) {
      state.say(null, "incident.unknown", command.incident());
      return;
    }
    if (command instanceof Command.Link it) {
      link(incident, it);
    } else if (command instanceof Command.Reopen it) {
      reopen(incident, it);
    } else if (!incident.isUnderWay()) {
      state.deny(command, Denial.OVER, "");
    } else {
      arrange(incident, command);
    }
  }

  private void arrange(Incident incident, Command.Arrange command) {
    switch (command) {
      case Command.Snooze it -> snooze(incident, it);
      case Command.EndSnooze it -> endSnooze(incident, it);
      case Command.TakeOver it -> takeOver(incident, it);
      case Command.Reassign it -> reassign(incident, it);
      case Command.Merge it -> merge(incident, it);
      case Command.Split it -> split(incident, it);
      case Command.PauseDeadline it -> pause(incident, it);
      case Command.ResumeDeadline it -> resume(incident, it);
      case Command.Link _, Command.Reopen _ -> throw new IllegalArgumentException("done before");
    }
  }

  private void snooze(Incident incident, Command.Snooze it) {
    Duration longest = state.settings.answering().longestSnooze();
    if (it.length().isNegative() || it.length().isZero() || it.length().compareTo(longest) > 0) {
      state.deny(it, Denial.SNOOZE_LENGTH, "");
    } else if (incident.acknowledgement() != null) {
      state.deny(it, Denial.ACKNOWLEDGED, "");
    } else {
      Instant until = state.now.plus(it.length());
      state.cases.add(incident.id(), new Event.Snoozed(state.now, it.by(), until, it.reason()));
    }
  }

  private void endSnooze(Incident incident, Command.EndSnooze it) {
    if (incident.handling().snooze() == null) {
      state.deny(it, Denial.NOT_SNOOZED, "");
    } else {
      state.cases.add(incident.id(), new Event.SnoozeEnded(state.now, it.by()));
    }
  }

  private void takeOver(Incident incident, Command.TakeOver it) {
    Incident.Acknowledgement held = incident.acknowledgement();
    List<Event> events = new ArrayList<>();
    if (held != null && !held.by().equals(it.by())) {
      events.add(new Event.TakenOver(state.now, it.by(), held.by(), it.reason()));
    }
    events.add(new Event.Acknowledged(state.now, it.by(), it.reason(), null));
    state.cases.add(incident.id(), events);
  }

  private void reassign(Incident incident, Command.Reassign it) {
    if (it.to().isBlank()) {
      state.deny(it, Denial.NOBODY, "");
      return;
    }
    state.cases.add(
        incident.id(), new Event.Reassigned(state.now, it.by(), it.to().strip(), it.reason()));
    state.tell(incident.id(), NoticePolicy.Reason.ASSIGNED, it.reason());
  }

  private void merge(Incident from, Command.Merge it) {
    Incident into = state.cases.get(it.into());
    if (into == null || into.id().equals(from.id()) || !into.isUnderWay()) {
      state.deny(it, Denial.NO_TARGET, "");
      return;
    }
    if (from.running() != null) {
      state.deny(it, Denial.RUNNING, "");
      return;
    }
    List<Labels> groups = new ArrayList<>(from.handling().absorbed());
    groups.addFirst(from.group());
    List<Alert> firing = List.copyOf(from.firing().values());
    state.cases.add(from.id(), new Event.MergedInto(state.now, it.by(), into.id(), it.reason()));
    state.cases.add(
        into.id(), new Event.Absorbed(state.now, it.by(), from.id(), groups, firing, it.reason()));
    state.cases.takeGroups(into.id());
    firing.forEach(alert -> state.rows.link(alert.fingerprint(), into.id()));
    opening.raiseTo(into.id(), from);
  }

  private void split(Incident from, Command.Split it) {
    List<Alert> chosen =
        it.alerts().stream().distinct().map(from.firing()::get).filter(Objects::nonNull).toList();
    if (chosen.isEmpty() || chosen.size() == from.firing().size()) {
      state.deny(it, Denial.NO_PART, "");
      return;
    }
    String other = opening.split(from, chosen, it.by(), it.reason());
    state.cases.add(
        from.id(),
        new Event.SplitOff(
            state.now,
            it.by(),
            other,
            chosen.stream().map(Alert::fingerprint).toList(),
            it.reason()));
  }

  private void link(Incident one, Command.Link it) {
    Incident other = state.cases.get(it.other());
    if (other == null || other.id().equals(one.id())) {
      state.deny(it, Denial.NO_TARGET, "");
    } else if (one.handling().links().contains(other.id())) {
      state.deny(it, Denial.LINKED, "");
    } else {
      state.cases.add(one.id(), new Event.Linked(state.now, it.by(), other.id(), it.reason()));
      state.cases.add(other.id(), new Event.Linked(state.now, it.by(), one.id(), it.reason()));
    }
  }

  private void reopen(Incident incident, Command.Reopen it) {
    if (incident.isUnderWay()) {
      state.deny(it, Denial.OPEN, "");
    } else if (!Flow.mayReopen(incident, state.now, state.timing.reopenWindow())) {
      state.deny(it, Denial.TOO_LATE, "");
    } else {
      state.cases.add(incident.id(), new Event.ReopenedByHand(state.now, it.by(), it.reason()));
    }
  }

  private void pause(Incident incident, Command.PauseDeadline it) {
    boolean counts = incident.deadline() != null && incident.respondedAt() == null;
    boolean recovers = incident.deadlines().recovery() != null;
    if (incident.deadlines().pausedSince() != null || !(counts || recovers)) {
      state.deny(it, Denial.NO_CLOCK, "");
    } else if (it.reason().isBlank()) {
      state.deny(it, Denial.NO_REASON, "");
    } else {
      state.cases.add(incident.id(), new Event.DeadlinePaused(state.now, it.by(), it.reason()));
    }
  }

  private void resume(Incident incident, Command.ResumeDeadline it) {
    if (incident.deadlines().pausedSince() == null) {
      state.deny(it, Denial.NOT_PAUSED, "");
    } else {
      state.cases.add(incident.id(), new Event.DeadlineResumed(state.now, it.by(), ""));
    }
  }
}
