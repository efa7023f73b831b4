package org.toban.ui.tray;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.engine.Board;
import org.toban.incident.Duty;
import org.toban.incident.Roster;
import org.toban.source.SourceStatus;

/**
 * What the tray icon says at a glance: the worst active severity, and whether it can be believed.
 *
 * @param worst null when nothing is active
 * @param blind whether a source has not answered in time; never together with a plain green
 * @param active how many alerts are active
 * @param watch whether the person at this desk is on call
 */
public record TrayFace(
    @Nullable Severity worst, boolean blind, int active, boolean practice, Watch watch) {
  /** Whose turn it is, by the schedules of the team. */
  public enum Watch {
    /** There is no schedule, or it does not say. */
    UNSAID,
    MINE,
    ANOTHERS
  }

  public static TrayFace of(Board board, String person, Instant now) {
    boolean starting =
        board.sources().stream()
            .anyMatch(source -> source.health(now) == SourceStatus.Health.NEVER);
    int active =
        (int)
            board.rows().stream()
                .filter(row -> row.severity() != Severity.NONE)
                .filter(row -> row.alert().state() == org.toban.alert.Alert.State.ACTIVE)
                .count();
    return new TrayFace(
        board.worst(),
        board.isBlind(now) || starting,
        active,
        board.practice(),
        watch(board.roster(), person, now));
  }

  /** On call by any schedule is on call; off only when one says so of somebody else. */
  static Watch watch(Roster roster, String person, Instant now) {
    Watch watch = Watch.UNSAID;
    for (Roster.Rota rota : roster.rotas().values()) {
      if (rota.duty(now) instanceof Duty.OnCall it) {
        if (it.who().contains(person)) {
          return Watch.MINE;
        }
        watch = Watch.ANOTHERS;
      }
    }
    return watch;
  }

  /** The same, when something else says that it cannot be believed. */
  public TrayFace doubted() {
    return new TrayFace(worst, true, active, practice, watch);
  }

  /** Before the first board: nothing is known. */
  public static TrayFace unknown() {
    return new TrayFace(null, true, 0, false, Watch.UNSAID);
  }
}
