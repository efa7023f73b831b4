package org.toban.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Matcher;
import org.toban.history.SqliteHistory;
import org.toban.incident.Incident;
import org.toban.incident.Rollout;
import org.toban.incident.rollout.Share;
import org.toban.incident.rollout.Standing;
import org.toban.remedy.Inventory;
import org.toban.remedy.Outcome;
import org.toban.remedy.Runner;
import org.toban.remedy.SshRunner;
import org.toban.remedy.SshSettings;
import org.toban.remedy.Target;
import org.toban.remedy.Work;
import org.toban.runbook.Library;
import org.toban.runbook.MarkdownFile;
import org.toban.runbook.RunbookReader;
import org.toban.runbook.Step;
import org.toban.runbook.Trust;
import org.toban.source.Reading;
import org.toban.testbed.SshdServer;

/**
 * A console over real hosts, each an sshd of its own, with one incident that is about all of them
 * and a step that leaves a mark: which alert it was about, and on which port it ran.
 */
final class RolloutDesk implements AutoCloseable {
  private final SqliteHistory history;
  private final Engine engine;
  private final List<Target> hosts;

  private RolloutDesk(Path folder, List<Target> hosts, SshSettings ssh, Consumer<String> printed)
      throws IOException {
    this.hosts = hosts;
    this.history = SqliteHistory.open(folder.resolve("history.db"));
    Parts parts = Wiring.parts(history, new Telling(new SshRunner(ssh), printed), List.of());
    engine = new Engine(settings(), estate(library(folder), hosts), parts);
    engine.start();
  }

  /** What a file says of the hosts, so that another process finds them. */
  static void write(Path folder, List<SshdServer> servers) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder known = new StringBuilder();
    for (SshdServer it : servers) {
      lines.add(it.user() + " " + it.port() + " " + it.userKey());
      known.append(Files.readString(it.knownHosts()));
    }
    Files.write(folder.resolve("hosts"), lines);
    Files.writeString(folder.resolve("known_hosts"), known);
  }

  /** On the hosts of the file; what runs print is given to {@code printed}. */
  static RolloutDesk open(Path folder, Consumer<String> printed) throws IOException {
    List<Target> hosts = new ArrayList<>();
    List<Path> keys = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("hosts"))) {
      String[] parts = line.split(" ", 3);
      hosts.add(
          new Target(
              "web-" + (hosts.size() + 1), parts[0], "127.0.0.1", Integer.parseInt(parts[1])));
      keys.add(Path.of(parts[2]));
    }
    SshSettings ssh =
        new SshSettings(
            folder.resolve("known_hosts"),
            keys,
            null,
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            1000);
    return new RolloutDesk(folder, hosts, ssh, printed);
  }

  /** The step fails on the host that a file names, and hangs on the one that another names. */
  private static Library library(Path folder) {
    String book =
        """
        # Alert: Disk

        ## Respond

        ```bash { name=mark hosts=incident }
        echo "$TOBAN_LABEL_HOST ${SSH_CONNECTION##* }" >>'HOME/marks'
        echo "begun on $TOBAN_LABEL_HOST"
        while test -e "HOME/hangs-$TOBAN_LABEL_HOST"; do sleep 0.1; done
        test ! -e "HOME/fails-$TOBAN_LABEL_HOST"
        ```
        """
            .replace("HOME", folder.toString());
    return RunbookReader.read(List.of(new MarkdownFile("book.md", book)));
  }

  static List<String> marks(Path folder) throws IOException {
    Path file = folder.resolve("marks");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  void fire() {
    List<Alert> alerts =
        hosts.stream()
            .map(it -> Story.alert("Disk", it.name(), Story.BEGIN, "host", it.name()))
            .toList();
    engine.read(
        new Reading.Complete("prod", Instant.now(), Alerts.of(alerts), Duration.ofMillis(1)));
  }

  void run(String share) {
    Step step = board().library().runbooks().getFirst().steps().getFirst();
    Incident it = incident();
    engine.command(
        new Command.RunOnHosts(
            "sato",
            it.id(),
            step.id(),
            hosts.stream().map(Target::name).toList(),
            Share.of(share).orElseThrow(),
            Map.of(),
            ""));
  }

  void goOn() {
    Incident it = incident();
    engine.command(new Command.GoOnRollout("aoki", it.id(), it.rollouts().getLast().plan().id()));
  }

  void stop() {
    Incident it = incident();
    engine.command(new Command.StopRollout("aoki", it.id(), it.rollouts().getLast().plan().id()));
  }

  Board board() {
    return Objects.requireNonNull(engine.feed().newest());
  }

  Incident incident() {
    return board().incidents().values().iterator().next();
  }

  Rollout rollout() {
    return incident().rollouts().getLast();
  }

  /** One letter a host. */
  String standings() {
    return rollout().standings(incident().runs()).values().stream()
        .map(it -> it == Standing.NOT_STARTED ? "n" : it.name().substring(0, 1))
        .map(it -> it.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  RolloutDesk await(Predicate<RolloutDesk> condition) {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!condition.test(this)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("did not come true: " + board().incidents());
      }
      LockSupport.parkNanos(5_000_000);
    }
    return this;
  }

  RolloutDesk awaitOpen() {
    return await(it ->
        !it.board().incidents().isEmpty() && it.incident().firing().size() == it.hosts.size());
  }

  RolloutDesk awaitOver() {
    return await(it ->
        !it.incident().rollouts().isEmpty()
            && it.rollout().ended() != null
            && !it.standings().contains("r"));
  }

  @Override
  public void close() {
    engine.close();
    history.close();
  }

  private static EngineSettings settings() {
    EngineSettings it = Wiring.settings("desk-1");
    return it.with(it.sorting().by(List.of("alertname")))
        .with(Story.plan(new org.toban.notice.Pace(1000, Duration.ZERO)));
  }

  private static Estate estate(Library library, List<Target> hosts) {
    List<Inventory.Entry> entries =
        hosts.stream()
            .map(it ->
                new Inventory.Entry(
                    it, List.of(Matcher.of("instance", Matcher.Operator.EQUAL, it.name()))))
            .toList();
    return Wiring.estate(library, new Inventory(entries), Trust.nothing());
  }

  private record Telling(Runner runner, Consumer<String> printed) implements Runner {
    @Override
    public Outcome run(Work job, Consumer<String> output) {
      return runner.run(
          job,
          text -> {
            printed.accept(text);
            output.accept(text);
          });
    }

    @Override
    public void stop(String runId) {
      runner.stop(runId);
    }

    @Override
    public void close() {
      runner.close();
    }
  }

  /** One life of a console that is killed: begins, and tells what its runs print. */
  static void main(String[] it) throws Exception {
    RolloutDesk desk = open(Path.of(it[0]), RolloutDesk::tell);
    desk.fire();
    desk.awaitOpen().run(it[1]);
    Thread.sleep(Duration.ofMinutes(10)); // until it is killed
    desk.close();
  }

  private static synchronized void tell(String what) {
    System.out.print(what);
    System.out.flush();
  }
}
