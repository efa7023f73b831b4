package org.toban.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.toban.app.heap.Tidying;
import org.toban.config.Settings;
import org.toban.engine.Board;
import org.toban.history.HistoryFault;
import org.toban.history.SqliteHistory;
import org.toban.source.SourceSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code toban watch}: the engine without a desk. */
@Command(
    name = "watch",
    description = {
      "The engine without a desk: it watches, notifies and responds until it is stopped.",
      "With --once it only looks: exit code 0 fine, 1 warning, 2 critical, 3 blind."
    })
final class WatchCommand implements Callable<Integer> {
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** There is no window that anybody could use. */
  private static final Duration ALONE = Duration.ofDays(1);

  private final TobanCommand toban;

  @Option(names = "--once", description = "Prints the board once, changes nothing and ends.")
  private boolean once;

  @Option(names = "--json", description = "Machine output, described in docs/cli.md.")
  private boolean json;

  WatchCommand(TobanCommand toban) {
    this.toban = toban;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings settings = toban.settings();
    try (LogFile log = LogFile.open(toban.surroundings)) {
      Objects.requireNonNull(log);
      return once ? look(settings) : watch(settings);
    }
  }

  private int look(Settings settings) throws IOException, InterruptedException {
    Board board = look(toban, settings, whole -> true);
    BoardReport report = new BoardReport(board, toban.surroundings.clock().instant());
    print(report);
    return report.exitCode();
  }

  /**
   * The board of a look that changes nothing, after every source was asked once.
   *
   * @param whole what else is waited for, no longer than for a source
   */
  static Board look(TobanCommand toban, Settings settings, Predicate<Board> whole)
      throws IOException, InterruptedException {
    try (ScratchFolder scratch = ScratchFolder.make()) {
      Path copy = scratch.file("history.db");
      copyHistory(toban, settings.history(), copy);
      try (Console console = Console.open(Plan.look(settings, copy), toban.surroundings.clock())) {
        return whenEverySourceWasAsked(console, Plan.watched(settings), whole);
      }
    }
  }

  /** So that incidents which are open already are shown with their own deadlines. */
  private static void copyHistory(TobanCommand toban, Path from, Path to) {
    if (!Files.exists(from)) {
      return;
    }
    try (SqliteHistory history = SqliteHistory.open(from)) {
      history.backup(to);
    } catch (HistoryFault e) {
      toban.surroundings.warn("earlier incidents are not shown: " + e.getMessage());
    }
  }

  private static Board whenEverySourceWasAsked(
      Console console, List<SourceSettings> sources, Predicate<Board> whole)
      throws InterruptedException {
    Duration longest =
        sources.stream()
            .map(SourceSettings::timeout)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    long end = System.nanoTime() + longest.plus(GRACE).toNanos();
    Board board = console.engine().feed().newest();
    while (System.nanoTime() < end
        && (board == null || !everySourceWasAsked(board) || !whole.test(board))) {
      Thread.sleep(10);
      board = console.engine().feed().newest();
    }
    if (board == null) {
      throw new Failure("the engine gave no board");
    }
    return board;
  }

  private static boolean everySourceWasAsked(Board board) {
    return board.sources().stream().allMatch(source -> source.lastTried() != null)
        && board.roster().rotas().values().stream()
            .allMatch(rota -> rota.readAt() != null || rota.problem() != null);
  }

  private int watch(Settings settings) throws InterruptedException {
    OnlyOne one =
        OnlyOne.in(toban.surroundings.places().runtime())
            .orElseThrow(
                () -> new Failure("another Toban of yours runs already; it has been told"));
    Closers closers = new Closers();
    closers.push("only one", GRACE, one);
    Plan plan =
        Plan.real(
            settings, toban.surroundings.places(), Channels.of(settings, Channels.Person.absent()));
    Console console =
        closers.push(
            "console", Duration.ofSeconds(30), Console.open(plan, toban.surroundings.clock()));
    Runtime.getRuntime().addShutdownHook(new Thread(closers::close, "shutdown"));
    console.engine().feed().listen(new Printer()::take);
    closers.push("tidying", GRACE, Tidying.start(() -> ALONE));
    new CountDownLatch(1).await(); // until a signal ends the process
    return 0;
  }

  private void print(BoardReport report) {
    if (json) {
      toban.surroundings.out().println(Json.pretty(report.json()));
    } else {
      report.lines().forEach(toban.surroundings::say);
    }
  }

  /** Prints a board when what it says has changed. */
  private final class Printer {
    private @Nullable List<String> last;

    void take(Board board) {
      BoardReport report = new BoardReport(board, board.at());
      List<String> lines = report.lines();
      if (lines.equals(last)) {
        return;
      }
      last = lines;
      if (json) {
        toban.surroundings.out().println(Json.line(report.json()));
      } else {
        toban.surroundings.say("--- " + board.at());
        lines.forEach(toban.surroundings::say);
      }
    }
  }
}
