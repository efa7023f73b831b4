package org.toban.app;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.engine.Engine;
import org.toban.incident.Flow;
import org.toban.incident.Incident;
import org.toban.notice.desktop.Choice;
import org.toban.ui.Desk;
import org.toban.ui.parts.Seat;

/** The person at this desk, as its channels meet them: what they choose becomes commands. */
final class Sitting {
  private static final Duration SNOOZE = Duration.ofMinutes(30);
  private static final String REASON = "from the notification";

  private final Seat seat;
  private final AtomicReference<@Nullable Desk> desk;
  private final AtomicReference<@Nullable Engine> engine = new AtomicReference<>();

  Sitting(Seat seat, AtomicReference<@Nullable Desk> desk) {
    this.seat = seat;
    this.desk = desk;
  }

  /** Channels are made before the engine that they serve. */
  void at(Engine now) {
    engine.set(now);
  }

  Channels.Person person() {
    return new Channels.Person(this::choose, this::isLoud);
  }

  private void choose(Choice choice) {
    switch (choice.act()) {
      case OPEN, RUNBOOK -> open(choice.incident());
      case ACKNOWLEDGE ->
          command(new Command.Acknowledge(seat.person(), choice.incident(), REASON, null));
      case SNOOZE -> command(new Command.Snooze(seat.person(), choice.incident(), SNOOZE, REASON));
    }
  }

  private void open(String incident) {
    Desk now = desk.get();
    if (now != null) {
      now.open(incident);
    }
  }

  private void command(Command command) {
    Engine now = engine.get();
    if (now != null) {
      now.command(command);
    }
  }

  private boolean isLoud(String incident) {
    Engine now = engine.get();
    Board board = now == null ? null : now.feed().newest();
    Incident it = board == null ? null : board.incidents().get(incident);
    return it != null && Flow.isLoud(it);
  }
}
