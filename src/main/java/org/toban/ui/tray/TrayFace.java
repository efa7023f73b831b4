package org.toban.ui.tray;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.engine.Board;
import org.toban.source.SourceStatus;

/**
 * What the tray icon says at a glance: the worst active severity, and whether it can be believed.
 *
 * @param worst null when nothing is active
 * @param blind whether a source has not answered in time; never together with a plain green
 * @param active how many alerts are active
 */
public record TrayFace(@Nullable Severity worst, boolean blind, int active, boolean practice) {
  public static TrayFace of(Board board, Instant now) {
    boolean starting =
        board.sources().stream()
            .anyMatch(source -> source.health(now) == SourceStatus.Health.NEVER);
    int active =
        (int)
            board.rows().stream()
                .filter(row -> row.severity() != Severity.NONE)
                .filter(row -> row.alert().state() == org.toban.alert.Alert.State.ACTIVE)
                .count();
    return new TrayFace(board.worst(), board.isBlind(now) || starting, active, board.practice());
  }

  /** The same, when something else says that it cannot be believed. */
  public TrayFace doubted() {
    return new TrayFace(worst, true, active, practice);
  }

  /** Before the first board: nothing is known. */
  public static TrayFace unknown() {
    return new TrayFace(null, true, 0, false);
  }
}
