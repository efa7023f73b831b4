package org.toban.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.incident.Cause;
import org.toban.incident.Event;
import org.toban.incident.Flow;
import org.toban.incident.Incident;
import org.toban.incident.IncidentId;
import org.toban.incident.Policy;
import org.toban.incident.ResponseTime;
import org.toban.notice.NoticePolicy;
import org.toban.runbook.Runbook;

/** New firings to incidents: they join an open one of their group, reopen one, or make one. */
final class Opening {
  private final State state;
  private final Choice choice;
  private final Storms storms;

  Opening(State state, Choice choice) {
    this.state = state;
    this.choice = choice;
    this.storms = new Storms(state);
  }

  boolean isDue(Board.Row row) {
    return switch (Flow.reactionTo(row.alert().state(), row.severity())) {
      case PAGE, NOTIFY -> true;
      case RECORD, NOTHING -> false;
    };
  }

  void respondTo(Collection<Board.Row> fresh) {
    Map<String, List<Board.Row>> joining = new LinkedHashMap<>();
    Map<Labels, List<Board.Row>> opening = new LinkedHashMap<>();
    for (Board.Row row : fresh) {
      Labels group = group(row.alert());
      Incident home = home(row, group);
      if (home == null) {
        opening.computeIfAbsent(group, it -> new ArrayList<>()).add(row);
      } else if (home.firing().containsKey(row.fingerprint())) {
        // known to it already: it was closed while this fired, or this program has just started
        state.rows.link(row.fingerprint(), home.id());
      } else {
        joining.computeIfAbsent(home.id(), it -> new ArrayList<>()).add(row);
      }
    }
    joining.forEach(this::join);
    storms.gathered(opening).forEach(this::open);
  }

  private Labels group(Alert alert) {
    return Flow.group(alert, state.settings.groupBy(), state.settings.answering().serverGroups());
  }

  /** The incident that an alert belongs to; null when it makes a new one. */
  private @Nullable Incident home(Board.Row row, Labels group) {
    return Stream.of(
            state.cases.splitOff(row.fingerprint()),
            state.cases.newest(group),
            storms.of(row.alert()))
        .filter(it -> it != null && takes(it, row))
        .findFirst()
        .orElse(null);
  }

  /** What is over is not taken up again, with its pages, by something less severe. */
  private boolean takes(Incident it, Board.Row row) {
    if (it.firing().containsKey(row.fingerprint())) {
      return true;
    }
    return Flow.continues(it, state.now, state.timing.reopenWindow())
        && (it.isUnderWay() || !it.severity().worseThan(row.severity()));
  }

  private void join(String id, List<Board.Row> rows) {
    Incident current = state.cases.require(id);
    boolean again = current.firing().isEmpty();
    if (again) {
      state.cases.add(
          id,
          new Event.Reopened(
              state.now, Cause.FIRED_AGAIN_WITH.said(rows.getFirst().alert().labels())));
    }
    fire(id, rows);
    if (again) {
      state.tell(id, NoticePolicy.Reason.FIRED_AGAIN, "");
    }
    raise(id, worst(rows));
    if (again) {
      choice.choose(id);
    }
  }

  private static Board.Row worst(List<Board.Row> rows) {
    return rows.stream().min(Comparator.comparing(Board.Row::severity)).orElseThrow();
  }

  /** A merged incident is as severe as the worse of the two. */
  void raiseTo(String id, Incident other) {
    if (other.severity().worseThan(state.cases.require(id).severity())) {
      state.cases.add(
          id,
          new Event.SeverityRaised(
              state.now,
              other.severity(),
              other.policy(),
              other.respondedAt() == null ? other.deadline() : null,
              other.deadlines().recovery(),
              Cause.MERGED_WITH.said(other.id())));
      state.tell(id, NoticePolicy.Reason.RAISED, "");
    }
  }

  /** A critical alert that joins a warning makes it critical. */
  private void raise(String id, Board.Row row) {
    if (row.severity().worseThan(state.cases.require(id).severity())) {
      state.cases.add(
          id,
          new Event.SeverityRaised(
              state.now,
              row.severity(),
              row.policy(),
              due(row.policy()),
              recovery(row.severity()),
              why(row.policy(), row.alert(), row.severity())));
      state.tell(id, NoticePolicy.Reason.RAISED, summary(row.alert()));
    }
  }

  private @Nullable Instant due(Policy policy) {
    ResponseTime time = policy.responseTime();
    return time == null ? null : time.due(state.now, state.settings.calendar());
  }

  private @Nullable Instant recovery(Severity severity) {
    Duration time = state.settings.answering().recovery().get(severity);
    return time == null ? null : state.now.plus(time);
  }

  private void fire(String id, List<Board.Row> rows) {
    List<Event> events = new ArrayList<>();
    for (Board.Row row : rows) {
      events.add(new Event.AlertFired(state.now, row.sources().getFirst(), row.alert()));
      state.rows.link(row.fingerprint(), id);
    }
    state.cases.add(id, events);
  }

  private void open(Labels group, List<Board.Row> rows) {
    Board.Row first = worst(rows);
    String id = newId(first.alert());
    state.cases.open(id, List.of(opened(group, first)));
    fire(id, rows);
    state.tell(id, NoticePolicy.Reason.NEW, summary(first.alert()));
    choice.choose(id);
  }

  private Event.Opened opened(Labels group, Board.Row row) {
    Policy policy = row.policy();
    Alert alert = row.alert();
    Runbook runbook = state.library.runbookFor(alert).orElse(null);
    return new Event.Opened(
        state.now,
        policy.name().isBlank() ? "(no name)" : policy.name(),
        alert.name(),
        group,
        row.severity(),
        policy,
        due(policy),
        runbook == null ? null : runbook.id(),
        contacts(runbook),
        why(policy, alert, row.severity()),
        state.settings.answering().planFor(alert, policy),
        recovery(row.severity()),
        runbook == null ? null : runbook.kept());
  }

  /** Takes alerts of an incident to one of their own. */
  String split(Incident from, List<Alert> alerts, String by, String reason) {
    Alert first = alerts.getFirst();
    String id = newId(first);
    List<Event> events = new ArrayList<>();
    events.add(
        new Event.Opened(
            state.now,
            from.name(),
            from.alertName(),
            from.group(),
            from.severity(),
            from.policy(),
            due(from.policy()),
            from.runbook(),
            from.contacts(),
            Cause.SPLIT_FROM.said(from.id()),
            from.escalation(),
            recovery(from.severity()),
            from.book()));
    alerts.forEach(alert -> events.add(new Event.AlertFired(state.now, "", alert)));
    events.add(new Event.SplitFrom(state.now, by, from.id(), reason));
    state.cases.open(id, events);
    alerts.forEach(alert -> state.rows.link(alert.fingerprint(), id));
    choice.choose(id);
    return id;
  }

  private static List<String> contacts(@Nullable Runbook runbook) {
    return Stream.ofNullable(runbook)
        .flatMap(it -> it.contacts().stream())
        .map(Runbook.Contact::who)
        .filter(who -> !who.isBlank())
        .toList();
  }

  private static String why(Policy policy, Alert alert, Severity severity) {
    if (!policy.origin().equals("default")) {
      return Cause.POLICY_SEVERITY.said(severity, policy.origin());
    }
    String label = alert.labels().get("severity");
    return label == null
        ? Cause.NO_SEVERITY.said(severity)
        : Cause.LABEL_SEVERITY.said(severity, label);
  }

  private static String summary(Alert alert) {
    String text = alert.annotations().getOrDefault("description", "");
    return alert.annotations().getOrDefault("summary", text);
  }

  private String newId(Alert alert) {
    return IncidentId.of(
        LocalDate.ofInstant(state.now, state.settings.calendar().zone()),
        state.settings.console() + "|" + state.now + "|" + alert.fingerprint(),
        state.cases::isTaken);
  }
}
