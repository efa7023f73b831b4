package org.toban.engine;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries the newest board out of the engine: a slow reader misses boards in between, never the
 * newest.
 */
public final class Feed {
  private final AtomicReference<@Nullable Board> newest = new AtomicReference<>();
  private volatile Consumer<Board> listener = board -> {};

  /** Called on the engine's thread after each published board; must return at once. */
  public void listen(Consumer<Board> each) {
    listener = each;
    Board now = newest.get();
    if (now != null) {
      each.accept(now);
    }
  }

  public @Nullable Board newest() {
    return newest.get();
  }

  void publish(Board board) {
    newest.set(board);
    listener.accept(board);
  }
}
