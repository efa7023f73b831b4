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
import org.toban.app.doctor.Advice;
import org.toban.app.doctor.Finding;
import org.toban.app.doctor.Subject;
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
import org.toban.saying.Saying;
import org.toban.source.Doorbell;

/** Tries each part by itself, so that one that fails does not hide another. */
final class Checkup {
  private static final Duration HOST_LIMIT = Duration.ofSeconds(10);

  private final Surroundings surroundings;
  private final @Nullable Path configFile;
  private final List<Finding> findings = new ArrayList<>();
  private @Nullable String language;

  Checkup(Surroundings surroundings, @Nullable Path configFile) {
    this.surroundings = surroundings;
    this.configFile = configFile;
  }

  /** All findings; with a test by every channel when that is wanted. */
  List<Finding> all(boolean notify) {
    findings.add(
        Finding.ok(Subject.TOBAN.of(), Advice.VERSION.of(Main.VERSION, Runtime.version())));
    Settings settings = configuration();
    if (settings != null) {
      language = settings.language();
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

  /** The language of the configuration; null when there is none that can be read. */
  @Nullable String language() {
    return language;
  }

  private @Nullable Settings configuration() {
    Path usual = surroundings.places().configFile();
    if (configFile == null) {
      findings.add(Finding.warning(Subject.CONFIGURATION.of(), Advice.NO_CONFIGURATION.of(usual)));
      return null;
    }
    return switch (ConfigFile.read(configFile, surroundings.places())) {
      case ConfigFile.Result.Ready it -> {
        findings.add(Finding.ok(Subject.CONFIGURATION.of(), Advice.IN_ORDER.of(configFile)));
        yield it.settings();
      }
      case ConfigFile.Result.Wrong it -> {
        for (Mistake mistake : it.mistakes()) {
          findings.add(
              Finding.failed(
                  Subject.CONFIGURATION.of(),
                  mistake.placed(),
                  mistake.told().mending().orElse(null)));
        }
        yield null;
      }
    };
  }

  private void history(Settings settings) {
    try (SqliteHistory history = SqliteHistory.open(settings.history())) {
      int open = history.open().size();
      findings.add(
          Finding.ok(Subject.HISTORY.of(), Advice.OPEN_INCIDENTS.of(settings.history(), open)));
      history
          .notices()
          .forEach(it -> findings.add(Finding.warning(Subject.HISTORY.of(), Saying.text(it))));
    } catch (HistoryFault e) {
      findings.add(
          Finding.failed(Subject.HISTORY.of(), Saying.text(String.valueOf(e.getMessage()))));
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
    Saying found =
        (shipped ? Advice.SHIPPED_RUNBOOKS : Advice.RUNBOOKS)
            .of(library.policies().size(), library.runbooks().size());
    findings.add(
        errors == 0
            ? Finding.ok(Subject.RUNBOOKS.of(), found)
            : Finding.failed(Subject.RUNBOOKS.of(), Advice.RUNBOOK_ERRORS.of(found, errors)));
    Trust trust = new TrustFile(surroundings.places().trustFile()).read();
    int waiting = trust.waiting(library).size();
    if (waiting > 0) {
      findings.add(Finding.warning(Subject.TRUST.of(), Advice.WAITING.of(waiting)));
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
    settings
        .inventory()
        .leftOut()
        .forEach(it -> findings.add(Finding.warning(Subject.HOSTS.of(), it)));
  }

  /** Signs in and runs {@code true}, which changes nothing; sudo's password is tried with it. */
  private static Finding host(SshRunner runner, SshSettings ssh, Inventory.Entry entry) {
    Target target = entry.target();
    Saying name = Subject.HOST.of(target.name());
    Saying way = Advice.WAY.of(target.wholeWay(), ssh.signIn(target).offers());
    Job job =
        new Job("doctor-" + target.name(), target, "true", Labels.empty(), HOST_LIMIT).withSudo();
    return switch (runner.run(job, text -> {})) {
      case Outcome.Exited it when it.status() != 0 ->
          Finding.failed(name, Advice.SHELL.of(it.status(), way));
      case Outcome.Exited it when entry.remarks().isEmpty() ->
          Finding.ok(name, Advice.SIGNED_IN.of(way, it.took().toMillis()));
      case Outcome.Exited it ->
          Finding.warning(
              name, Advice.SIGNED_IN.of(way, it.took().toMillis()), all(entry.remarks()));
      case Outcome.Failed it -> Finding.failed(name, Finding.failure(it), Advice.TRIED.of(way));
    };
  }

  private static Saying all(List<Saying> remarks) {
    return remarks.stream().reduce(Advice.ONE_BEFORE_OTHER::of).orElseThrow();
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
              ? Finding.ok(Subject.NOTIFICATIONS.of(), Advice.DESKTOP.of())
              : Finding.warning(Subject.NOTIFICATIONS.of(), Advice.NO_DESKTOP.of(problem)));
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
