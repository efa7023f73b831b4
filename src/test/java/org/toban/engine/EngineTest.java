package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Matcher;
import org.toban.history.History;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Phase;
import org.toban.incident.Run;
import org.toban.notice.Box;
import org.toban.notice.Notice;
import org.toban.remedy.Inventory;
import org.toban.remedy.Outcome;
import org.toban.remedy.Runner;
import org.toban.remedy.Target;
import org.toban.remedy.Work;
import org.toban.runbook.Approval;
import org.toban.runbook.Step;
import org.toban.source.Reading;
import org.toban.source.SourceSettings;

/** The engine as it runs: its thread, the order of its effects, its ends. */
class EngineTest {
  private final MemoryHistory history = new MemoryHistory();
  private final Hosts hosts = new Hosts();
  private final Box box = new Box();
  private final List<String> saved = new CopyOnWriteArrayList<>();
  private @Nullable Engine engine;

  /** Runs jobs until it is told how they end. */
  private final class Hosts implements Runner {
    private final Map<String, CountDownLatch> running = new ConcurrentHashMap<>();
    private final List<Work> jobs = new CopyOnWriteArrayList<>();
    private volatile boolean waits;
    private volatile int lines = 1;

    @Override
    public Outcome run(Work job, Consumer<String> output) {
      String incident = job.runId().substring(0, job.runId().lastIndexOf("-R"));
      assertThat(history.events(incident))
          .as("the intent is stored before the command starts")
          .anyMatch(it ->
              it instanceof Event.RunPlanned planned
                  && planned.intent().runId().equals(job.runId()));
      jobs.add(job);
      for (int i = 0; i < lines; i++) {
        output.accept("line " + i + "\n");
      }
      CountDownLatch end = new CountDownLatch(waits ? 1 : 0);
      running.put(job.runId(), end);
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new Outcome.Exited(0, new Outcome.Output("done\n", "", 0), Duration.ofMillis(1));
    }

    @Override
    public void stop(String runId) {
      Objects.requireNonNull(running.get(runId)).countDown();
    }

    @Override
    public void close() {}
  }

  private volatile boolean noRoom;

  private final class Approvals implements Parts.Approvals {
    @Override
    public void approve(Approval approval) {
      if (noRoom) {
        throw new UncheckedIOException("cannot write /state/trust", new IOException("disk full"));
      }
      saved.add("approve " + approval.by() + " " + approval.text());
    }

    @Override
    public void revoke(String sha256) {
      if (noRoom) {
        throw new UncheckedIOException("cannot write /state/trust", new IOException("disk full"));
      }
      saved.add("revoke " + sha256);
    }
  }

  private Engine start() {
    return start(history);
  }

  private Engine start(History store) {
    Inventory inventory =
        new Inventory(
            List.of(
                new Inventory.Entry(
                    new Target("web", "deploy", "web", 22),
                    List.of(Matcher.of("instance", Matcher.Operator.EQUAL, "web-1")))));
    Estate estate =
        new Estate(
            List.of(
                new SourceSettings(
                    "prod",
                    SourceSettings.Kind.ALERTMANAGER,
                    List.of(URI.create("http://127.0.0.1:1")),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(5),
                    1 << 20,
                    null,
                    SourceSettings.Http.plain())),
            inventory,
            Story.LIBRARY,
            Story.allTrusted(),
            null);
    Parts parts =
        new Parts(
            store,
            hosts,
            List.of(box),
            source -> saved.add("poll " + source),
            new Approvals(),
            (on, at, by, reason) -> saved.add("hold " + on + " " + reason),
            InstantSource.system());
    Engine it = new Engine(Story.settings(List.of()), estate, parts);
    engine = it;
    it.start();
    return it;
  }

  @AfterEach
  void stop() {
    if (engine != null) {
      engine.close();
    }
  }

  private static void read(Engine it, Alert... alerts) {
    it.read(
        new Reading.Complete(
            "prod", Instant.now(), Alerts.of(List.of(alerts)), Duration.ofMillis(1)));
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within a minute").isLessThan(end);
      Thread.sleep(5);
    }
  }

  private static Board board(Engine it) {
    return Objects.requireNonNull(it.feed().newest());
  }

  private static boolean isIn(Engine it, Class<? extends Phase> phase) {
    return board(it).incidents().values().stream().anyMatch(one -> phase.isInstance(one.phase()));
  }

  @Test
  void anAlertIsAnsweredVerifiedAndRecovered() throws InterruptedException {
    Engine it = start();
    Alert down = alert("Down", "web-1", Instant.now(), "severity", "critical");
    read(it, down);
    await(() -> hosts.jobs.size() == 2);
    read(it);
    read(it);
    await(() -> isIn(it, Phase.Recovered.class));
    Incident incident = board(it).incidents().values().iterator().next();
    await(() -> history.events(incident.id()).size() == 13);
    assertThat(incident.runs())
        .extracting(run -> run.intent().stage())
        .containsExactly(Run.Stage.RESPOND, Run.Stage.VERIFY);
    assertThat(history.output(incident.runs().getFirst().intent().runId())).contains("done\n");
    assertThat(board(it).output().values()).allMatch(text -> text.equals("line 0\n"));
    await(() -> box.notices().size() == 2);
    assertThat(box.notices()).extracting(Notice::why).contains("new incident", "recovered");
  }

  @Test
  void aFloodOfOutputIsFewBoardsAndKeepsItsEnd() throws InterruptedException {
    AtomicInteger boards = new AtomicInteger();
    long begun = System.nanoTime();
    Engine it = start();
    it.feed().listen(board -> boards.incrementAndGet());
    hosts.lines = 200_000;
    hosts.waits = true;
    read(it, alert("Down", "web-1", Instant.now(), "severity", "critical"));
    await(() -> board(it).output().values().stream().anyMatch(text -> text.contains("199999")));
    long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    assertThat((long) boards.get()).as("twenty a second").isLessThan(100 + millis / 40);
    assertThat(board(it).output().values()).allMatch(text -> text.length() <= 64 * 1024);
  }

  @Test
  void closingStoresThatNobodySawTheEndAndStopsTheCommand() throws InterruptedException {
    Engine it = start();
    hosts.waits = true;
    read(it, alert("Down", "web-1", Instant.now(), "severity", "critical"));
    await(() -> hosts.running.size() == 1 && !board(it).incidents().isEmpty());
    String id = board(it).incidents().keySet().iterator().next();
    it.close();
    assertThat(hosts.running.values()).allMatch(end -> end.getCount() == 0);
    assertThat(history.events(id).getLast())
        .isInstanceOfSatisfying(
            Event.RunEnded.class,
            ended -> assertThat(ended.ending()).isInstanceOf(Run.Unknown.class));
    hosts.waits = false;
    int jobs = hosts.jobs.size();
    Engine again = start();
    await(() -> hosts.jobs.size() == jobs + 1);
    assertThat(hosts.jobs.getLast().script()).contains("curl");
    await(() -> isIn(again, Phase.Verifying.class));
  }

  @Test
  void aFullDiskStopsAutomationKeepsEventsAndIsSeen() throws InterruptedException {
    Engine it = start();
    history.fail("disk full");
    read(it, alert("Down", "web-1", Instant.now(), "severity", "critical"));
    await(() -> "disk full".equals(board(it).historyProblem()));
    await(() -> isIn(it, Phase.Escalated.class));
    assertThat(hosts.jobs).isEmpty();
    await(() -> !box.notices().isEmpty());
    history.fail(null);
    await(() -> board(it).historyProblem() == null);
    Incident incident = board(it).incidents().values().iterator().next();
    await(() -> history.events(incident.id()).size() >= incident.version());
    assertThat(Incident.fold(incident.id(), history.events(incident.id())).phase())
        .isInstanceOf(Phase.Escalated.class);
  }

  /** T35: a listener that never returns parks the engine's thread. */
  @Test
  void anEngineThatStandsStillIsSeenFromOutside() throws InterruptedException {
    Engine it = start();
    assertThat(it.stillFor()).isLessThan(Duration.ofSeconds(30));
    CountDownLatch end = new CountDownLatch(1);
    AtomicBoolean parked = new AtomicBoolean();
    it.feed()
        .listen(board -> {
          if (Thread.currentThread().getName().equals("engine")) {
            parked.set(true);
            try {
              end.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        });
    await(parked::get);
    await(() -> it.stillFor().compareTo(Duration.ofMillis(1500)) > 0);
    end.countDown();
    await(() -> it.stillFor().compareTo(Duration.ofMillis(1500)) < 0);
    it.close();
    assertThat(it.stillFor()).isZero();
  }

  @Test
  void trustHoldAndPollsGoOut() throws InterruptedException {
    Engine it = start();
    Step restart = Story.LIBRARY.step(Story.stepId("restart")).orElseThrow();
    it.command(new Command.Revoke("aoki", restart.sha256()));
    it.command(new Command.Approve("baba", restart));
    it.command(new Command.Hold("aoki", true, "release"));
    it.command(new Command.PollNow("aoki", "prod"));
    await(() -> saved.contains("poll prod"));
    assertThat(saved)
        .containsSubsequence(
            "revoke " + restart.sha256(),
            "approve baba systemctl restart web",
            "hold true release",
            "poll prod");
    await(() -> board(it).hold() != null && board(it).trust().approved(restart));
    assertThat(board(it).trust().approval(restart)).map(Approval::by).contains("baba");
  }

  /** What would be gone at the next start does not hold now: the person is told, and sees it. */
  @Test
  void anApprovalThatCannotBeStoredDoesNotHold() throws InterruptedException {
    Engine it = start();
    Step restart = Story.LIBRARY.step(Story.stepId("restart")).orElseThrow();
    noRoom = true;
    it.command(new Command.Revoke("aoki", restart.sha256()));
    it.command(new Command.Approve("baba", restart));
    await(() -> tells(it, "approval.unsaved") && tells(it, "revoke.unsaved"));
    assertThat(board(it).trust().approved(restart)).as("withdrawn at once").isFalse();
    assertThat(board(it).messages())
        .filteredOn(message -> message.key().equals("approval.unsaved"))
        .singleElement()
        .satisfies(message ->
            assertThat(String.join(" ", message.arguments()))
                .contains("/state/trust")
                .contains("disk full"));
    noRoom = false;
    it.command(new Command.Approve("baba", restart));
    await(() -> board(it).trust().approved(restart));
  }

  private boolean tells(Engine it, String key) {
    return board(it).messages().stream().anyMatch(message -> message.key().equals(key));
  }

  @Test
  void theNewestBoardIsAlwaysPublished() throws InterruptedException {
    Engine it = start();
    Set<Alert> all = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 200; i++) {
      all.add(alert("Odd", "host-" + i, Instant.now(), "severity", "none"));
      read(it, all.toArray(new Alert[0]));
    }
    await(() -> board(it).rows().size() == 200);
  }
}
