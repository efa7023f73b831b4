package org.toban.app.runbook;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Labels;
import org.toban.app.ask.Question;
import org.toban.config.RunbookFolder;
import org.toban.config.Settings;
import org.toban.remedy.Job;
import org.toban.remedy.Outcome;
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
      "not, or none was tried, 3: a host could not be reached."
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
      description = "A host of the configuration; a block that names its own runs there.")
  private String host = "";

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
    Target target =
        settings
            .inventory()
            .named(host)
            .orElseThrow(
                () -> fault("there is no host " + host + " under hosts: in the configuration"));
    Block.Terms terms =
        new Block.Terms(
            target, settings.inventory(), Labels.of(labels), settings.engine().times().runLimit());
    List<Runbook> runbooks = runbooks();
    List<List<Block>> blocks = runbooks.stream().map(it -> Block.of(it, terms)).toList();
    confirm(runbooks, blocks, target);
    List<Proof> all = new ArrayList<>();
    List<Object> entries = new ArrayList<>();
    try (SshRunner runner = new SshRunner(settings.ssh())) {
      Set<String> unreached = new HashSet<>();
      for (int i = 0; i < runbooks.size(); i++) {
        tell(ProofLines.heading(runbooks.get(i), target));
        List<Proof> proofs = prove(blocks.get(i), runner, unreached);
        all.addAll(proofs);
        entries.add(ProofLines.entry(runbooks.get(i), proofs));
      }
    }
    tell(ProofLines.summary(all));
    int exit = Proof.exit(all);
    if (json) {
      around.print().accept(ProofLines.report(target, entries, all, exit == 0));
    }
    return exit;
  }

  private List<Proof> prove(List<Block> blocks, Runner runner, Set<String> unreached) {
    List<Proof> proofs = new ArrayList<>();
    for (Block block : blocks) {
      Proof proof = prove(block, block.job(), runner, unreached);
      ProofLines.of(proof).forEach(this::tell);
      proofs.add(proof);
    }
    return proofs;
  }

  private static Proof prove(Block block, @Nullable Job job, Runner runner, Set<String> unreached) {
    if (job == null) {
      return Proof.untried(block);
    }
    if (unreached.contains(job.target().name())) {
      return Proof.unreached(block);
    }
    Outcome outcome = runner.run(job, _ -> {});
    Proof proof = Proof.of(block, outcome);
    if (proof.state() == State.UNREACHABLE) {
      unreached.add(job.target().name());
    }
    return proof;
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
  private void confirm(List<Runbook> runbooks, List<List<Block>> blocks, Target target) {
    boolean any = blocks.stream().flatMap(List::stream).anyMatch(it -> it.job() != null);
    if (yes || !any) {
      return;
    }
    new Question("nothing was run", this::fault)
        .ask(
            terminal -> {
              Consumer<String> show = line -> terminal.accept(ProofLines.plain(line));
              for (int i = 0; i < runbooks.size(); i++) {
                show.accept(ProofLines.heading(runbooks.get(i), target));
                blocks.get(i).forEach(block -> ProofLines.plan(block).forEach(show));
              }
            },
            "Run these on " + target.name());
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
