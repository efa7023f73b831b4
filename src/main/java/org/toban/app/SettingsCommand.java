package org.toban.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.toban.app.ask.Question;
import org.toban.app.settings.Declared;
import org.toban.app.settings.HostSettings;
import org.toban.app.settings.Standing;
import org.toban.app.settings.StandingLines;
import org.toban.config.Settings;
import org.toban.history.History;
import org.toban.history.HostChange;
import org.toban.history.SqliteHistory;
import org.toban.remedy.SshRunner;
import org.toban.remedy.files.HostFiles;
import org.toban.ui.look.Plain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code toban settings}: what the runbooks declare for hosts, and what is there. */
@Command(
    name = "settings",
    description = {
      "Compares the settings that the runbooks declare for hosts (systemd units, logrotate files,",
      "certbot hooks) with what is there. Exit status 0: all the same, 1: something differs, 3:",
      "something could not be seen."
    })
final class SettingsCommand implements Callable<Integer> {
  private static final int DIFFERENT = 1;
  private static final int BLIND = 3;

  private final TobanCommand toban;

  @Option(names = "--host", paramLabel = "HOST", description = "Only on this host.")
  private String host = "";

  @Option(names = "--json", description = "Machine output, described in docs/cli.md.")
  private boolean json;

  SettingsCommand(TobanCommand toban) {
    this.toban = toban;
  }

  @Override
  public Integer call() {
    return show("", host, json, false);
  }

  @Command(name = "diff", description = "Shows what an installation would change, line by line.")
  int diff(
      @Parameters(paramLabel = "NAME", arity = "0..1", description = "A setting, or its path.")
          @Nullable String name,
      @Option(names = "--host", paramLabel = "HOST", description = "Only on this host.")
          @Nullable String only,
      @Option(names = "--json", description = "Machine output, described in docs/cli.md.")
          boolean asJson) {
    return show(orEmpty(name), orEmpty(only), asJson, true);
  }

  @Command(
      name = "install",
      description = {
        "Shows the difference, asks, and puts the declared text in its place: checked first, as a",
        "whole, with a backup. Refused when the file has changed since it was shown."
      })
  int install(
      @Parameters(paramLabel = "NAME", description = "A setting, or its path.") String name,
      @Option(names = "--host", paramLabel = "HOST", description = "Only on this host.")
          @Nullable String only,
      @Option(names = "--yes", description = "Installs without asking.") boolean yes,
      @Option(names = "--json", description = "Machine output, described in docs/cli.md.")
          boolean asJson) {
    return with(settings -> {
      List<Standing> standings = settings.look(declared(settings, name, orEmpty(only)));
      int worst = 0;
      for (Standing it : standings) {
        if (!asJson) {
          tell(it, true);
        }
        worst = Math.max(worst, install(settings, it, yes, asJson));
      }
      return worst;
    });
  }

  private int install(HostSettings settings, Standing it, boolean yes, boolean asJson) {
    if (!it.isDrift()) {
      if (asJson) {
        print(StandingLines.entry(it));
      }
      return it.state() == Standing.State.SAME ? 0 : BLIND;
    }
    String where = it.declared().setting().path() + " on " + it.declared().host();
    confirm("Install " + where, yes);
    HostSettings.Result result = recorded(history -> settings.install(it, history, person()));
    return report(where, "installed", result, asJson);
  }

  @Command(
      name = "undo",
      description = {
        "Puts back what the newest installation replaced, or removes what it brought. Refused when",
        "the file is no longer what was installed."
      })
  int undo(
      @Parameters(paramLabel = "NAME", arity = "0..1", description = "A setting, or its path.")
          @Nullable String name,
      @Option(names = "--host", paramLabel = "HOST", description = "Only on this host.")
          @Nullable String only,
      @Option(names = "--yes", description = "Puts back without asking.") boolean yes,
      @Option(names = "--json", description = "Machine output, described in docs/cli.md.")
          boolean asJson) {
    return with(settings ->
        recorded(history -> {
          HostChange newest =
              settings
                  .newest(history.hostChanges(), orEmpty(name), orEmpty(only))
                  .orElseThrow(
                      () -> new Failure("no installation that this history knows is left to undo"));
          String where = newest.place().path() + " on " + newest.place().host();
          if (!asJson) {
            toban.surroundings.say(
                where + ": installed at " + newest.at() + " by " + Plain.exact(newest.person()));
          }
          confirm("Put back " + where, yes);
          return report(where, "put back", settings.undo(newest, history, person()), asJson);
        }));
  }

  private int show(String name, String only, boolean asJson, boolean lines) {
    return with(settings -> {
      List<Standing> standings = settings.look(declared(settings, name, only));
      if (asJson) {
        print(Json.object("settings", standings.stream().map(StandingLines::entry).toList()));
      } else {
        standings.forEach(it -> tell(it, lines));
        if (standings.isEmpty()) {
          toban.surroundings.say("The runbooks declare no settings for hosts.");
        }
      }
      boolean drift = standings.stream().anyMatch(Standing::isDrift);
      boolean blind =
          standings.stream().anyMatch(it -> !it.isDrift() && it.state() != Standing.State.SAME);
      return blind ? BLIND : drift ? DIFFERENT : 0;
    });
  }

  private static List<Declared> declared(HostSettings settings, String name, String only) {
    List<Declared> declared = settings.declared(name, only);
    if (declared.isEmpty() && !name.isEmpty()) {
      throw new Failure(
          "the runbooks declare no setting '"
              + name
              + "'"
              + (only.isEmpty() ? "" : " for the host " + only)
              + "; toban settings lists what they declare");
    }
    return declared;
  }

  private int with(Function<HostSettings, Integer> work) {
    Settings settings = toban.settings();
    try (SshRunner runner = new SshRunner(settings.ssh())) {
      return work.apply(
          new HostSettings(
              toban.library(),
              settings.inventory(),
              settings.settingFolders(),
              new HostFiles(runner, settings.engine().console()),
              toban.surroundings.clock()));
    }
  }

  /** No record, no change: the history is opened before anything is asked or sent. */
  private <T> T recorded(Function<History, T> work) {
    Path file = toban.settings().history();
    try (SqliteHistory history = SqliteHistory.open(file)) {
      history.notices().forEach(toban.surroundings::warn);
      return work.apply(history);
    }
  }

  private static void confirm(String question, boolean yes) {
    if (yes) {
      return;
    }
    new Question("nothing was changed", Failure::new).ask(_ -> {}, Terminal.plain(question));
  }

  private String person() {
    return toban.settings().person();
  }

  private int report(String where, String done, HostSettings.Result result, boolean asJson) {
    boolean made = result.stage() == HostChange.Stage.MADE;
    if (asJson) {
      print(
          Json.object(
              "where", where,
              "outcome", result.stage(),
              "backup", result.backup(),
              "detail", result.detail()));
    } else if (made) {
      toban.surroundings.say(
          where + ": " + done + (result.backup().isEmpty() ? "" : ", backup " + result.backup()));
    }
    if (!result.detail().isEmpty() && !asJson) {
      String fate =
          switch (result.stage()) {
            case MADE -> "";
            case UNKNOWN -> "outcome unknown: ";
            default -> "nothing was changed: ";
          };
      toban.surroundings.warn(where + ": " + fate + result.detail());
    }
    return made && result.detail().isEmpty() ? 0 : CommandLineOfToban.FAILED;
  }

  private void tell(Standing it, boolean lines) {
    StandingLines.of(it, lines).forEach(toban.surroundings::say);
  }

  private void print(Object value) {
    toban.surroundings.out().println(Json.pretty(value));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
