package org.toban.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Severity;
import org.toban.incident.Cause;
import org.toban.incident.Event;
import org.toban.incident.Flow;
import org.toban.incident.Incident;
import org.toban.incident.Policy;
import org.toban.incident.ResponseTime;
import org.toban.notice.NoticePolicy;
import org.toban.runbook.Runbook;

/** New firings to incidents: they join an open one of their group, reopen one, or make one. */
final class Opening {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");
  private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  private static final int ID_LETTERS = 4;

  private final State state;
  private final Remedies remedies;

  Opening(State state, Remedies remedies) {
    this.state = state;
    this.remedies = remedies;
  }

  boolean isDue(Board.Row row) {
    return switch (Flow.reactionTo(row.alert().state(), row.severity())) {
      case PAGE, NOTIFY -> true;
      case RECORD, NOTHING -> false;
    };
  }

  void respondTo(Collection<Board.Row> fresh) {
    Map<Cases.Group, List<Board.Row>> groups = new LinkedHashMap<>();
    for (Board.Row row : fresh) {
      groups.computeIfAbsent(group(row), group -> new ArrayList<>()).add(row);
    }
    groups.forEach(this::respondTo);
  }

  private Cases.Group group(Board.Row row) {
    return new Cases.Group(Flow.group(row.alert(), state.settings.groupBy()), row.severity());
  }

  private void respondTo(Cases.Group group, List<Board.Row> fresh) {
    Incident current = state.cases.newest(group);
    List<Board.Row> unknown = new ArrayList<>(fresh);
    if (current != null) {
      // known to it already: it was closed while they fired, or this program has just started
      unknown.removeIf(row -> current.firing().containsKey(row.fingerprint()));
      fresh.stream()
          .filter(row -> !unknown.contains(row))
          .forEach(row -> state.rows.link(row.fingerprint(), current.id()));
    }
    if (unknown.isEmpty()) {
      return;
    }
    boolean continues =
        current != null && Flow.continues(current, state.now, state.timing.reopenWindow());
    if (current != null && continues) {
      join(current, unknown);
    } else {
      open(group, unknown);
    }
  }

  private void join(Incident current, List<Board.Row> rows) {
    String id = current.id();
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
      remedies.choose(id);
    }
  }

  private void fire(String id, List<Board.Row> rows) {
    List<Event> events = new ArrayList<>();
    for (Board.Row row : rows) {
      events.add(new Event.AlertFired(state.now, row.sources().getFirst(), row.alert()));
      state.rows.link(row.fingerprint(), id);
    }
    state.cases.add(id, events);
  }

  private void open(Cases.Group group, List<Board.Row> rows) {
    Board.Row first = rows.getFirst();
    String id = newId(first.alert());
    state.cases.open(id, opened(group, first));
    fire(id, rows);
    state.tell(id, NoticePolicy.Reason.NEW, summary(first.alert()));
    remedies.choose(id);
  }

  private Event.Opened opened(Cases.Group group, Board.Row row) {
    Policy policy = row.policy();
    Alert alert = row.alert();
    ResponseTime time = policy.responseTime();
    Runbook runbook = state.library.runbookFor(alert).orElse(null);
    return new Event.Opened(
        state.now,
        policy.name().isBlank() ? "(no name)" : policy.name(),
        alert.name(),
        group.labels(),
        row.severity(),
        policy,
        time == null ? null : time.due(state.now, state.settings.calendar()),
        runbook == null ? null : runbook.id(),
        contacts(runbook),
        why(policy, alert, row.severity()));
  }

  private static List<String> contacts(@Nullable Runbook runbook) {
    return runbook == null
        ? List.of()
        : runbook.contacts().stream()
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
    String text = alert.annotations().get("summary");
    return text != null ? text : alert.annotations().getOrDefault("description", "");
  }

  /** From the console, the time and the alert, so that a step stays a function of its input. */
  private String newId(Alert alert) {
    String day = DAY.format(LocalDate.ofInstant(state.now, state.settings.calendar().zone()));
    for (int turn = 0; ; turn++) {
      String id =
          "INC-"
              + day
              + "-"
              + letters(
                  turn
                      + "|"
                      + state.settings.console()
                      + "|"
                      + state.now
                      + "|"
                      + alert.fingerprint());
      if (!state.cases.isTaken(id)) {
        return id;
      }
    }
  }

  private static String letters(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      StringBuilder letters = new StringBuilder();
      for (int i = 0; i < ID_LETTERS; i++) {
        letters.append(LETTERS.charAt(Math.floorMod(hash[i], LETTERS.length())));
      }
      return letters.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
