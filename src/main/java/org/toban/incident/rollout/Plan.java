package org.toban.incident.rollout;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was meant before the first host had its turn.
 *
 * @param id unique across consoles; the ids of its runs begin with it
 * @param title what a person calls the step
 * @param sha256 of the script that runs on every host
 * @param hosts by their names in the inventory, in the order of their turns
 * @param share how many at a time
 * @param given values that the person typed, which are the same on every host
 */
public record Plan(
    String id,
    String stepId,
    String title,
    String sha256,
    List<String> hosts,
    int share,
    Map<String, String> given) {
  public Plan {
    hosts = List.copyOf(new LinkedHashSet<>(hosts));
    share = Math.max(1, share);
    given = Collections.unmodifiableMap(new TreeMap<>(given));
  }

  /** The id of a host's run: there is one, so no host can have two. */
  public String runId(String host) {
    return id + "-" + (hosts.indexOf(host) + 1);
  }
}
