package org.toban.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.config.HoldFile;
import org.toban.config.MaintenanceFile;
import org.toban.config.Places;
import org.toban.config.PushToken;
import org.toban.config.RunbookFolder;
import org.toban.config.Settings;
import org.toban.config.TrustFile;
import org.toban.engine.Board;
import org.toban.engine.EngineSettings;
import org.toban.engine.Estate;
import org.toban.engine.Parts;
import org.toban.notice.Channel;
import org.toban.remedy.SshSettings;
import org.toban.runbook.Library;
import org.toban.runbook.Trust;
import org.toban.source.Doorbell;
import org.toban.source.SourceSettings;
import org.toban.source.logs.LogRule;
import org.toban.source.oncall.ScheduleFeed;

/**
 * What a console is opened on.
 *
 * @param logs rules over logs; those that are watched are sources of the estate, too
 * @param schedules where it is read who is on call
 * @param roster where their last reading is kept for the next start; null for nowhere
 * @param history the file of the event store
 * @param push where notifications ring, null when nowhere
 * @param lastBoard where the newest board is kept for the next start; null for nowhere
 * @param runbooks folders to read again when they change; without any for the shipped set
 */
record Plan(
    EngineSettings engine,
    Estate estate,
    List<LogRule> logs,
    List<ScheduleFeed> schedules,
    @Nullable Path roster,
    SshSettings ssh,
    Path history,
    @Nullable Path lastBoard,
    RunbookFolder runbooks,
    Doorbell.@Nullable Place push,
    List<Channel> channels,
    Parts.Approvals approvals,
    Parts.Holds holds,
    Parts.Maintenances maintenances) {

  Plan {
    channels = List.copyOf(channels);
    logs = List.copyOf(logs);
    schedules = List.copyOf(schedules);
  }

  /** The console of a team: everything as its configuration says. */
  static Plan real(Settings settings, Places places, List<Channel> channels) {
    TrustFile trust = new TrustFile(places.trustFile());
    HoldFile hold = new HoldFile(places.holdFile());
    return new Plan(
        settings.engine(),
        estate(settings, trust.read(), hold.read().orElse(null)),
        settings.logs(),
        settings.schedules(),
        places.rosterFile(),
        settings.ssh(),
        settings.history(),
        places.boardFile(),
        new RunbookFolder(settings.runbooks()),
        push(settings, places),
        channels,
        trust,
        hold::save,
        new MaintenanceFile(places.maintenanceFile()));
  }

  /**
   * A look that changes nothing: nobody is notified, nothing runs by itself, and what is stored
   * goes into a file of its own.
   */
  static Plan look(Settings settings, Path history) {
    Board.Hold hold = new Board.Hold(Instant.EPOCH, "toban watch --once", "only looks");
    return new Plan(
        settings.engine(),
        estate(settings, Trust.nothing(), hold).withoutInspections(),
        settings.logs(),
        settings.schedules(),
        null,
        settings.ssh(),
        history,
        null,
        new RunbookFolder(List.of()),
        null,
        List.of(),
        Parts.Approvals.unkept(),
        (on, at, by, reason) -> {},
        (name, window, at) -> {});
  }

  /**
   * Where notifications ring, with the token of this user; null when the configuration has none.
   */
  static Doorbell.@Nullable Place push(Settings settings, Places places) {
    if (settings.push() == null) {
      return null;
    }
    try {
      return new Doorbell.Place(settings.push(), new PushToken(places.pushTokenFile()).read());
    } catch (IOException e) {
      throw new Failure("the token of 'push' cannot be had: " + e.getMessage(), e);
    }
  }

  private static Estate estate(Settings settings, Trust trust, Board.@Nullable Hold hold) {
    Library library =
        settings.runbooks().isEmpty()
            ? RunbookFolder.shipped(settings.language())
            : new RunbookFolder(settings.runbooks()).read();
    return new Estate(watched(settings), settings.inventory(), library, trust, hold);
  }

  /** Everything that is polled for alerts. */
  static List<SourceSettings> watched(Settings settings) {
    List<SourceSettings> watched = new ArrayList<>(settings.sources());
    settings.logs().stream().filter(LogRule::isWatched).map(LogRule::server).forEach(watched::add);
    return watched;
  }
}
