package org.toban.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.toban.incident.rollout.Plan;
import org.toban.incident.rollout.Standing;
import org.toban.incident.rollout.Waves;

/**
 * One step on several hosts, a share of them at a time. Each host's part is a run of its own; this
 * is what ties them together.
 *
 * @param turns the hosts that have their turn since a person last began it, or went on with it
 * @param ended null while it goes on
 */
public record Rollout(
    Plan plan, String by, Instant plannedAt, Set<String> turns, @Nullable End ended) {
  public Rollout {
    turns = Set.copyOf(turns);
  }

  /**
   * From then on nothing of it starts; runs of its last share may be under way.
   *
   * @param host the one that stopped it; empty when none did
   */
  public record End(Instant at, String host, String why) {}

  /** The rollouts of an incident after one more event of theirs. */
  static List<Rollout> after(List<Rollout> before, Event.OfRollout event, List<Run> runs) {
    List<Rollout> all = new ArrayList<>(before);
    if (event instanceof Event.RolloutPlanned it) {
      if (before.stream().noneMatch(each -> each.plan.id().equals(it.plan().id()))) {
        all.add(new Rollout(it.plan(), it.by(), it.at(), Set.copyOf(it.plan().hosts()), null));
      }
      return List.copyOf(all);
    }
    all.replaceAll(each -> each.plan.id().equals(event.rollout()) ? each.after(event, runs) : each);
    return List.copyOf(all);
  }

  private Rollout after(Event.OfRollout event, List<Run> runs) {
    return switch (event) {
      case Event.RolloutEnded it when ended == null ->
          new Rollout(plan, by, plannedAt, turns, new End(it.at(), it.host(), it.why()));
      case Event.RolloutWentOn _ when mayGoOn(runs) ->
          new Rollout(plan, by, plannedAt, new LinkedHashSet<>(rest(runs)), null);
      default -> this;
    };
  }

  /** Whether there is a rest, nothing of it runs, and it does not go on by itself. */
  public boolean mayGoOn(List<Run> runs) {
    return ended != null
        && !rest(runs).isEmpty()
        && !standings(runs).containsValue(Standing.RUNNING);
  }

  /** The hosts where nothing of it was ever started, in order. */
  public List<String> rest(List<Run> runs) {
    Map<String, Run> known = byId(runs);
    return plan.hosts().stream().filter(it -> !known.containsKey(plan.runId(it))).toList();
  }

  /** How every host stands, in order. */
  public Map<String, Standing> standings(List<Run> runs) {
    Map<String, Run> known = byId(runs);
    Map<String, Standing> standings = new LinkedHashMap<>();
    plan.hosts().forEach(it -> standings.put(it, standing(known.get(plan.runId(it)))));
    return standings;
  }

  private Standing standing(@Nullable Run run) {
    if (run == null) {
      return ended == null ? Standing.WAITING : Standing.NOT_STARTED;
    }
    return switch (run.ended()) {
      case null -> Standing.RUNNING;
      case Run.Unknown _ -> Standing.UNKNOWN;
      case Run.Ending it -> it.succeeded() ? Standing.SUCCEEDED : Standing.FAILED;
    };
  }

  /** What it does next, as long as it goes on. */
  public Waves.Next next(List<Run> runs) {
    Map<String, Standing> mine = standings(runs);
    mine.keySet().retainAll(turns);
    return Waves.next(mine, plan.share());
  }

  /** The run of a host, null before it has one. */
  public @Nullable Run run(String host, List<Run> runs) {
    return byId(runs).get(plan.runId(host));
  }

  /** Its runs, by host. */
  public Map<String, Run> byHost(List<Run> runs) {
    Map<String, Run> known = byId(runs);
    Map<String, Run> mine = new LinkedHashMap<>();
    for (String host : plan.hosts()) {
      Run run = known.get(plan.runId(host));
      if (run != null) {
        mine.put(host, run);
      }
    }
    return mine;
  }

  private static Map<String, Run> byId(List<Run> runs) {
    return runs.stream()
        .collect(Collectors.toMap(run -> run.intent().runId(), run -> run, (a, b) -> a));
  }
}
