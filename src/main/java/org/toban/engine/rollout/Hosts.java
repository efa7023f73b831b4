package org.toban.engine.rollout;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.incident.Incident;
import org.toban.incident.rollout.Share;
import org.toban.incident.rollout.Spread;
import org.toban.remedy.Inventory;
import org.toban.remedy.Target;
import org.toban.runbook.Step;

/**
 * Where a step of an incident may run, by the names of the inventory: the hosts that its alerts
 * lead to, and those that the block names. Pure.
 */
public final class Hosts {
  private final Incident incident;
  private final Step step;
  private final Map<String, Map<Fingerprint, Alert>> firing = new LinkedHashMap<>();
  private final Map<String, Map<Fingerprint, Alert>> cleared = new LinkedHashMap<>();
  private final @Nullable Spread spread;
  private final long unmapped;

  private Hosts(Incident incident, Step step, Inventory inventory) {
    this.incident = incident;
    this.step = step;
    this.spread = Spread.of(step.attributes()).orElse(null);
    this.unmapped = sort(incident.firing(), inventory, firing);
    sort(incident.cleared(), inventory, cleared);
  }

  public static Hosts of(Incident incident, Step step, Inventory inventory) {
    return new Hosts(incident, step, inventory);
  }

  /** By the host that they lead to; gives how many lead to none. */
  private static long sort(
      Map<Fingerprint, Alert> alerts,
      Inventory inventory,
      Map<String, Map<Fingerprint, Alert>> byHost) {
    long none = 0;
    for (Map.Entry<Fingerprint, Alert> it : alerts.entrySet()) {
      String host = inventory.targetOf(it.getValue().labels()).map(Target::name).orElse(null);
      if (host == null) {
        none++;
      } else {
        byHost.computeIfAbsent(host, h -> new LinkedHashMap<>()).put(it.getKey(), it.getValue());
      }
    }
    return none;
  }

  /** Whether the block itself says that it is about several hosts. */
  public boolean isSaid() {
    return spread != null;
  }

  /** How many at a time, as the block says. */
  public Share share() {
    return spread == null ? Share.ONE : spread.share();
  }

  /**
   * Those that are offered, in the order of the alerts: of the alerts that fire, else of those that
   * have cleared; the block's own when it names them.
   */
  public List<String> offered() {
    List<String> own = own();
    return own.isEmpty() ? List.copyOf((firing.isEmpty() ? cleared : firing).keySet()) : own;
  }

  /** Those of every alert, whether it fires or has cleared: where recovery is looked at. */
  public List<String> every() {
    Set<String> all = new LinkedHashSet<>(own());
    if (all.isEmpty()) {
      all.addAll(firing.keySet());
      all.addAll(cleared.keySet());
    }
    return List.copyOf(all);
  }

  private List<String> own() {
    if (spread != null) {
      return spread.names();
    }
    return step.host() == null ? List.of() : List.of(step.host());
  }

  /**
   * Whether the step may run there: an alert of the incident leads to it, or the block names it.
   */
  public boolean has(String host) {
    return every().contains(host);
  }

  /** How many alerts that fire lead to no host of the inventory. */
  public long unmapped() {
    return unmapped;
  }

  /**
   * The incident as it is about one host: with the alerts that lead there. A host that the block
   * names and no alert leads to has them all, as a block with {@code host=} has.
   */
  public Incident about(String host) {
    Map<Fingerprint, Alert> fire = firing.getOrDefault(host, Map.of());
    Map<Fingerprint, Alert> clear = cleared.getOrDefault(host, Map.of());
    return fire.isEmpty() && clear.isEmpty() ? incident : incident.about(fire, clear);
  }

  /** The same step, on that host. */
  public Step at(String host) {
    return step.at(host);
  }

  /** What a person types to confirm these hosts: the first one, and how many more there are. */
  public static String confirmation(List<String> hosts) {
    return hosts.isEmpty()
        ? ""
        : hosts.getFirst() + (hosts.size() == 1 ? "" : " +" + (hosts.size() - 1));
  }
}
