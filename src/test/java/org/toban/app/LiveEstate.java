package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.toban.alert.Severity;
import org.toban.config.ConfigFile;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.history.History;
import org.toban.incident.Event;
import org.toban.incident.Evidence;
import org.toban.incident.Incident;
import org.toban.incident.Phase;
import org.toban.incident.Run;
import org.toban.incident.Verdict;
import org.toban.testbed.AlertmanagerServer;
import org.toban.testbed.Exporter;
import org.toban.testbed.PrometheusServer;
import org.toban.testbed.Server;

/**
 * A console in this process with real parts on its whole way: exporters that measure what a test
 * breaks, Prometheus with the shipped rules, Alertmanager, hosts, and a history on the disk.
 */
final class LiveEstate implements AutoCloseable {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String PERSON = "aiko";

  private final Closers closers = new Closers();
  private final Path home;
  private final Shell shell;
  private final Console console;

  /**
   * What one job of Prometheus scrapes.
   *
   * @param metrics gives null for a target that does not answer
   */
  record Measured(String job, String instance, Supplier<String> metrics) {}

  /** Who an alert leads to, and how to sign in there, as lines of the configuration. */
  record Access(String hosts, List<Path> knownHosts, List<Path> keys, String more) {}

  /** Measures again and again, so that a scrape of a busy machine is answered at once. */
  private static final class Probe implements AutoCloseable {
    private final Thread thread;
    private volatile String last;

    Probe(Supplier<String> metrics) {
      last = metrics.get();
      thread =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (true) {
                    Thread.sleep(250);
                    last = metrics.get();
                  }
                } catch (InterruptedException _) {
                  // closed
                }
              });
    }

    @Override
    public void close() throws InterruptedException {
      thread.interrupt();
      thread.join();
    }
  }

  private LiveEstate(Path home, Path runbooks, List<Measured> measured, Access access, String rules)
      throws IOException {
    this.home = home;
    shell = new Shell(home, InstantSource.system());
    AlertmanagerServer alertmanager =
        closers.push("Alertmanager", SOON, AlertmanagerServer.start(home.resolve("alertmanager")));
    Map<String, PrometheusServer.Target> targets = new LinkedHashMap<>();
    for (Measured it : measured) {
      Probe probe = closers.push("probe of " + it.job(), SOON, new Probe(it.metrics()));
      Exporter exporter = closers.push(it.job(), SOON, new Exporter(() -> probe.last));
      targets.put(it.job(), new PrometheusServer.Target(exporter.address(), it.instance()));
    }
    PrometheusServer prometheus =
        closers.push(
            "Prometheus",
            SOON,
            PrometheusServer.start(home.resolve("prometheus"), rules, alertmanager.uri(), targets));
    Path config = configure(alertmanager, prometheus, runbooks, access);
    ConfigFile.Result read = ConfigFile.read(config, shell.places());
    assertThat(read).isInstanceOf(ConfigFile.Result.Ready.class);
    run("trust", runbooks.toString(), "--all");
    Plan plan = Plan.real(((ConfigFile.Result.Ready) read).settings(), shell.places(), List.of());
    console = closers.push("console", SOON, Console.open(plan, InstantSource.system()));
  }

  static LiveEstate open(
      Path home, Path runbooks, List<Measured> measured, Access access, String rules)
      throws IOException {
    return new LiveEstate(home, runbooks, measured, access, rules);
  }

  /** As they ship, but they wait only for more than one missed scrape, and look back less far. */
  static String shippedRules() {
    return shipped("prometheus/rules.yml")
        .replaceAll("(?m)^( +for:) .*$", "$1 2s")
        .replace("[5m]", "[4s]");
  }

  static String shipped(String name) {
    try (InputStream in = LiveEstate.class.getResourceAsStream("/assets/" + name)) {
      return new String(
          Objects.requireNonNull(in, "not shipped: " + name).readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Path configure(
      AlertmanagerServer alertmanager, PrometheusServer prometheus, Path runbooks, Access access)
      throws IOException {
    List<String> known = new ArrayList<>();
    for (Path it : access.knownHosts()) {
      known.addAll(Files.readAllLines(it));
    }
    Files.write(home.resolve("known_hosts"), known);
    Path config =
        Files.writeString(
            home.resolve("toban.yml"),
            """
            sources:
              - {name: prod, alertmanager: '%s', interval: 1s, timeout: 4s, resend_interval: 500ms}
              - {name: rules, prometheus: '%s', interval: 1s, timeout: 4s}
            runbooks: ['%s']
            hosts:
            %s
            ssh: {known_hosts: known_hosts, identity_file: [%s], agent: false, connect_timeout: 1m}
            remedies: {verify_every: 1s, verify_limit: 2m}
            incidents: {group_by: instance}
            team: {zone: Asia/Tokyo}
            notices: {desktop: false}
            history: history.db
            %s
            """
                .formatted(
                    alertmanager.uri(),
                    prometheus.uri(),
                    runbooks,
                    access.hosts().indent(2).stripTrailing(),
                    String.join(", ", access.keys().stream().map(it -> "'" + it + "'").toList()),
                    access.more()));
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
    return config;
  }

  private void run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--config", home.resolve("toban.yml").toString()));
    assertThat(shell.run(all.toArray(String[]::new))).as(shell.out + shell.err).isZero();
  }

  // --- what happens -----------------------------------------------------------------------------

  private Board board() {
    return Objects.requireNonNull(console.engine().feed().newest());
  }

  Optional<Incident> incident(String name) {
    return board().incidents().values().stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** Waits until the automatic response to an alert has ended; gives its run. */
  Run responded(String name) {
    await(name + " is responded to", name, it -> remedy(it).map(Run::ended).isPresent());
    return remedy(incident(name).orElseThrow()).orElseThrow();
  }

  private static Optional<Run> remedy(Incident it) {
    return it.runs().stream().filter(run -> run.intent().stage() == Run.Stage.RESPOND).findFirst();
  }

  private void await(String what, String name, java.util.function.Predicate<Incident> holds) {
    try {
      Server.await(what, SOON, () -> incident(name).filter(holds).isPresent());
    } catch (AssertionError e) {
      String stands =
          incident(name)
                  .map(it -> it.phase() + " after " + it.runs().size() + " runs")
                  .orElse("no incident")
              + "\n"
              + board().rows()
              + "\n"
              + board().messages();
      throw new AssertionError(e.getMessage() + "\n" + stands, e);
    }
  }

  /** Waits for the recovery of an incident, closes it as a person does, and gives its record. */
  Record closed(String name) {
    await(name + " has recovered", name, it -> it.phase() instanceof Phase.Recovered);
    Incident it = incident(name).orElseThrow();
    if (it.severity() == Severity.CRITICAL) {
      console.engine().command(new Command.DraftReview(PERSON, it.id()));
    }
    console.engine().command(new Command.Close(PERSON, it.id(), Verdict.ACTIONABLE, ""));
    Server.await(
        name + " is closed in the history",
        SOON,
        () -> console.history().incident(it.id()).orElseThrow().phase() instanceof Phase.Closed);
    Path review = home.resolve(it.id() + ".md");
    run("report", it.id(), "--format", "md", "--lang", "en", "-o", review.toString());
    try {
      return new Record(it.id(), console.history(), Files.readString(review));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Requests take as long as a test says; each look sees a hundred more of them. */
  static final class Latency {
    private boolean slow;
    private long quick;
    private long all;

    synchronized void becomeSlow() {
      slow = true;
    }

    synchronized void becomeQuick() {
      slow = false;
    }

    synchronized String metrics() {
      all += 100;
      quick += slow ? 0 : 100;
      return """
      http_request_duration_seconds_bucket{le="5"} %1$d
      http_request_duration_seconds_bucket{le="10"} %2$d
      http_request_duration_seconds_bucket{le="+Inf"} %2$d
      """
          .formatted(quick, all);
    }
  }

  /** What is stored of an incident when it is over, and its review. */
  record Record(String id, History history, String review) {
    List<Event> events() {
      return history.events(id);
    }

    String output(Run run) {
      return history.output(run.intent().runId()).orElse("");
    }

    /** What the run printed, and the panels, are evidence of its step, and the review has them. */
    void watched(Run run, String panel, String printed) {
      assertThat(output(run)).contains(printed);
      assertThat(events())
          .filteredOn(Event.EvidenceAdded.class::isInstance)
          .extracting(it -> ((Event.EvidenceAdded) it).evidence())
          .contains(Evidence.output(run.intent().runId()))
          .filteredOn(it -> it.kind() == Evidence.Kind.PANEL)
          .singleElement()
          .satisfies(it -> {
            assertThat(it.name()).isEqualTo(panel);
            // the last values, above the five seconds of the rule
            assertThat(it.text()).containsPattern("highest (5|6|7|8|9)[.\\d]*");
            assertThat(review).contains(it.text().lines().toList().getLast().strip());
          });
      assertThat(review).contains(printed);
    }

    /**
     * Opened by its alert, answered by Toban with one run on a host that ended well, verified by
     * runs that passed, recovered when the alert was gone, closed by a person: in this order.
     */
    Run answeredOnce(String step, String host, int verifySteps) {
      assertThat(events().stream().map(it -> it.getClass().getSimpleName()))
          .containsSubsequence(
              "Opened",
              "AlertFired",
              "ResponseChosen",
              "RunPlanned",
              "RunEnded",
              "VerificationStarted",
              "VerificationPassed",
              "RecoveryConfirmed",
              "Closed")
          .containsSubsequence("AlertFired", "AlertCleared", "RecoveryConfirmed");
      assertThat(events())
          .filteredOn(Event.ResponseChosen.class::isInstance)
          .singleElement()
          .satisfies(it -> assertThat(((Event.ResponseChosen) it).automatic()).isTrue());
      Incident it = history.incident(id).orElseThrow();
      Run run = remedy(it).orElseThrow();
      assertThat(it.runs())
          .filteredOn(other -> other.intent().stage() == Run.Stage.RESPOND)
          .containsExactly(run);
      assertThat(run.intent().stepId()).isEqualTo(step);
      assertThat(run.intent().host()).isEqualTo(host);
      assertThat(run.intent().automatic()).isTrue();
      assertThat(run.intent().by()).isEqualTo(Incident.AUTOMATIC);
      assertThat(
              it.runs().stream()
                  .filter(other -> other.intent().stage() == Run.Stage.VERIFY)
                  .filter(other -> Objects.requireNonNull(other.ended()).succeeded())
                  .map(other -> other.intent().stepId())
                  .distinct())
          .hasSize(verifySteps);
      assertThat(it.phase()).isInstanceOf(Phase.Closed.class);
      assertThat(review).contains(id, run.intent().script().strip().lines().toList().getLast());
      return run;
    }
  }

  @Override
  public void close() {
    closers.close();
  }
}
