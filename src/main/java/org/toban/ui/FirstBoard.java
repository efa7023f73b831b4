package org.toban.ui;

import java.time.Duration;
import java.time.Instant;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.source.SourceStatus;
import org.toban.source.SourceStatus.Health;
import org.toban.ui.board.Shown;

/**
 * Tells the log, once, how long a person waited for the first board: from the start of the program
 * until every source has answered and the lines are on the screen.
 */
final class FirstBoard implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(FirstBoard.class);

  private final Scene scene;
  private final ObservableValue<@Nullable Shown> boards;

  private FirstBoard(Scene scene, ObservableValue<@Nullable Shown> boards) {
    this.scene = scene;
    this.boards = boards;
  }

  static void tell(Scene scene, ObservableValue<@Nullable Shown> boards) {
    scene.addPostLayoutPulseListener(new FirstBoard(scene, boards));
  }

  @Override
  public void run() {
    Shown shown = boards.getValue();
    Instant now = Instant.now();
    if (shown == null
        || shown.board().sources().stream().anyMatch(it -> isAwaited(it, now))
        || !(scene.lookup("#board-list") instanceof ListView<?> list)
        || list.getItems().size() < shown.rows().lines().size()) {
      return;
    }
    scene.removePostLayoutPulseListener(this);
    int alerts = shown.rows().sums().total();
    ProcessHandle.current()
        .info()
        .startInstant()
        .ifPresent(start ->
            LOG.info(
                "the first board, of {} alerts, came {} ms after the start",
                alerts,
                Duration.between(start, now).toMillis()));
  }

  private static boolean isAwaited(SourceStatus source, Instant now) {
    return source.health(now) == Health.NEVER;
  }
}
