package org.toban.engine.rollout;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.incident.Incident;
import org.toban.incident.rollout.Spread;
import org.toban.remedy.Inventory;
import org.toban.remedy.Target;
import org.toban.runbook.Step;

/**
 * Where a step of an incident may run, by the names of the inventory: the hosts that its alerts
 * lead to, and those that the block names. Pure.
 */
public final class Hosts {
  private Hosts() {}

  /**
   * Those that are offered, in the order of the alerts: of the alerts that fire, else of those that
   * have cleared; the block's own when it names them.
   */
  public static List<String> of(Incident incident, Step step, Inventory inventory) {
    Optional<Spread> spread = Spread.of(step.attributes());
    if (spread.isPresent() && !spread.get().ofIncident()) {
      return spread.get().names();
    }
    if (spread.isEmpty() && step.host() != null) {
      return List.of(step.host());
    }
    Map<Fingerprint, Alert> alerts =
        incident.firing().isEmpty() ? incident.cleared() : incident.firing();
    return List.copyOf(names(alerts, inventory));
  }

  /** Those of every alert, whether it fires or has cleared: where recovery is looked at. */
  public static List<String> ofEvery(Incident incident, Step step, Inventory inventory) {
    Optional<Spread> spread = Spread.of(step.attributes());
    if (spread.isEmpty() || !spread.get().ofIncident()) {
      return of(incident, step, inventory);
    }
    Set<String> all = names(incident.firing(), inventory);
    all.addAll(names(incident.cleared(), inventory));
    return List.copyOf(all);
  }

  /** How many of its alerts lead to no host of the inventory. */
  public static long unmapped(Incident incident, Inventory inventory) {
    return incident.firing().values().stream()
        .filter(alert -> inventory.targetOf(alert.labels()).isEmpty())
        .count();
  }

  private static Set<String> names(Map<Fingerprint, Alert> alerts, Inventory inventory) {
    Set<String> names = new LinkedHashSet<>();
    alerts
        .values()
        .forEach(
            alert -> inventory.targetOf(alert.labels()).map(Target::name).ifPresent(names::add));
    return names;
  }

  /** Whether a step may run there: an alert of the incident leads to it, or the block names it. */
  public static boolean isOne(Incident incident, Step step, Inventory inventory, String host) {
    return ofEvery(incident, step, inventory).contains(host)
        || of(incident, step, inventory).contains(host);
  }

  /**
   * The incident as it is about one host: with the alerts that lead there. A host that the block
   * names and no alert leads to has them all, as a block with {@code host=} has.
   */
  public static Incident about(Incident incident, Inventory inventory, String host) {
    Predicate<Alert> there =
        alert ->
            inventory.targetOf(alert.labels()).filter(it -> it.name().equals(host)).isPresent();
    Map<Fingerprint, Alert> firing = only(incident.firing(), there);
    Map<Fingerprint, Alert> cleared = only(incident.cleared(), there);
    return firing.isEmpty() && cleared.isEmpty() ? incident : incident.about(firing, cleared);
  }

  private static Map<Fingerprint, Alert> only(
      Map<Fingerprint, Alert> alerts, Predicate<Alert> which) {
    Map<Fingerprint, Alert> some = new LinkedHashMap<>();
    alerts.forEach((fingerprint, alert) -> {
      if (which.test(alert)) {
        some.put(fingerprint, alert);
      }
    });
    return some;
  }

  /** The same step, on that host. */
  public static Step at(Step step, String host) {
    return new Step(
        step.id(),
        step.stage(),
        step.title(),
        step.kind(),
        step.script(),
        step.sha256(),
        host,
        step.limit(),
        step.automatic(),
        step.place(),
        step.fields(),
        step.language(),
        step.attributes());
  }

  /** What a person types to confirm these hosts: the first one, and how many more there are. */
  public static String confirmation(List<String> hosts) {
    return hosts.isEmpty()
        ? ""
        : hosts.getFirst() + (hosts.size() == 1 ? "" : " +" + (hosts.size() - 1));
  }
}
