package org.toban.engine.tap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What runs print, gathered between two looks, so that a flood of output is a few inputs. */
public final class Taps {
  private static final int KEPT_CHARS = 64 * 1024;

  private final Map<String, Tap> taps = new ConcurrentHashMap<>();

  public record Text(String runId, String text) {}

  private static final class Tap {
    private final StringBuilder text = new StringBuilder();

    synchronized void add(String more) {
      text.append(more);
      if (text.length() > KEPT_CHARS) {
        text.delete(0, text.length() - KEPT_CHARS);
      }
    }

    synchronized String take() {
      String taken = text.toString();
      text.setLength(0);
      return taken;
    }
  }

  public void open(String runId) {
    taps.put(runId, new Tap());
  }

  /** From the run's thread. */
  public void print(String runId, String text) {
    Tap tap = taps.get(runId);
    if (tap != null) {
      tap.add(text);
    }
  }

  /** What was printed last; nothing more is taken of this run. */
  public String close(String runId) {
    Tap tap = taps.remove(runId);
    return tap == null ? "" : tap.take();
  }

  public boolean isEmpty() {
    return taps.isEmpty();
  }

  public List<Text> take() {
    List<Text> all = new ArrayList<>();
    taps.forEach((runId, tap) -> {
      String text = tap.take();
      if (!text.isEmpty()) {
        all.add(new Text(runId, text));
      }
    });
    return all;
  }
}
