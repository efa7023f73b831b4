package org.toban.ui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.toban.engine.Board;
import org.toban.incident.Duty;
import org.toban.incident.Incident;
import org.toban.incident.Roster;
import org.toban.incident.Schedule;
import org.toban.runbook.Runbook;
import org.toban.ui.parts.Seat;

/** The names that a board knows, each once, with whence; those most likely to sit here first. */
final class People {
  private final Board board;
  private final Instant now;
  private final Map<String, Known> known = new LinkedHashMap<>();

  /** Whence a name is known; its text has the key {@code person.WHENCE}. */
  enum Whence {
    HERE,
    CONFIGURED,
    ON_CALL,
    NEXT,
    ACTED,
    CONTACT
  }

  /**
   * A name.
   *
   * @param of the schedule, the incident or the runbook; empty without one
   */
  record Known(String name, Whence whence, String of) {}

  private People(Board board, Instant now) {
    this.board = board;
    this.now = now;
  }

  static List<Known> of(Board board, Seat seat, Instant now) {
    People people = new People(board, now);
    people.add(seat.person(), Whence.HERE, "");
    people.add(seat.configured(), Whence.CONFIGURED, "");
    people.onCall();
    people.acted();
    people.contacts();
    return new ArrayList<>(people.known.values());
  }

  private void add(String name, Whence whence, String of) {
    String shown = name.strip();
    if (Seat.isName(shown)) {
      known.putIfAbsent(shown, new Known(shown, whence, of));
    }
  }

  private void onCall() {
    for (Roster.Rota rota : board.roster().rotas().values()) {
      onCall(rota.duty(now), Whence.ON_CALL, rota);
    }
    for (Roster.Rota rota : board.roster().rotas().values()) {
      Schedule.Turn next = rota.next(now);
      if (next != null) {
        onCall(next.duty(), Whence.NEXT, rota);
      }
    }
  }

  private void onCall(Duty duty, Whence whence, Roster.Rota rota) {
    if (duty instanceof Duty.OnCall it) {
      it.who().forEach(who -> add(who, whence, rota.name()));
    }
  }

  /** Who has done something in an incident that is open; the one that moved last first. */
  private void acted() {
    board.incidents().values().stream()
        .filter(Incident::isOpen)
        .sorted(Comparator.comparing(Incident::movedAt).reversed())
        .forEach(it -> actors(it).forEach(who -> add(who, Whence.ACTED, it.id())));
  }

  private static Stream<String> actors(Incident it) {
    Incident.Acknowledgement taken = it.acknowledgement();
    return Stream.of(
            Stream.ofNullable(taken == null ? null : taken.by()),
            Stream.ofNullable(it.handling().assignee()),
            it.runs().stream().map(run -> run.intent().by()),
            it.checks().values().stream().map(Incident.Check::by))
        .flatMap(all -> all);
  }

  /** A contact that is a schedule is nobody's name. */
  private void contacts() {
    for (Runbook runbook : board.library().runbooks()) {
      for (Runbook.Contact contact : runbook.contacts()) {
        if (board.roster().meant(List.of(contact.who()), now).isEmpty()) {
          add(contact.who(), Whence.CONTACT, runbook.title());
        }
      }
    }
  }
}
