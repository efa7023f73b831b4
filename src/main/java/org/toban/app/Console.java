package org.toban.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.app.kept.BoardKeeper;
import org.toban.app.kept.RosterKeeper;
import org.toban.app.panel.DeskPanels;
import org.toban.app.panel.PanelWitness;
import org.toban.engine.Engine;
import org.toban.engine.Input;
import org.toban.engine.Parts;
import org.toban.history.HistoryFault;
import org.toban.history.LastBoardFile;
import org.toban.history.SqliteHistory;
import org.toban.notice.Channel;
import org.toban.remedy.Runner;
import org.toban.remedy.request.Runners;
import org.toban.source.Doorbell;
import org.toban.source.Poller;
import org.toban.source.Source;
import org.toban.source.logs.LogBook;
import org.toban.source.logs.LogRule;
import org.toban.source.silence.SilencePoller;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Preferences;

/** A console that runs: the engine and everything around it but the desk. */
final class Console implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Console.class);
  private static final Duration SHORT = Duration.ofSeconds(2);

  private final Closers closers;
  private final Engine engine;
  private final SqliteHistory history;
  private final Vigil vigil;
  private final InstantSource clock;
  private final LogBook logs;
  private final DeskPanels panels;

  private Console(
      Closers closers,
      Engine engine,
      SqliteHistory history,
      LogBook logs,
      DeskPanels panels,
      Vigil vigil,
      InstantSource clock) {
    this.logs = logs;
    this.panels = panels;
    this.vigil = vigil;
    this.clock = clock;
    this.closers = closers;
    this.engine = engine;
    this.history = history;
  }

  /**
   * Opens everything in the order in which it is needed; closing goes back the same way. One long
   * method on purpose: who wants to know what runs, and in which order, reads it here from top to
   * bottom.
   */
  static Console open(Plan plan, InstantSource clock) {
    Closers closers = new Closers();
    try {
      String problem = null;
      SqliteHistory history;
      try {
        history = SqliteHistory.open(plan.history());
      } catch (HistoryFault e) {
        LOG.error("the history cannot be used", e);
        Path standIn = standIn(closers);
        problem = e.getMessage() + "; events are kept in " + standIn + " until Toban ends";
        history = SqliteHistory.open(standIn);
      }
      closers.push("history", Duration.ofSeconds(10), history);

      Runner runner =
          closers.push("remedies", SHORT, Runners.of(plan.ssh(), plan.estate().inventory()));
      for (Channel channel : plan.channels()) {
        closers.push("channel " + channel.name(), SHORT, channel);
      }

      AtomicReference<@Nullable Poller> poller = new AtomicReference<>();
      AtomicReference<@Nullable Engine> started = new AtomicReference<>();
      SilencePoller silences =
          closers.push(
              "silences",
              SHORT,
              new SilencePoller(
                  plan.estate().sources(),
                  clock,
                  (at, source, answer) ->
                      take(started.get(), new Input.SilencesRead(at, source, answer))));
      DeskPanels panels =
          DeskPanels.of(
              plan.estate().sources(),
              plan.logs(),
              () -> Optional.ofNullable(started.get()).map(it -> it.feed().newest()).orElse(null));
      Parts parts =
          new Parts(
              history,
              runner,
              plan.channels(),
              source -> poke(poller.get(), source),
              plan.approvals(),
              plan.holds(),
              plan.maintenances(),
              silences,
              new PanelWitness(panels, times(plan)),
              clock);
      Engine engine = new Engine(plan.engine(), plan.estate(), parts);
      // before its first step, so that its first page knows who is on call
      closers.push(
          "schedules",
          SHORT,
          RosterKeeper.start(plan.schedules(), plan.roster(), clock, engine::take));
      engine.start();
      started.set(engine);
      closers.push("engine", Duration.ofSeconds(10), engine);
      if (problem != null) {
        engine.take(new Input.HistoryChanged(clock.instant(), problem));
      }
      history.notices().forEach(notice -> LOG.warn("history: {}", notice));

      if (plan.lastBoard() != null) {
        LastBoardFile file = new LastBoardFile(plan.lastBoard());
        closers.push(
            "last board",
            SHORT,
            BoardKeeper.start(file, clock, engine::take, engine.feed()::newest));
      }

      Rereading.start(plan, engine::take, clock, closers);

      List<Source> sources = sources(plan);
      Poller polling =
          new Poller(
              sources,
              clock,
              reading -> {
                engine.read(reading);
                silences.follow(reading);
              });
      poller.set(polling);
      closers.push("sources", Duration.ofSeconds(3), polling);
      if (plan.push() != null) {
        openDoorbell(plan.push(), sources, polling, engine, clock)
            .ifPresent(it -> closers.push("push", SHORT, it));
      }

      Vigil vigil =
          new Vigil(
              Vigil.PATIENCE,
              polling::stuck,
              engine::stillFor,
              engine::take,
              plan.channels(),
              clock,
              plan.engine().desk().language());
      closers.push("vigil", SHORT, vigil);
      return new Console(closers, engine, history, new LogBook(plan.logs()), panels, vigil, clock);
    } catch (RuntimeException e) {
      closers.close();
      throw e;
    }
  }

  /** As evidence is written: in the language of messages and the zone of the team. */
  private static Times times(Plan plan) {
    boolean japanese = plan.engine().desk().language().getLanguage().equals("ja");
    return new Times(
        Words.of(japanese ? Preferences.Language.JAPANESE : Preferences.Language.ENGLISH),
        plan.engine().calendar().zone());
  }

  private static List<Source> sources(Plan plan) {
    Map<String, LogRule> logs = new HashMap<>();
    plan.logs().forEach(rule -> logs.put(rule.name(), rule));
    return plan.estate().sources().stream()
        .flatMap(it -> {
          LogRule rule = logs.get(it.name());
          return rule == null ? Source.allOf(it).stream() : Stream.of(rule.source());
        })
        .toList();
  }

  private static void take(@Nullable Engine engine, Input input) {
    if (engine != null) {
      engine.take(input);
    }
  }

  /** Without the door everything works, only later: so that is told, and not the end. */
  private static Optional<Doorbell> openDoorbell(
      Doorbell.Place place,
      List<Source> sources,
      Poller polling,
      Engine engine,
      InstantSource clock) {
    try {
      Set<String> names = sources.stream().map(Source::name).collect(Collectors.toSet());
      return Optional.of(Doorbell.open(place, names, polling::poke));
    } catch (IOException e) {
      LOG.error("notifications cannot ring at {}", place.listen(), e);
      engine.take(
          new Input.Told(
              clock.instant(),
              "push.failed",
              List.of(place.listen().toString(), String.valueOf(e.getMessage()))));
      return Optional.empty();
    }
  }

  private static void poke(@Nullable Poller poller, @Nullable String source) {
    if (poller != null) {
      poller.poke(source);
    }
  }

  /** A place for events when the history fails; it goes with the console. */
  private static Path standIn(Closers closers) {
    try {
      return closers.push("stand-in history", SHORT, ScratchFolder.make()).file("history.db");
    } catch (IOException e) {
      throw new Failure("there is no place for temporary files: " + e, e);
    }
  }

  Instant now() {
    return clock.instant();
  }

  Engine engine() {
    return engine;
  }

  DeskPanels panels() {
    return panels;
  }

  LogBook logs() {
    return logs;
  }

  Vigil vigil() {
    return vigil;
  }

  SqliteHistory history() {
    return history;
  }

  @Override
  public void close() {
    closers.close();
  }
}
