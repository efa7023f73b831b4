package org.toban.app;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Matcher;
import org.toban.config.RunbookFolder;
import org.toban.drill.Estate;
import org.toban.engine.EngineSettings;
import org.toban.engine.Parts;
import org.toban.incident.Answering;
import org.toban.incident.BusinessCalendar;
import org.toban.incident.Roster;
import org.toban.notice.Channel;
import org.toban.notice.NoticePlan;
import org.toban.remedy.Inventory;
import org.toban.remedy.Leases;
import org.toban.remedy.SshRunner;
import org.toban.remedy.SshSettings;
import org.toban.remedy.Target;
import org.toban.runbook.Trust;
import org.toban.source.SourceSettings;
import org.toban.source.oncall.ScheduleFeed;

/**
 * A console on the practice estate: the real program on simulated hosts. It knows no other host and
 * no other source, signs in with a key of its own, and keeps its history to itself.
 */
final class PracticeConsole implements AutoCloseable {
  private static final Duration VERIFY_EVERY = Duration.ofMillis(1500);
  private static final Duration CALENDAR_EVERY = Duration.ofMinutes(5);
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Closers closers;
  private final Estate estate;
  private final Console console;

  private PracticeConsole(Closers closers, Estate estate, Console console) {
    this.closers = closers;
    this.estate = estate;
    this.console = console;
  }

  /**
   * Opens an estate and a console on it.
   *
   * @param tick how long a second of practice takes; shorter for tests and scripts
   */
  static PracticeConsole open(
      InstantSource clock, Duration tick, String language, List<Channel> channels) {
    Closers closers = new Closers();
    try {
      ScratchFolder scratch = closers.push("practice history", LIMIT, ScratchFolder.make());
      Estate estate = closers.push("practice estate", LIMIT, new Estate(clock, tick));
      Plan plan =
          new Plan(
              engine(tick, language, roster(estate, language)),
              estate(estate, tick, language),
              List.of(),
              schedules(estate, language),
              null,
              ssh(estate),
              scratch.file("history.db"),
              null,
              new RunbookFolder(List.of()),
              null,
              channels,
              Parts.Approvals.unkept(),
              (on, at, by, reason) -> {},
              (name, window, at) -> {});
      Console console =
          closers.push("practice console", Duration.ofSeconds(20), Console.open(plan, clock));
      return new PracticeConsole(closers, estate, console);
    } catch (IOException e) {
      closers.close();
      throw new Failure("the practice estate could not be opened: " + e, e);
    } catch (RuntimeException e) {
      closers.close();
      throw e;
    }
  }

  private static SshSettings ssh(Estate estate) {
    return new SshSettings(
        estate.knownHosts(),
        List.of(estate.identity()),
        null,
        null,
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        256 * 1024,
        Leases.none()); // nobody else reaches these hosts
  }

  /** Another way to the hosts, as a person has it beside the console. */
  SshRunner shell() {
    return new SshRunner(ssh(estate));
  }

  /** As for real, only quicker to verify, so that a lesson does not take an afternoon. */
  private static EngineSettings engine(Duration tick, String language, Roster roster) {
    Locale spoken = Locale.forLanguageTag(language);
    EngineSettings.Times usual = EngineSettings.Times.standard();
    return EngineSettings.standard(
            new EngineSettings.Desk("practice", true, spoken),
            BusinessCalendar.standard(ZoneId.systemDefault()))
        .with(
            new EngineSettings.Times(
                tick.multipliedBy(120),
                usual.repeatPage(),
                usual.escalateAfter(),
                tick.multipliedBy(30),
                VERIFY_EVERY,
                tick.multipliedBy(30)))
        .with(Answering.standard().withRoster(roster))
        .with(NoticePlan.simple(List.of(), spoken, ZoneId.systemDefault()));
  }

  /** The practice teams as the shipped runbooks name them, such as "SRE on call". */
  private static Roster roster(Estate practice, String language) {
    return Roster.of(
        practice.onCall(language).keySet().stream()
            .map(team -> {
              String name = team.toUpperCase(Locale.ROOT);
              List<String> contacts = List.of(name + " on call", name + " 当番");
              return new Roster.Rota(team, contacts, List.of(), CALENDAR_EVERY.multipliedBy(3));
            })
            .toList());
  }

  private static List<ScheduleFeed> schedules(Estate practice, String language) {
    List<ScheduleFeed> feeds = new ArrayList<>();
    practice
        .onCall(language)
        .forEach((team, url) ->
            feeds.add(
                new ScheduleFeed(
                    new ScheduleFeed.Place.AtUrl(url),
                    new SourceSettings(
                        team,
                        SourceSettings.Kind.CALENDAR,
                        List.of(url),
                        CALENDAR_EVERY,
                        LIMIT,
                        1 << 20,
                        null,
                        SourceSettings.Http.plain()),
                    ZoneId.systemDefault(),
                    "")));
    return feeds;
  }

  private static org.toban.engine.Estate estate(Estate practice, Duration tick, String language) {
    return new org.toban.engine.Estate(
        List.of(
            source("practice", SourceSettings.Kind.ALERTMANAGER, practice, tick, "Watchdog"),
            source("practice-rules", SourceSettings.Kind.PROMETHEUS, practice, tick, null)),
        inventory(practice),
        RunbookFolder.shipped(language),
        Trust.nothing(),
        null);
  }

  private static SourceSettings source(
      String name,
      SourceSettings.Kind kind,
      Estate practice,
      Duration tick,
      @Nullable String watchdog) {
    return new SourceSettings(
        name,
        kind,
        List.of(
            kind == SourceSettings.Kind.ALERTMANAGER
                ? practice.alertmanager()
                : practice.prometheus()),
        tick.multipliedBy(2),
        Duration.ofSeconds(5),
        16 << 20,
        watchdog,
        SourceSettings.Http.plain());
  }

  private static Inventory inventory(Estate practice) {
    List<Inventory.Entry> entries = new ArrayList<>();
    for (Estate.Access host : practice.hosts()) {
      entries.add(
          new Inventory.Entry(
              new Target(host.name(), host.user(), host.address(), host.port()),
              List.of(Matcher.of("host", Matcher.Operator.EQUAL, host.name()))));
    }
    return new Inventory(entries);
  }

  Estate estate() {
    return estate;
  }

  Console console() {
    return console;
  }

  @Override
  public void close() {
    closers.close();
  }
}
