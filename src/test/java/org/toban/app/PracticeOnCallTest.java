package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.engine.Board;
import org.toban.incident.Duty;
import org.toban.incident.Roster;
import org.toban.testbed.Server;

/** The practice teams have people on call, read from their calendars as in earnest. */
class PracticeOnCallTest {
  @ParameterizedTest
  @CsvSource({"ja,森 (訓練),林 (訓練),SRE 当番", "en,Mori,Hayashi,SRE on call"})
  void somebodyIsOnCallAtAnyTimeAndMeantByTheRunbooks(
      String language, String day, String night, String contact) {
    try (PracticeConsole practice =
        PracticeConsole.open(InstantSource.system(), Duration.ofMillis(100), language, List.of())) {
      Server.await(
          "both calendars",
          Duration.ofMinutes(1),
          () -> {
            Board board = practice.console().engine().feed().newest();
            return board != null
                && board.roster().rotas().size() == 2
                && board.roster().rotas().values().stream().allMatch(it -> it.readAt() != null);
          });
      Board board = practice.console().engine().feed().newest();
      assertThat(board).isNotNull();
      Instant now = board.at();
      Roster.Rota sre = board.roster().rotas().values().iterator().next();
      assertThat(sre.isStale(now)).isFalse();
      assertThat(sre.schedule().gaps(now, now.plus(Duration.ofDays(7)), List.of())).isEmpty();
      Set<String> people = new HashSet<>();
      for (int hour = 0; hour < 24; hour++) {
        Duty duty = sre.schedule().at(now.plus(Duration.ofHours(hour)), List.of());
        assertThat(duty)
            .isInstanceOfSatisfying(Duty.OnCall.class, it -> assertThat(it.who()).hasSize(1));
        people.addAll(((Duty.OnCall) duty).who());
      }
      assertThat(people).containsExactlyInAnyOrder(day, night);
      assertThat(board.roster().meant(List.of(contact), now)).contains(sre.duty(now));
    }
  }
}
