package org.toban.remedy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How Toban signs in to hosts that say nothing else. There is no setting that weakens the check of
 * host keys.
 *
 * @param knownHosts OpenSSH's known_hosts, only ever read
 * @param identities private key files, the only keys that are offered when there are any; none: the
 *     agent's keys and the usual files in the folder of known_hosts
 * @param agent the agent's socket, null to use no agent
 * @param passphrase of the identities that have one, null when there is none to be had
 * @param connectTimeout for connecting and signing in together, and again for the shell to answer
 * @param idle after which a connection that nothing uses is closed
 * @param outputLimit bytes of a run's output kept at each end
 * @param leases where hosts keep what consoles claim there
 */
public record SshSettings(
    Path knownHosts,
    List<Path> identities,
    @Nullable Path agent,
    @Nullable Passphrase passphrase,
    Duration connectTimeout,
    Duration idle,
    int outputLimit,
    Leases leases) {

  public SshSettings {
    identities = List.copyOf(identities);
    if (connectTimeout.isZero() || connectTimeout.isNegative() || idle.isNegative()) {
      throw new IllegalArgumentException("a time limit must be longer than nothing");
    }
    if (outputLimit < 1) {
      throw new IllegalArgumentException("not an output limit: " + outputLimit);
    }
  }

  /** Settings whose keys have no passphrase, with leases in the usual place. */
  public SshSettings(
      Path knownHosts,
      List<Path> identities,
      @Nullable Path agent,
      Duration connectTimeout,
      Duration idle,
      int outputLimit) {
    this(knownHosts, identities, agent, null, connectTimeout, idle, outputLimit, Leases.standard());
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

  /** How a host is signed in to by these settings. */
  public SignIn signIn() {
    return new SignIn(
        List.of(knownHosts),
        "",
        identities,
        knownHosts.resolveSibling(""),
        List.of(),
        agent,
        false,
        connectTimeout,
        passphrase);
  }

  /** How a host is signed in to: by its own way, or else by these settings. */
  public SignIn signIn(Target target) {
    SignIn own = target.signIn();
    return own == null ? signIn() : own;
  }
}
