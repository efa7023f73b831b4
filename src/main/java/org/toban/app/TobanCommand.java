package org.toban.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.toban.config.ConfigFile;
import org.toban.config.Mistake;
import org.toban.config.RunbookFolder;
import org.toban.config.Settings;
import org.toban.config.Slip;
import org.toban.drill.Scenario;
import org.toban.runbook.Library;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code toban} itself, and the options that all commands share. */
@Command(
    name = "toban",
    version = "toban " + Main.VERSION,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    description = "The console of the engineer on call. Without a command: the desk.",
    footer = {
      "",
      "The project's own: toban test [--quick|--heavy], toban bench [NAME].",
      "Without a configuration the desk starts on the drill, a practice estate."
    })
final class TobanCommand implements Callable<Integer> {
  final Surroundings surroundings;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The configuration; without it toban.yml in the XDG place.")
  @Nullable Path config;

  @Option(
      names = "--lang",
      paramLabel = "en|ja",
      scope = ScopeType.INHERIT,
      description = "The language; without it that of the configuration or the locale.")
  @Nullable String language;

  @Option(
      names = "--hidden",
      description = "The desk begins in the tray; where there is none, its window opens.")
  private boolean hidden;

  TobanCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InterruptedException {
    return desk(configFile().isEmpty(), null);
  }

  /** Opens the desk, on the practice estate or for real, and waits until it is closed. */
  int desk(boolean practice, @Nullable Scenario scenario) throws InterruptedException {
    try (LogFile log = LogFile.open(surroundings)) {
      Objects.requireNonNull(log);
      boolean practises = practice;
      boolean begins = hidden;
      while (true) {
        DeskRun run = new DeskRun(surroundings, language(), language != null, begins);
        Optional<Path> file = configFile();
        int status =
            practises || file.isEmpty()
                ? run.practise(scenario == null ? Scenario.all().getFirst() : scenario)
                : run.watch(settings(), file.get());
        if (!run.isToComeAgain()) {
          return status;
        }
        practises = false;
        begins = false;
      }
    }
  }

  /** The file that a person named, or the one in its usual place when it is there. */
  Optional<Path> configFile() {
    if (config != null) {
      return Optional.of(config);
    }
    Path usual = surroundings.places().configFile();
    return Files.exists(usual) ? Optional.of(usual) : Optional.empty();
  }

  /** The settings; a failure that tells every mistake when there are any. */
  Settings settings() {
    Path file =
        configFile()
            .orElseThrow(() ->
                new Failure(
                    "there is no configuration: write "
                        + surroundings.places().configFile()
                        + " (docs/configuration.md), or try it out with: toban drill"));
    return switch (ConfigFile.read(file, surroundings.places())) {
      case ConfigFile.Result.Ready it -> it.settings();
      case ConfigFile.Result.Wrong it ->
          throw new Failure(mistakes(it.mistakes(), Locale.forLanguageTag(readerLanguage(null))));
    };
  }

  /** The runbooks of the configuration, or the set that ships with Toban. */
  Library library() {
    List<Path> folders = configFile().isPresent() ? settings().runbooks() : List.of();
    return folders.isEmpty()
        ? RunbookFolder.shipped(language())
        : new RunbookFolder(folders).read();
  }

  /** {@code en} or {@code ja}, by option, configuration or locale. */
  String language() {
    String asked = languageAsked();
    if (asked != null) {
      return asked;
    }
    return configFile().isPresent() ? settings().language() : surroundings.places().language();
  }

  /** The language of whoever reads the answer, also where the settings cannot be read. */
  String readerLanguage(@Nullable String configured) {
    String asked = languageAsked();
    return asked != null
        ? asked
        : configured != null ? configured : surroundings.places().language();
  }

  private @Nullable String languageAsked() {
    if (language != null && !language.matches("en|ja")) {
      throw new Failure("--lang knows en and ja, not " + language);
    }
    return language;
  }

  private static String mistakes(List<Mistake> mistakes, Locale reader) {
    return Slip.MISTAKES.of(mistakes.size()).in(reader)
        + "\n"
        + mistakes.stream().map(it -> it.whole().in(reader)).collect(Collectors.joining("\n"));
  }
}
