package org.toban.ui.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.toban.source.fault.Fault;
import org.toban.source.logs.LogLine;
import org.toban.source.logs.Tail;
import org.toban.ui.look.FxFeed;

/**
 * Gathers what a tail tells between two looks of the FX thread, so that a flood of lines is a few
 * changes of a list; lines over a limit are dropped, and counted.
 */
final class LiveLines {
  private static final int LIMIT = 2000;

  private final Consumer<News> show;
  private List<LogLine> lines = new ArrayList<>();
  private long dropped;
  private @Nullable Fault fault;
  private boolean waiting;

  /**
   * What is new.
   *
   * @param dropped lines that nobody will see, since the beginning
   * @param fault why no lines come now, null when they do
   */
  record News(List<LogLine> lines, long dropped, @Nullable Fault fault) {}

  /**
   * Gathers for a view.
   *
   * @param show on the FX thread
   */
  LiveLines(Consumer<News> show) {
    this.show = show;
  }

  /** From any thread. */
  void take(Tail.Event event) {
    synchronized (this) {
      switch (event) {
        case Tail.Event.Lines it -> lines.addAll(it.lines());
        case Tail.Event.Dropped it -> dropped += it.lines();
        case Tail.Event.Live _ -> fault = null;
        case Tail.Event.Lost it -> fault = it.fault();
      }
      if (lines.size() > LIMIT) {
        dropped += lines.size() - LIMIT;
        lines = new ArrayList<>(lines.subList(lines.size() - LIMIT, lines.size()));
      }
      if (waiting) {
        return;
      }
      waiting = true;
    }
    FxFeed.onFx(() -> show.accept(next()));
  }

  private synchronized News next() {
    News news = new News(List.copyOf(lines), dropped, fault);
    lines.clear();
    waiting = false;
    return news;
  }
}
