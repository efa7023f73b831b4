package org.toban.app.kept;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.engine.Board;
import org.toban.engine.Input;
import org.toban.history.LastBoard;
import org.toban.history.LastBoardFile;
import org.toban.source.SourceStatus;

/**
 * Keeps the newest board on disk, so that the next start shows it at once. A large board is written
 * more seldom: never more than a fiftieth of the time goes into it.
 */
public final class BoardKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BoardKeeper.class);
  private static final Duration SHORTEST = Duration.ofSeconds(5);

  /** When only the time of the answers is newer. */
  private static final Duration QUIET = Duration.ofMinutes(1);

  private static final int SHARE = 50;

  /** Taken over in parts of this size, so that no step of the engine is long. */
  private static final int PART = 5000;

  private final LastBoardFile file;
  private final Supplier<@Nullable Board> newest;
  private final Thread thread;
  private @Nullable Board kept;
  private long keptAt = System.nanoTime();
  private Duration took = Duration.ZERO;
  private boolean works = true;

  private BoardKeeper(LastBoardFile file, Supplier<@Nullable Board> newest) {
    this.file = file;
    this.newest = newest;
    this.thread = Thread.ofPlatform().daemon().name("board keeper").unstarted(this::keepOn);
  }

  /**
   * Gives what is kept to the engine, off the caller's thread, and begins to keep what is new.
   *
   * @param inbox the engine's
   */
  public static BoardKeeper start(
      LastBoardFile file,
      InstantSource clock,
      Consumer<Input> inbox,
      Supplier<@Nullable Board> newest) {
    BoardKeeper keeper = new BoardKeeper(file, newest);
    Thread.ofPlatform()
        .daemon()
        .name("last board")
        .start(() -> {
          keeper.recall(clock, inbox);
          keeper.thread.start();
        });
    return keeper;
  }

  private void recall(InstantSource clock, Consumer<Input> inbox) {
    try {
      Optional<LastBoard> last = file.read();
      if (last.isEmpty()) {
        return;
      }
      List<LastBoard.Sighting> all = last.get().sightings();
      Instant now = clock.instant();
      inbox.accept(new Input.Remembered(now, new LastBoard(last.get().sources(), List.of(), 0)));
      for (int from = 0; from < all.size(); from += PART) {
        List<LastBoard.Sighting> part = all.subList(from, Math.min(all.size(), from + PART));
        inbox.accept(new Input.Remembered(now, new LastBoard(List.of(), part, 0)));
      }
      if (last.get().leftOut() > 0) {
        LOG.warn("{} alerts of the last board were too many to be kept", last.get().leftOut());
      }
    } catch (IOException e) {
      LOG.warn("the last board cannot be shown: {}", e.toString());
      inbox.accept(new Input.Forgotten(clock.instant(), String.valueOf(e.getMessage())));
    }
  }

  private void keepOn() {
    try {
      while (true) {
        Thread.sleep(SHORTEST);
        keep(false);
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private synchronized void keep(boolean last) {
    Board board = newest.get();
    if (board == null || !(last ? isNewer(board) : isDue(board))) {
      return;
    }
    long begun = System.nanoTime();
    try {
      file.save(of(board));
      kept = board;
      works = true;
    } catch (IOException | RuntimeException e) {
      if (works) {
        LOG.warn("the board cannot be kept for the next start: {}", e.toString());
      }
      works = false;
    }
    keptAt = System.nanoTime();
    took = Duration.ofNanos(keptAt - begun);
  }

  @SuppressWarnings("ReferenceEquality") // unchanged rows are the same list
  private boolean isDue(Board board) {
    Duration since = Duration.ofNanos(System.nanoTime() - keptAt);
    if (since.compareTo(took.multipliedBy(SHARE)) < 0 || !isNewer(board)) {
      return false;
    }
    return kept == null || kept.rows() != board.rows() || since.compareTo(QUIET) >= 0;
  }

  @SuppressWarnings("ReferenceEquality") // unchanged rows are the same list
  private boolean isNewer(Board board) {
    boolean answered = board.sources().stream().anyMatch(it -> it.lastComplete() != null);
    return answered
        && (kept == null || kept.rows() != board.rows() || !kept.sources().equals(board.sources()));
  }

  static LastBoard of(Board board) {
    List<LastBoard.Answered> sources = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (SourceStatus source : board.sources()) {
      names.add(source.name());
      Instant complete = source.lastComplete();
      if (complete != null) {
        sources.add(new LastBoard.Answered(source.name(), complete, source.alerts()));
      }
    }
    List<LastBoard.Sighting> sightings = new ArrayList<>(board.rows().size());
    for (Board.Row row : board.rows()) {
      if (names.containsAll(row.sources())) {
        sightings.add(new LastBoard.Sighting(row.alert(), row.sources(), row.firstSeen()));
      }
    }
    return new LastBoard(sources, sightings, 0);
  }

  @Override
  public void close() {
    thread.interrupt();
    keep(true);
  }
}
