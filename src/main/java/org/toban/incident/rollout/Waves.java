package org.toban.incident.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a rollout does next. Pure: all that it knows is how its hosts stand. */
public final class Waves {
  private Waves() {}

  /** What comes next. */
  public sealed interface Next {}

  /** The next share. */
  public record Start(List<String> hosts) implements Next {
    public Start {
      hosts = List.copyOf(hosts);
    }
  }

  /** Runs of the present share are under way, and none has failed. */
  public record Wait() implements Next {}

  /** Nothing more may start, because of this host. */
  public record Stop(String host) implements Next {}

  /** Every host has succeeded. */
  public record Done() implements Next {}

  /**
   * The next share when every run before it has succeeded; one that has not stops all that have not
   * begun, at once.
   *
   * @param standings by host, in the order in which they have their turn
   * @param share how many at a time
   */
  public static Next next(Map<String, Standing> standings, int share) {
    List<String> waiting = new ArrayList<>();
    boolean running = false;
    for (Map.Entry<String, Standing> it : standings.entrySet()) {
      switch (it.getValue()) {
        case FAILED, UNKNOWN, NOT_STARTED -> {
          return new Stop(it.getKey());
        }
        case RUNNING -> running = true;
        case WAITING -> waiting.add(it.getKey());
        case SUCCEEDED -> {}
      }
    }
    if (running) {
      return new Wait();
    }
    return waiting.isEmpty()
        ? new Done()
        : new Start(waiting.subList(0, Math.min(Math.max(1, share), waiting.size())));
  }
}
