package org.toban.engine;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Matcher;
import org.toban.history.History;
import org.toban.history.SqliteHistory;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Phase;
import org.toban.remedy.Inventory;
import org.toban.remedy.Outcome;
import org.toban.remedy.Runner;
import org.toban.remedy.SshRunner;
import org.toban.remedy.SshSettings;
import org.toban.remedy.StartLimit;
import org.toban.remedy.Target;
import org.toban.remedy.Work;
import org.toban.runbook.Approval;
import org.toban.runbook.Library;
import org.toban.runbook.MarkdownFile;
import org.toban.runbook.RunbookReader;
import org.toban.runbook.Trust;
import org.toban.source.Reading;
import org.toban.testbed.Server;
import org.toban.testbed.SshdServer;

/**
 * A console as a process of its own, with its own history, whose automatic response to every alert
 * leaves a mark on a real host. It tells its standard output how far its runs are.
 */
final class RunDesk {
  private RunDesk() {}

  /** Starts one: it ends by itself when every alert of the file is answered. */
  static Process start(Path folder, SshdServer server, String name) throws IOException {
    return KilledDesk.start(
        RunDesk.class,
        folder.toString(),
        name,
        server.user(),
        "" + server.port(),
        server.knownHosts().toString(),
        server.userKey().toString());
  }

  /** One line for each answer that was run: what the alert was about. */
  static Path marks(Path folder) {
    return folder.resolve("marks");
  }

  static Path history(Path folder, String name) {
    return folder.resolve(name + ".db");
  }

  /** The commands take a while. */
  static void slow(Path folder) throws IOException {
    Files.createFile(folder.resolve("slow"));
  }

  /** Commands that are slow stay where they are until {@link #release}. */
  static void hold(Path folder) throws IOException {
    Files.createFile(folder.resolve("hold"));
  }

  static void release(Path folder) throws IOException {
    Files.delete(folder.resolve("hold"));
  }

  /** Consoles that are started now wait for each other until {@link #go}. */
  static void together(Path folder) throws IOException {
    Files.createFile(folder.resolve("wait"));
  }

  /** Lets the consoles look at what fires, once each of them is there. */
  static void go(Path folder, List<String> names) throws IOException {
    Server.await(
        "every console",
        Duration.ofMinutes(2),
        () -> names.stream().allMatch(name -> Files.exists(folder.resolve("ready-" + name))));
    Files.delete(folder.resolve("wait"));
  }

  /** What fires: as many alerts as the file of that name has lines, since the times in them. */
  static void fire(Path folder, int alerts, Instant at) throws IOException {
    Path file = folder.resolve("firing");
    List<String> lines = new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
    for (int i = 0; i < alerts; i++) {
      lines.add(at.toString());
    }
    Files.write(file, lines);
  }

  private static Library library(Path folder, boolean slow) {
    String held = "; while [ -e '%s' ]; do sleep 0.1; done".formatted(folder.resolve("hold"));
    String book =
        """
        | Alert | Level | Response time | Owner | Automatic response |
        |---|---|---|---|---|
        | Down | Warning | within 15 minutes | SRE | Restart |

        # Alert: Down

        ## Respond

        ```bash { name=mark auto }
        echo "$TOBAN_INSTANCE" >>'%s'; echo begun%s
        ```
        """
            .formatted(marks(folder), slow ? held + "; sleep 0.2; echo done" : "");
    return RunbookReader.read(List.of(new MarkdownFile("book.md", book)));
  }

  static void main(String[] it) throws Exception {
    Path folder = Path.of(it[0]);
    Library library = library(folder, Files.exists(folder.resolve("slow")));
    Target target = new Target("web", it[2], "127.0.0.1", Integer.parseInt(it[3]));
    SshSettings ssh =
        new SshSettings(
            Path.of(it[4]),
            List.of(Path.of(it[5])),
            null,
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            1000);
    try (SqliteHistory history = SqliteHistory.open(history(folder, it[1]))) {
      Parts parts = Wiring.parts(told(history), new Telling(new SshRunner(ssh)), List.of());
      try (Engine engine = new Engine(settings(it[1]), estate(library, target), parts)) {
        engine.start();
        tell("started");
        Files.writeString(folder.resolve("ready-" + it[1]), "");
        while (Files.exists(folder.resolve("wait"))) {
          Thread.sleep(20);
        }
        while (!isDone(folder, engine)) {
          engine.read(
              new Reading.Complete(
                  "prod", Instant.now(), Alerts.of(firing(folder)), Duration.ofMillis(1)));
          Thread.sleep(500);
        }
      }
    }
    tell("over");
    System.exit(0);
  }

  private static synchronized void tell(String what) {
    System.out.println(what);
    System.out.flush();
  }

  private static List<Alert> firing(Path folder) throws IOException {
    List<Alert> alerts = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("firing"))) {
      alerts.add(Story.alert("Down", "web-" + alerts.size(), Instant.parse(line)));
    }
    return alerts;
  }

  /** Every alert has an incident whose response is over. */
  private static boolean isDone(Path folder, Engine engine) throws IOException {
    Board board = Objects.requireNonNull(engine.feed().newest());
    List<Incident> all = List.copyOf(board.incidents().values());
    return all.size() == Files.readAllLines(folder.resolve("firing")).size()
        && all.stream()
            .noneMatch(incident ->
                (incident.phase() instanceof Phase.Waiting && !isManual(incident))
                    || incident.phase() instanceof Phase.Responding);
  }

  /** A response that found no turn for too long is a person's. */
  private static boolean isManual(Incident it) {
    return it.response() != null && !it.response().automatic();
  }

  private static EngineSettings settings(String name) {
    EngineSettings it = Wiring.settings(name);
    EngineSettings.Times usual = it.times();
    return it.with(it.limits().with(new StartLimit(100_000, Duration.ofSeconds(300))))
        .with(
            new EngineSettings.Times(
                usual.reopenWindow(),
                usual.repeatPage(),
                usual.escalateAfter(),
                usual.runLimit(),
                usual.verifyEvery(),
                Duration.ofHours(1)))
        .with(Story.answering(1_000_000))
        .with(Story.plan(new org.toban.notice.Pace(1000, Duration.ZERO)));
  }

  private static Estate estate(Library library, Target target) {
    Inventory inventory =
        new Inventory(
            List.of(
                new Inventory.Entry(
                    target, List.of(Matcher.of("instance", Matcher.Operator.MATCHES, "web.*")))));
    Trust trust =
        new Trust(
            library.runbooks().stream()
                .flatMap(book -> book.steps().stream())
                .map(step -> Approval.of(step, "aoki", Instant.now()))
                .toList());
    return Wiring.estate(library, inventory, trust);
  }

  /** The history, which tells when a plan or an end is durable. */
  private static History told(History history) {
    return (History)
        Proxy.newProxyInstance(
            History.class.getClassLoader(),
            new Class<?>[] {History.class},
            (_, method, arguments) -> {
              Object given;
              try {
                given = method.invoke(history, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (method.getName().equals("append")) {
                String what = Arrays.deepToString(arguments);
                if (what.contains(Event.RunPlanned.class.getSimpleName() + "[")) {
                  tell("planned");
                }
                if (what.contains(Event.RunEnded.class.getSimpleName() + "[")) {
                  tell("recorded");
                }
              }
              return given;
            });
  }

  /** Tells of a run that begins, prints and ends. */
  private record Telling(Runner runner) implements Runner {
    @Override
    public Outcome run(Work job, Consumer<String> output) {
      tell("connecting");
      Outcome outcome =
          runner.run(
              job,
              text -> {
                tell("output");
                output.accept(text);
              });
      tell("ending");
      return outcome;
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
}
