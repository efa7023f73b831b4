package org.toban.app.runbook;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Labels;
import org.toban.app.ask.Question;
import org.toban.config.RunbookFolder;
import org.toban.config.Settings;
import org.toban.incident.rollout.Share;
import org.toban.remedy.Runner;
import org.toban.remedy.SshRunner;
import org.toban.remedy.Target;
import org.toban.runbook.Library;
import org.toban.runbook.Runbook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code toban runbook test}: proves a runbook before the night it is needed. */
@Command(
    name = "test",
    description = {
      "Runs the diagnose and verify commands of a runbook on a host, one after the other, and says",
      "which work. Nothing of it is recorded. Exit status 0: all that were tried work, 1: some do",
      "not, or none was tried, 3: a host could not be reached. On several hosts the next share",
      "starts when it works on every host before it; the first where it does not is the last."
    })
final class RunbookTestCommand implements Callable<Integer> {
  private final Around around;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "NAME_OR_PATH",
      description = "An alert or a runbook of the configuration, or Markdown: all its runbooks.")
  private String name = "";

  @Option(
      names = "--host",
      paramLabel = "HOST",
      required = true,
      split = ",",
      description = {
        "A host of the configuration; a block that names its own runs there. Several, by commas",
        "or again, are tried one after the other."
      })
  private List<String> hosts = List.of();

  @Option(
      names = "--share",
      paramLabel = "SHARE",
      description = "How many of several hosts at a time: a number such as 3, or 25%%; default 1.")
  private String share = "1";

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      description = "A label of the alert that is imagined; also fills a placeholder.")
  private Map<String, String> labels = Map.of();

  @Option(names = "--yes", description = "Runs without asking.")
  private boolean yes;

  @Option(names = "--json", description = "Machine output, described in docs/cli.md.")
  private boolean json;

  RunbookTestCommand(Around around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Settings settings = around.settings().get();
    Share atOnce =
        Share.of(share)
            .orElseThrow(() -> fault("write --share as a number such as 3, or as 25%: " + share));
    List<Runbook> runbooks = runbooks();
    List<Trial> trials = new ArrayList<>();
    for (String host : hosts.stream().distinct().toList()) {
      Target target =
          settings
              .inventory()
              .named(host)
              .orElseThrow(
                  () -> fault("there is no host " + host + " under hosts: in the configuration"));
      trials.add(
          Trial.of(
              runbooks,
              new Block.Terms(
                  target,
                  settings.inventory(),
                  Labels.of(labels),
                  settings.engine().times().runLimit())));
    }
    confirm(trials);
    try (SshRunner runner = new SshRunner(settings.ssh())) {
      return trials.size() == 1
          ? one(trials.getFirst(), runner)
          : several(new Trials(trials, atOnce, runner, this::tell));
    }
  }

  private int one(Trial trial, Runner runner) {
    Trial.Result result = trial.run(runner, this::tell);
    int exit = result.exit();
    if (json) {
      around
          .print()
          .accept(ProofLines.report(trial.host(), result.entries(), result.all(), exit == 0));
    }
    return exit;
  }

  private int several(Trials trials) {
    trials.run();
    if (json) {
      around.print().accept(trials.report());
    }
    return trials.exit();
  }

  private List<Runbook> runbooks() {
    Path file = file();
    if (file != null) {
      Library read = new RunbookFolder(List.of(file)).read();
      List<Runbook> found = read.runbooks().stream().filter(it -> !it.template()).toList();
      if (found.isEmpty()) {
        throw fault("there is no runbook in " + name + "; toban lint says what is there");
      }
      return found;
    }
    Library library = around.library().get();
    return List.of(
        library
            .runbookNamed(name)
            .or(() -> library.runbook(name))
            .orElseThrow(() ->
                fault(
                    "there is no runbook '"
                        + name
                        + "' in the configuration, and no such file; toban lint --json lists them")));
  }

  private @Nullable Path file() {
    try {
      Path path = Path.of(name);
      return Files.exists(path) ? path : null;
    } catch (InvalidPathException _) {
      return null;
    }
  }

  /** What runs where is shown before anything is sent. */
  private void confirm(List<Trial> trials) {
    if (yes || trials.stream().noneMatch(Trial::runsAnything)) {
      return;
    }
    List<String> names = trials.stream().map(it -> it.host().name()).toList();
    new Question("nothing was run", this::fault)
        .ask(
            terminal ->
                trials.forEach(it -> it.plan(line -> terminal.accept(ProofLines.plain(line)))),
            "Run these on " + String.join(", ", names));
  }

  private void tell(String line) {
    if (!json) {
      around.say().accept(line);
    }
  }

  private ParameterException fault(String what) {
    return new ParameterException(spec.commandLine(), what);
  }
}
