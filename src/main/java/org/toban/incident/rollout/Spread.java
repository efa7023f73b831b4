package org.toban.incident.rollout;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * On which hosts a block runs, as its fence says: {@code hosts=incident} or names, and {@code
 * share}.
 *
 * @param ofIncident whether it is the hosts of the incident's alerts
 * @param names of hosts, when it is not
 */
public record Spread(boolean ofIncident, List<String> names, Share share) {
  private static final String HOSTS = "hosts";
  private static final String SHARE = "share";

  public Spread {
    names = List.copyOf(names);
  }

  /** What a fence's attributes say; empty when it is about one host. */
  public static Optional<Spread> of(Map<String, String> attributes) {
    String hosts = attributes.get(HOSTS);
    if (hosts == null) {
      return Optional.empty();
    }
    List<String> names =
        Stream.of(hosts.split("[,\\s]+", -1)).filter(it -> !it.isEmpty()).distinct().toList();
    boolean incident = names.equals(List.of("incident"));
    return Optional.of(new Spread(incident, incident ? List.of() : names, share(attributes)));
  }

  /** One at a time when nothing is said, and when it cannot be read. */
  public static Share share(Map<String, String> attributes) {
    return Share.of(attributes.getOrDefault(SHARE, "1")).orElse(Share.ONE);
  }

  /** Whether something is said about the share that cannot be read. */
  public static boolean isShareWrong(Map<String, String> attributes) {
    String said = attributes.get(SHARE);
    return said != null && Share.of(said).isEmpty();
  }

  /** A word alone names no host, and neither does a mark. */
  public boolean isWrong() {
    return !ofIncident && (names.isEmpty() || names.equals(List.of("true")));
  }
}
