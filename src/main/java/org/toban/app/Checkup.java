package org.toban.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Labels;
import org.toban.app.DoctorCommand.Finding;
import org.toban.config.ConfigFile;
import org.toban.config.Mistake;
import org.toban.config.RunbookFolder;
import org.toban.config.Settings;
import org.toban.config.TrustFile;
import org.toban.history.HistoryFault;
import org.toban.history.SqliteHistory;
import org.toban.notice.desktop.DesktopChannel;
import org.toban.remedy.Inventory;
import org.toban.remedy.Job;
import org.toban.remedy.Outcome;
import org.toban.remedy.SshRunner;
import org.toban.remedy.SshSettings;
import org.toban.remedy.Target;
import org.toban.runbook.Library;
import org.toban.runbook.Problem;
import org.toban.runbook.Trust;
import org.toban.source.Doorbell;

/** Tries each part by itself, so that one that fails does not hide another. */
final class Checkup {
  private static final Duration HOST_LIMIT = Duration.ofSeconds(10);

  private final Surroundings surroundings;
  private final @Nullable Path configFile;
  private final List<Finding> findings = new ArrayList<>();

  Checkup(Surroundings surroundings, @Nullable Path configFile) {
    this.surroundings = surroundings;
    this.configFile = configFile;
  }

  /** All findings; with a test by every channel when that is wanted. */
  List<Finding> all(boolean notify) {
    findings.add(Finding.ok("toban", Main.VERSION + " on Java " + Runtime.version()));
    Settings settings = configuration();
    if (settings != null) {
      history(settings);
      runbooks(settings);
      sources(settings);
      findings.addAll(OnCallCheckup.all(settings, surroundings.clock().instant()));
      hosts(settings);
      desktop(settings);
      if (notify) {
        findings.addAll(new NoticeCheckup(settings, surroundings.clock()).findings());
      }
    }
    return List.copyOf(findings);
  }

  private @Nullable Settings configuration() {
    Path usual = surroundings.places().configFile();
    if (configFile == null) {
      findings.add(
          Finding.warning(
              "configuration",
              "there is none, so Toban starts on the drill",
              "write " + usual + " (docs/configuration.md)"));
      return null;
    }
    return switch (ConfigFile.read(configFile, surroundings.places())) {
      case ConfigFile.Result.Ready it -> {
        findings.add(Finding.ok("configuration", configFile + " is in order"));
        yield it.settings();
      }
      case ConfigFile.Result.Wrong it -> {
        for (Mistake mistake : it.mistakes()) {
          findings.add(
              Finding.failed(
                  "configuration",
                  mistake.file()
                      + ":"
                      + mistake.line()
                      + ":"
                      + mistake.column()
                      + ": "
                      + mistake.what(),
                  mistake.instead()));
        }
        yield null;
      }
    };
  }

  private void history(Settings settings) {
    try (SqliteHistory history = SqliteHistory.open(settings.history())) {
      int open = history.open().size();
      findings.add(Finding.ok("history", settings.history() + ", " + open + " open incidents"));
      history.notices().forEach(it -> findings.add(Finding.warning("history", it, "")));
    } catch (HistoryFault e) {
      findings.add(Finding.failed("history", String.valueOf(e.getMessage()), ""));
    }
  }

  private void runbooks(Settings settings) {
    boolean shipped = settings.runbooks().isEmpty();
    Library library =
        shipped
            ? RunbookFolder.shipped(settings.language())
            : new RunbookFolder(settings.runbooks()).read();
    long errors =
        library.problems().stream()
            .filter(problem -> problem.level() == Problem.Level.ERROR)
            .count();
    String found =
        library.policies().size()
            + " policies, "
            + library.runbooks().size()
            + " runbooks"
            + (shipped ? " (the set that ships with Toban)" : "");
    findings.add(
        errors == 0
            ? Finding.ok("runbooks", found)
            : Finding.failed(
                "runbooks", found + ", " + errors + " errors", "run: toban lint PATH"));
    Trust trust = new TrustFile(surroundings.places().trustFile()).read();
    int waiting = trust.waiting(library).size();
    if (waiting > 0) {
      findings.add(
          Finding.warning(
              "trust",
              waiting + " automatic steps wait for approval, so people run them",
              "look at them and approve them: toban trust"));
    }
  }

  private void sources(Settings settings) {
    List<Callable<Finding>> questions = new ArrayList<>();
    settings
        .sources()
        .forEach(it -> questions.add(() -> SourceCheckup.of(it, surroundings.clock())));
    settings
        .logs()
        .forEach(it ->
            questions.add(() -> new LogCheckup(it, surroundings.clock().instant()).finding()));
    askAll(questions);
    findings.addAll(ServerCheckup.all(settings.sources()));
    Doorbell.Place push = Plan.push(settings, surroundings.places());
    if (push != null) {
      findings.add(ServerCheckup.push(push));
    }
  }

  private void hosts(Settings settings) {
    try (SshRunner runner = new SshRunner(settings.ssh())) {
      List<Callable<Finding>> questions = new ArrayList<>();
      settings
          .inventory()
          .entries()
          .forEach(it -> questions.add(() -> host(runner, settings.ssh(), it)));
      askAll(questions);
    }
    settings.inventory().leftOut().forEach(it -> findings.add(Finding.warning("hosts", it, "")));
  }

  /** Signs in and runs {@code true}, which changes nothing; sudo's password is tried with it. */
  private static Finding host(SshRunner runner, SshSettings ssh, Inventory.Entry entry) {
    Target target = entry.target();
    String name = "host " + target.name();
    String way = target.way() + ", offering " + ssh.signIn(target).offers();
    Job job =
        new Job("doctor-" + target.name(), target, "true", Labels.empty(), HOST_LIMIT).withSudo();
    return switch (runner.run(job, text -> {})) {
      case Outcome.Exited it when it.status() != 0 ->
          Finding.failed(name, "its shell gave exit status " + it.status() + "; " + way, "");
      case Outcome.Exited it when entry.remarks().isEmpty() ->
          Finding.ok(name, way + ", in " + it.took().toMillis() + " ms");
      case Outcome.Exited it ->
          Finding.warning(
              name,
              way + ", in " + it.took().toMillis() + " ms",
              String.join(" ", entry.remarks()));
      case Outcome.Failed it -> Finding.failed(name, it.detail(), "Tried: " + way + ".");
    };
  }

  private void desktop(Settings settings) {
    if (!settings.notices().desktop()) {
      return;
    }
    try (DesktopChannel desktop =
        new DesktopChannel(null, DesktopChannel.Labels.english(), choice -> {})) {
      String problem = desktop.problem();
      findings.add(
          problem == null
              ? Finding.ok("notifications", "the desktop has a notification service")
              : Finding.warning(
                  "notifications",
                  problem,
                  "start one (dunst, mako, your desktop's), or write 'notices: {desktop: false}'"));
    }
  }

  /** Asks at the same time, and keeps the answers in the order of the questions. */
  private void askAll(List<Callable<Finding>> questions) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Finding> answer : threads.invokeAll(questions)) {
        findings.add(answer.resultNow());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
