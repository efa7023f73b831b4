package org.toban.remedy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How Toban signs in to hosts. There is no setting that weakens the check of host keys.
 *
 * @param knownHosts OpenSSH's known_hosts, only ever read
 * @param identities private key files, the only keys that are offered when there are any; none: the
 *     agent's keys and the usual files in the folder of known_hosts
 * @param agent the agent's socket, null to use no agent
 * @param connectTimeout for connecting and signing in together, and again for the shell to answer
 * @param idle after which a connection that nothing uses is closed
 * @param outputLimit bytes of a run's output kept at each end
 * @param leases where hosts keep what consoles claim there
 */
public record SshSettings(
    Path knownHosts,
    List<Path> identities,
    @Nullable Path agent,
    Duration connectTimeout,
    Duration idle,
    int outputLimit,
    Leases leases) {

  /** With leases in the usual place. */
  public SshSettings(
      Path knownHosts,
      List<Path> identities,
      @Nullable Path agent,
      Duration connectTimeout,
      Duration idle,
      int outputLimit) {
    this(knownHosts, identities, agent, connectTimeout, idle, outputLimit, Leases.standard());
  }

  public SshSettings {
    identities = List.copyOf(identities);
    if (connectTimeout.isZero() || connectTimeout.isNegative() || idle.isNegative()) {
      throw new IllegalArgumentException("a time limit must be longer than nothing");
    }
    if (outputLimit < 1) {
      throw new IllegalArgumentException("not an output limit: " + outputLimit);
    }
  }

  /**
   * What OpenSSH's own client would use: the files in {@code ~/.ssh} and the agent at {@code
   * SSH_AUTH_SOCK}; 10 s to connect, 5 min idle, 256 KiB at each end.
   */
  public static SshSettings standard(Path home, Map<String, String> environment) {
    String socket = environment.getOrDefault("SSH_AUTH_SOCK", "");
    return new SshSettings(
        home.resolve(".ssh/known_hosts"),
        List.of(),
        socket.isEmpty() ? null : Path.of(socket),
        Duration.ofSeconds(10),
        Duration.ofMinutes(5),
        256 * 1024);
  }
}
