package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.toban.drill.Scenario;
import org.toban.engine.Board;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.notice.desktop.Choice;
import org.toban.testbed.Server;
import org.toban.ui.parts.Seat;

/** A button of a notification acts as whoever sits here then, and pages go to who is on call. */
class SittingTest {
  private static final Duration SOON = Duration.ofMinutes(2);

  @Test
  void aNotificationsButtonIsPressedByWhoActsNow() {
    Seat seat = new Seat("sato");
    Sitting sitting = new Sitting(seat, new AtomicReference<>());
    try (PracticeConsole practice =
        PracticeConsole.open(InstantSource.system(), Duration.ofMillis(100), "en", List.of())) {
      sitting.at(practice.console().engine());
      practice.estate().play(Scenario.named("service-down").orElseThrow());
      Server.await("an incident", SOON, () -> incident(practice) != null);
      String id = incident(practice).id();
      assertThat(practice.console().history().events(id))
          .filteredOn(Event.Asked.class::isInstance)
          .extracting(it -> ((Event.Asked) it).who())
          .isNotEmpty()
          .allMatch(who -> List.of("Mori", "Hayashi").contains(who));
      seat.take("Aoki");
      sitting.person().chosen().accept(new Choice(id, Choice.Act.ACKNOWLEDGE));
      Server.await("taken", SOON, () -> incident(practice).acknowledgement() != null);
      assertThat(incident(practice).acknowledgement().by()).isEqualTo("Aoki");
    }
  }

  private static Incident incident(PracticeConsole practice) {
    Board board = practice.console().engine().feed().newest();
    return board == null
        ? null
        : board.incidents().values().stream()
            .filter(it -> it.isOpen() && it.handling().asked() != null)
            .findFirst()
            .orElse(null);
  }
}
