package org.toban.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.toban.alert.Alerts;
import org.toban.engine.Board;
import org.toban.runbook.Library;
import org.toban.runbook.Trust;
import org.toban.source.Reading;
import org.toban.source.SourceStatus;
import org.toban.source.Vitals;
import org.toban.source.fault.Fault;
import org.toban.testbed.Server;
import org.toban.ui.board.SourceWords;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.FxPulse;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Preferences.Language;
import org.toban.ui.tray.TrayState;

/** What the desk and the tray say of sources, and of Toban itself, that cannot be believed. */
class DoubtTest {
  private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");

  private final Times english = new Times(Words.of(Language.ENGLISH), Boards.ZONE);

  /** T35: the window's thread is blocked; another sees it. */
  @Test
  void aFrozenWindowIsSeenByAnotherThread() {
    OnScreen.startToolkit();
    FxPulse pulse = new FxPulse();
    assertThat(pulse.stillFor()).isZero();
    CountDownLatch end = new CountDownLatch(1);
    FxFeed.onFx(() -> {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    Server.await(
        "it stands still",
        Duration.ofMinutes(1),
        () -> pulse.stillFor().compareTo(Duration.ofMillis(1500)) > 0);
    end.countDown();
    Server.await(
        "it moves again",
        Duration.ofMinutes(1),
        () -> pulse.stillFor().compareTo(Duration.ofMillis(500)) < 0);
  }

  private static SourceStatus answered(long secondsAgo, Vitals vitals) {
    Instant at = NOW.minusSeconds(secondsAgo);
    return SourceStatus.unasked(Boards.settings("prod"))
        .after(new Reading.Complete("prod", at, Alerts.none(), Duration.ZERO, vitals));
  }

  private static SourceStatus fine() {
    return answered(3, Vitals.unknown());
  }

  private String reason(SourceStatus source) {
    return SourceWords.reason(source, NOW, english);
  }

  @Test
  void everyStateOfASourceHasItsWords() {
    assertThat(reason(fine())).isEqualTo("live");
    assertThat(reason(answered(3, new Vitals(NOW, Duration.ofSeconds(93), null))))
        .isEqualTo("restarted, alerts may be missing for 1m 30s");
    assertThat(reason(answered(40, Vitals.unknown()))).isEqualTo("late");
    assertThat(
            reason(
                SourceStatus.unasked(Boards.settings("prod"))
                    .remembering(NOW.minusSeconds(180), 7)))
        .isEqualTo("from before the restart, 3m 00s ago");
    assertThat(reason(fine().lacking(List.of("Watchdog"))))
        .isEqualTo("Watchdog is missing: alerts may be lost on the way");
    assertThat(reason(answered(3, new Vitals(null, Duration.ZERO, Duration.ofSeconds(31)))))
        .isEqualTo("live · clock 31s ahead");
    assertThat(reason(answered(3, new Vitals(null, Duration.ZERO, Duration.ofSeconds(-3600)))))
        .isEqualTo("live · clock 1h 00m behind");
    assertThat(reason(answered(3, new Vitals(null, Duration.ZERO, Duration.ofSeconds(30)))))
        .isEqualTo("live");
    assertThat(reason(fine().after(failed()))).isEqualTo("unreachable: refused");
  }

  private static Reading failed() {
    return new Reading.Failed("prod", NOW, new Fault.Unreachable("refused"));
  }

  private static Board board(SourceStatus... sources) {
    return new Board(
        NOW,
        List.of(sources),
        List.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Trust.nothing(),
        null,
        null,
        List.of(),
        Library.empty(),
        Boards.inventory(),
        false);
  }

  private static TrayState tray(@Nullable Board board, Set<String> stuck, Language language) {
    Times times = new Times(Words.of(language), Boards.ZONE);
    return TrayWords.of(
        board,
        stuck,
        "sato",
        NOW,
        times,
        new TrayWords.Actions() {
          @Override
          public void open() {}

          @Override
          public void hold(boolean on) {}

          @Override
          public void poll() {}

          @Override
          public void quit() {}
        });
  }

  @Test
  void theTrayNamesWhatCannotBeBelieved() {
    TrayState quiet = tray(board(fine()), Set.of(), Language.ENGLISH);
    assertThat(quiet.face().blind()).isFalse();
    assertThat(quiet.detail()).isEqualTo("nothing fires");
    TrayState late = tray(board(fine().after(failed())), Set.of(), Language.ENGLISH);
    assertThat(late.face().blind()).isTrue();
    assertThat(late.detail())
        .startsWith("blind · nothing fires\nprod: unreachable: refused, last answer ");
    TrayState young =
        tray(
            board(answered(3, new Vitals(NOW, Duration.ofSeconds(93), null))),
            Set.of(),
            Language.ENGLISH);
    assertThat(young.face().blind()).isTrue();
    assertThat(young.detail()).contains("prod: just restarted");
    TrayState stuck = tray(board(fine()), Set.of("engine", "desk"), Language.ENGLISH);
    assertThat(stuck.face().blind()).isTrue();
    assertThat(stuck.detail()).contains("Toban itself stands still: desk, engine");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyLanguageHasTheWords(Language language) {
    TrayState all =
        tray(
            board(
                fine().after(failed()),
                fine().lacking(List.of("Watchdog")),
                SourceStatus.unasked(Boards.settings("prod")),
                answered(3, new Vitals(NOW, Duration.ofSeconds(93), null))),
            Set.of("engine"),
            language);
    assertThat(all.detail().lines()).hasSize(6).noneMatch(String::isBlank);
  }
}
