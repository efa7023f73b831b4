package org.toban.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Matcher;
import org.toban.config.RunbookFolder;
import org.toban.engine.Board;
import org.toban.engine.Engine;
import org.toban.engine.EngineSettings;
import org.toban.engine.Estate;
import org.toban.engine.Input;
import org.toban.engine.Parts;
import org.toban.history.SqliteHistory;
import org.toban.incident.BusinessCalendar;
import org.toban.notice.Channel;
import org.toban.notice.Delivery;
import org.toban.notice.Earlier;
import org.toban.notice.Letter;
import org.toban.remedy.Inventory;
import org.toban.remedy.Outcome;
import org.toban.remedy.Runner;
import org.toban.remedy.Target;
import org.toban.remedy.Work;
import org.toban.runbook.Trust;
import org.toban.source.Source;
import org.toban.source.SourceSettings;
import org.toban.source.logs.LogRule;
import org.toban.source.silence.SilencePoller;
import org.toban.testbed.Server;

/**
 * The real program between its sources and its window: real polls of servers on loopback, the real
 * engine and history; only the time is the story's.
 */
final class Lookout implements AutoCloseable {
  static final Duration POLL = Duration.ofSeconds(15);

  private final SqliteHistory history;
  private final SilencePoller silences;
  private final List<Source> sources = new ArrayList<>();
  private final Engine engine;
  private volatile Instant now;

  /** What the desktop answers to a notice. */
  volatile Delivery desktop = Delivery.sent();

  /**
   * What a command prints, by its script, before it ends with status 0; nothing may run without.
   */
  volatile java.util.function.@Nullable Function<Work, String> prints;

  /** Sources that are not asked. */
  final Set<String> unasked = new HashSet<>();

  /**
   * Begins to look.
   *
   * @param begin the first moment of the story
   * @param rules over logs, each a source too
   * @param history the file of it
   */
  Lookout(
      String language,
      Instant begin,
      List<SourceSettings> settings,
      List<LogRule> rules,
      Path history) {
    now = begin;
    InstantSource clock = () -> now;
    List<SourceSettings> all = new ArrayList<>(settings);
    rules.forEach(rule -> all.add(rule.server()));
    settings.forEach(it -> sources.addAll(Source.allOf(it)));
    rules.forEach(it -> sources.add(it.source()));
    this.history = SqliteHistory.open(history);
    silences = new SilencePoller(settings, clock, this::silencesRead);
    Parts parts =
        new Parts(
            this.history,
            new Scripted(),
            List.of(new Desktop()),
            source -> {},
            Parts.Approvals.unkept(),
            (on, at, by, reason) -> {},
            (name, window, at) -> {},
            silences,
            org.toban.engine.evidence.Witness.none(),
            clock);
    engine = new Engine(engine(language), estate(language, all), parts);
    engine.start();
  }

  private static EngineSettings engine(String language) {
    EngineSettings.Times usual = EngineSettings.Times.standard();
    return EngineSettings.standard(
            new EngineSettings.Desk("desk-1", false, Locale.of(language)),
            BusinessCalendar.standard(Boards.ZONE))
        .with(
            new EngineSettings.Times(
                usual.reopenWindow(),
                usual.repeatPage(),
                usual.escalateAfter(),
                usual.runLimit(),
                POLL,
                usual.verifyLimit()));
  }

  private static Estate estate(String language, List<SourceSettings> settings) {
    return new Estate(
        settings, inventory(), RunbookFolder.shipped(language), Trust.nothing(), null);
  }

  private static Inventory inventory() {
    return new Inventory(
        List.of(
            new Inventory.Entry(
                new Target("web-1", "deploy", "10.0.0.5", 22),
                List.of(Matcher.of("instance", Matcher.Operator.MATCHES, ".+")))));
  }

  private void silencesRead(
      Instant at,
      String source,
      org.toban.source.Answer<List<org.toban.source.silence.Silence>> answer) {
    engine.take(new Input.SilencesRead(at, source, answer));
  }

  // --- what happens ------------------------------------------------------------------------------

  /** Every source that is asked answers, now. */
  Lookout poll() {
    for (Source source : sources) {
      if (!unasked.contains(source.name())) {
        var reading = source.read(() -> now);
        engine.read(reading);
        silences.follow(reading);
      }
    }
    return settle();
  }

  /** Time passes, with polls at their interval. */
  Lookout pass(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      Duration left = Duration.between(now, end);
      now = now.plus(left.compareTo(POLL) < 0 ? left : POLL);
      poll();
    }
    return this;
  }

  /** Time passes unseen. */
  Lookout jump(Duration time) {
    now = now.plus(time);
    return settle();
  }

  Lookout take(Input input) {
    engine.take(input);
    return settle();
  }

  /** What the engine was given before is on the board afterwards. */
  private Lookout settle() {
    for (int i = 0; i < 2; i++) {
      Instant tick = now.plusNanos(1_000_000);
      now = tick;
      engine.take(new Input.Tick(tick));
      Server.await("the tick", Duration.ofSeconds(20), () -> tick.equals(board().at()));
    }
    return this;
  }

  /** Waits for what comes by another thread, such as a list of silences. */
  Lookout awaits(String what, java.util.function.Predicate<Board> condition) {
    Server.await(what, Duration.ofSeconds(20), () -> condition.test(board()));
    return this;
  }

  Board board() {
    Board board = engine.feed().newest();
    if (board == null) {
      throw new IllegalStateException("the engine publishes a board when it starts");
    }
    return board;
  }

  Instant now() {
    return now;
  }

  Engine engine() {
    return engine;
  }

  SqliteHistory history() {
    return history;
  }

  @Override
  public void close() {
    silences.close();
    engine.close();
    history.close();
  }

  private final class Scripted implements Runner {
    @Override
    public Outcome run(Work job, Consumer<String> output) {
      var told = prints;
      if (told == null) {
        throw new IllegalStateException("nothing is approved");
      }
      String text = told.apply(job);
      output.accept(text);
      return new Outcome.Exited(0, new Outcome.Output(text, "", 0), Duration.ofMillis(300));
    }

    @Override
    public void stop(String runId) {}

    @Override
    public void close() {}
  }

  private final class Desktop implements Channel {
    @Override
    public String name() {
      return "desktop";
    }

    @Override
    public Delivery send(Letter letter, @Nullable Earlier earlier) {
      return desktop;
    }

    @Override
    public String meaning() {
      return "nobody looks";
    }

    @Override
    public void close() {}
  }
}
