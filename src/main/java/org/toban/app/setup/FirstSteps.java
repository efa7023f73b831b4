package org.toban.app.setup;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.toban.alert.Labels;
import org.toban.app.doctor.Advice;
import org.toban.app.doctor.Finding;
import org.toban.config.ConfigFile;
import org.toban.config.Mistake;
import org.toban.config.Places;
import org.toban.config.RunbookFolder;
import org.toban.config.Settings;
import org.toban.config.Slip;
import org.toban.config.edit.ConfigText;
import org.toban.config.edit.Tree;
import org.toban.config.edit.Way;
import org.toban.config.edit.YamlEdit;
import org.toban.remedy.Inventory;
import org.toban.remedy.Job;
import org.toban.remedy.Outcome;
import org.toban.remedy.SshRunner;
import org.toban.runbook.Library;
import org.toban.saying.Saying;
import org.toban.source.Reading;
import org.toban.source.Source;
import org.toban.source.SourceSettings;
import org.toban.source.Survey;
import org.toban.source.fault.Fault;
import org.toban.ui.parts.FirstRun;

/**
 * Tries what a first configuration would name: by the settings that it would make, with the parts
 * that would work on them.
 */
public final class FirstSteps implements FirstRun {
  private static final Duration HOST_LIMIT = Duration.ofSeconds(10);

  private final Path file;
  private final Places places;
  private final InstantSource clock;
  private final Function<Fault, Saying> mending;

  /**
   * The steps towards a file.
   *
   * @param mending what to do about a fault of a server that is not signed in to
   */
  public FirstSteps(
      Path file, Places places, InstantSource clock, Function<Fault, Saying> mending) {
    this.file = file;
    this.places = places;
    this.clock = clock;
    this.mending = mending;
  }

  @Override
  public Found source(Answers answers) {
    return tried(
        answers,
        settings -> {
          SourceSettings source = settings.sources().getFirst();
          Survey survey = Survey.of(source).getFirst();
          return switch (Source.of(source).read(clock)) {
            case Reading.Complete it ->
                found(
                    "source",
                    String.valueOf(Optional.ofNullable(survey.version()).orElse("")).strip(),
                    it.alerts().size(),
                    it.took().toMillis());
            case Reading.Failed it ->
                new Found(
                    State.FAILED, "fault", List.of(it.fault().told()), mending.apply(it.fault()));
            case Reading.Partial _, Reading.Inspected _ ->
                throw new IllegalStateException("not what a first question gives");
          };
        });
  }

  @Override
  public Found runbooks(Answers answers) {
    return tried(
        answers,
        settings -> {
          Library library = new RunbookFolder(settings.runbooks()).read();
          int problems = library.problems().size();
          List<Object> counts =
              List.of(library.runbooks().size(), library.policies().size(), problems);
          State state = library.runbooks().isEmpty() || problems > 0 ? State.WARNING : State.OK;
          return new Found(state, "runbooks", counts, problems > 0 ? Advice.LINT.of() : null);
        });
  }

  @Override
  public List<String> hosts() {
    String text =
        "sources: [{name: none, prometheus: http://localhost}]\nssh: {config_hosts: {names: '*'}}\n";
    return ConfigFile.read(file, text, places) instanceof ConfigFile.Result.Ready it
        ? it.settings().inventory().entries().stream().map(entry -> entry.target().name()).toList()
        : List.of();
  }

  @Override
  public Found host(Answers answers) {
    return tried(
        answers,
        settings -> {
          Inventory.Entry entry = settings.inventory().entries().getFirst();
          Job job =
              new Job(
                  "guide-" + entry.target().name(),
                  entry.target(),
                  "true",
                  Labels.empty(),
                  HOST_LIMIT);
          try (SshRunner runner = new SshRunner(settings.ssh())) {
            return switch (runner.run(job, text -> {})) {
              case Outcome.Exited it when it.status() == 0 ->
                  found("host", entry.target().wholeWay(), it.took().toMillis());
              case Outcome.Exited it ->
                  new Found(State.FAILED, "shell", List.of(it.status()), null);
              case Outcome.Failed it ->
                  new Found(State.FAILED, "fault", List.of(Finding.failure(it)), null);
            };
          }
        });
  }

  private Found tried(Answers answers, Function<Settings, Found> work) {
    Answers whole =
        answers.hasSource() ? answers : answers.withSource(true, "http://localhost:9090");
    return switch (ConfigFile.read(file, text(whole, ""), places)) {
      case ConfigFile.Result.Ready it -> work.apply(it.settings());
      case ConfigFile.Result.Wrong it ->
          new Found(
              State.FAILED,
              "fault",
              List.of(it.mistakes().getFirst().told()),
              it.mistakes().getFirst().told().mending().orElse(null));
    };
  }

  private static Found found(String key, Object... detail) {
    return new Found(State.OK, key, List.of(detail), null);
  }

  @Override
  public String text(Answers answers, String comment) {
    String text = comment;
    int sources = 0;
    if (!answers.alertmanager().isEmpty()) {
      text = source(text, sources++, "alertmanager", answers.alertmanager());
    }
    if (!answers.prometheus().isEmpty()) {
      text = source(text, sources, "prometheus", answers.prometheus());
    }
    if (!answers.runbooks().isEmpty()) {
      text = put(text, Way.of("runbooks"), Tree.words(List.of(answers.runbooks())));
    }
    for (String host : answers.hosts()) {
      Way way = Way.of("hosts", host);
      text = put(text, way.name("ssh"), new Tree.Word(host));
      String pattern = host.replaceAll("[^A-Za-z0-9_-]", "\\\\$0") + "(:[0-9]+)?";
      text = put(text, way.name("match").name("instance"), new Tree.Word(pattern));
    }
    return text;
  }

  private static String source(String text, int index, String kind, String url) {
    Way way = Way.of("sources", index);
    return put(
        put(text, way.name("name"), new Tree.Word(kind)), way.name(kind), new Tree.Word(url));
  }

  private static String put(String text, Way way, Tree value) {
    return YamlEdit.put(text, way, value)
        .orElseThrow(() -> new IllegalStateException("cannot write " + way));
  }

  @Override
  public List<Saying> write(String text) {
    return switch (new ConfigText(file, places).save("", text)) {
      case ConfigText.Saved.Written _ -> List.of();
      case ConfigText.Saved.ChangedMeanwhile _ -> List.of(Slip.ALREADY_THERE.of(file));
      case ConfigText.Saved.Wrong it -> it.mistakes().stream().map(Mistake::whole).toList();
      case ConfigText.Saved.Failed it -> List.of(it.why());
    };
  }
}
