package org.toban.app;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.toban.app.handover.DeskHandover;
import org.toban.app.heap.Tidying;
import org.toban.app.kept.DrillTimes;
import org.toban.app.kept.PreferencesFile;
import org.toban.app.panel.DeskLogs;
import org.toban.app.panel.EngineGuards;
import org.toban.app.settings.DeskHostSetup;
import org.toban.app.setup.DeskConfiguring;
import org.toban.app.setup.FirstSteps;
import org.toban.config.MaintenanceFile;
import org.toban.config.Places;
import org.toban.config.Settings;
import org.toban.drill.Scenario;
import org.toban.incident.MaintenanceWindow;
import org.toban.remedy.SshRunner;
import org.toban.remedy.files.HostFiles;
import org.toban.source.SignIn;
import org.toban.ui.Desk;
import org.toban.ui.DeskParts;
import org.toban.ui.parts.About;
import org.toban.ui.parts.Configuring;
import org.toban.ui.parts.HandingOver;
import org.toban.ui.parts.HostSetup;
import org.toban.ui.parts.Preferences;
import org.toban.ui.parts.Seat;

/** The desk from its start to its end: one of it, on a real console or on a practice one. */
final class DeskRun {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Surroundings surroundings;
  private final String language;
  private final boolean languageGiven;
  private final boolean hidden;
  private volatile boolean again;

  /**
   * A desk that has not begun.
   *
   * @param languageGiven whether the person named the language for this run, which then wins over
   *     what they once chose in the desk
   * @param hidden whether it begins in the tray, where there is one
   */
  DeskRun(Surroundings surroundings, String language, boolean languageGiven, boolean hidden) {
    this.surroundings = surroundings;
    this.language = language;
    this.languageGiven = languageGiven;
    this.hidden = hidden;
  }

  /** Opens the practice estate and the desk on it, with a scenario under way; until it is quit. */
  int practise(Scenario scenario) throws InterruptedException {
    Places places = surroundings.places();
    try (Closers closers = new Closers()) {
      OnlyOne one = OnlyOne.in(places.runtime().resolve("drill")).orElse(null);
      if (one == null) {
        return shownAlready();
      }
      closers.push("only one", LIMIT, one);
      AtomicReference<@Nullable Desk> desk = new AtomicReference<>();
      Seat seat = new Seat(places.user());
      Sitting practised = new Sitting(seat, desk);
      PracticeConsole practice =
          closers.push(
              "practice",
              Duration.ofSeconds(30),
              PracticeConsole.open(
                  clock(), SECOND, language, Channels.onlyDesktop(language, practised.person())));
      practised.at(practice.console().engine());
      PracticeLessons lessons =
          new PracticeLessons(practice, new DrillTimes(places.state().resolve("drill-times")));
      closers.push("drill times", LIMIT, lessons::keep);
      About about = about(seat, ZoneId.systemDefault(), null);
      HandingOver handover =
          new DeskHandover(practice.console().history(), about, "practice", () -> List.of(), null);
      open(
          practice.console(),
          lessons,
          about,
          handover,
          null,
          configuring(places.configFile(), false, desk),
          desk,
          one,
          closers);
      lessons.start(scenario.name());
      return untilQuit(desk);
    }
  }

  /** Opens the console of a configuration and the desk on it; until it is quit. */
  int watch(Settings settings, Path configFile) throws InterruptedException {
    Places places = surroundings.places();
    try (Closers closers = new Closers()) {
      OnlyOne one = OnlyOne.in(places.runtime()).orElse(null);
      if (one == null) {
        return shownAlready();
      }
      closers.push("only one", LIMIT, one);
      AtomicReference<@Nullable Desk> desk = new AtomicReference<>();
      Seat seat = new Seat(settings.person());
      Sitting sitting = new Sitting(seat, desk);
      Plan plan = Plan.real(settings, places, Channels.of(settings, sitting.person()));
      Console console =
          closers.push("console", Duration.ofSeconds(30), Console.open(plan, clock()));
      sitting.at(console.engine());
      About about = about(seat, settings.engine().calendar().zone(), configFile.toAbsolutePath());
      HandingOver handover =
          new DeskHandover(
              console.history(),
              about,
              settings.engine().console(),
              () -> windows(settings, places),
              Channels.handover(settings));
      SshRunner runner = closers.push("settings of hosts", LIMIT, new SshRunner(settings.ssh()));
      HostSetup hosts =
          new DeskHostSetup(
              settings.inventory(),
              settings.settingFolders(),
              new HostFiles(runner, settings.engine().console()),
              console.history(),
              clock());
      open(
          console,
          null,
          about,
          handover,
          hosts,
          configuring(configFile.toAbsolutePath(), true, desk),
          desk,
          one,
          closers);
      return untilQuit(desk);
    }
  }

  /** Whether the desk was only left for one on what the configuration says now. */
  boolean isToComeAgain() {
    return again;
  }

  private Configuring configuring(Path file, boolean open, AtomicReference<@Nullable Desk> desk) {
    boolean first = !open && !Files.exists(file);
    return new DeskConfiguring(
        file,
        open,
        surroundings.places(),
        first
            ? new FirstSteps(
                file, surroundings.places(), clock(), fault -> Mending.of(fault, new SignIn.None()))
            : null,
        () -> {
          Desk now = desk.get();
          if (now != null) {
            again = true;
            now.giveWay();
          }
        });
  }

  /** Maintenance as it is written in the configuration and declared on this machine. */
  static List<MaintenanceWindow> windows(Settings settings, Places places) {
    List<MaintenanceWindow> windows =
        new ArrayList<>(settings.engine().answering().maintenance().windows());
    try {
      windows.addAll(new MaintenanceFile(places.maintenanceFile()).read());
    } catch (UncheckedIOException e) {
      throw new Failure(e.getMessage() + ": " + e.getCause(), e);
    }
    return windows;
  }

  private InstantSource clock() {
    return surroundings.clock();
  }

  private int shownAlready() {
    surroundings.warn("runs already; its window has been asked to show itself");
    return 0;
  }

  private About about(Seat seat, ZoneId zone, @Nullable Path configFile) {
    return new About(seat, zone, Main.VERSION, configFile, clock());
  }

  private void open(
      Console console,
      @Nullable PracticeLessons lessons,
      About about,
      HandingOver handover,
      @Nullable HostSetup hosts,
      Configuring configuring,
      AtomicReference<@Nullable Desk> opened,
      OnlyOne one,
      Closers closers) {
    PreferencesFile file = new PreferencesFile(surroundings.places().state().resolve("desk"));
    Preferences preferences = file.read();
    if (lessons == null) {
      about.seat().take(preferences.person());
    }
    boolean follow = languageGiven || preferences.language() == null;
    Desk desk =
        new Desk(
            new DeskParts(
                listener -> console.engine().feed().listen(listener),
                console.engine()::command,
                new EngineGuards(),
                new DeskArchive(console.history(), about.zone(), lessons != null),
                new DeskLogs(console.logs()),
                console.panels(),
                handover,
                hosts,
                configuring,
                lessons,
                about,
                follow ? preferences.withLanguage(spoken()) : preferences,
                lessons == null
                    ? file::save
                    // who acts in the practice acts nowhere else
                    : chosen -> file.save(chosen.withPerson(preferences.person()))));
    opened.set(closers.push("desk", LIMIT, desk));
    one.onShow(desk::open);
    desk.start(hidden);
    console.vigil().watch(desk::stillFor, desk::stuck);
    closers.push("tidying", LIMIT, Tidying.start(desk::untouched));
    Runtime.getRuntime().addShutdownHook(new Thread(closers::close, "shutdown"));
  }

  private Preferences.Language spoken() {
    return language.equals("ja") ? Preferences.Language.JAPANESE : Preferences.Language.ENGLISH;
  }

  private static int untilQuit(AtomicReference<@Nullable Desk> desk) throws InterruptedException {
    Desk open = desk.get();
    if (open != null) {
      open.awaitQuit();
    }
    return 0;
  }
}
