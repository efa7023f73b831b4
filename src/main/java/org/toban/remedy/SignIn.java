package org.toban.remedy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one host is signed in to: whom to believe that it is this host, and which keys to offer.
 *
 * @param knownHosts files of host keys, only ever read; an unknown key is to be added to the first
 * @param keyName what these files call the host when that is not its address (HostKeyAlias); else
 *     empty
 * @param identities private keys, or public ones of keys that the agent has; the only keys that are
 *     offered when there are any
 * @param usual where the usual key files are, offered when there are no identities
 * @param certificates of identities, besides those that stand beside their keys
 * @param agent the agent's socket, null to use no agent
 * @param onlyFiles whether the agent is asked only for the keys of files, be it the usual ones
 * @param connectTimeout for connecting and signing in together
 * @param passphrase of the identities that have one, null when there is none to be had
 */
public record SignIn(
    List<Path> knownHosts,
    String keyName,
    List<Path> identities,
    Path usual,
    List<Path> certificates,
    @Nullable Path agent,
    boolean onlyFiles,
    Duration connectTimeout,
    @Nullable Passphrase passphrase) {
  public SignIn {
    knownHosts = List.copyOf(knownHosts);
    identities = List.copyOf(identities);
    certificates = List.copyOf(certificates);
    if (knownHosts.isEmpty()) {
      throw new IllegalArgumentException("a host is known by some file");
    }
  }

  /** Which keys are offered, in words. */
  public String offers() {
    if (!identities.isEmpty()) {
      return "the key "
          + identities.stream().map(Path::toString).collect(Collectors.joining(", the key "))
          + (agent == null ? "" : ", be it in the agent");
    }
    String files = "the usual key files in " + usual;
    return agent == null
        ? files
        : onlyFiles ? files + ", be they in the agent" : "the agent's keys and " + files;
  }

  SignIn with(Passphrase other) {
    return new SignIn(
        knownHosts,
        keyName,
        identities,
        usual,
        certificates,
        agent,
        onlyFiles,
        connectTimeout,
        other);
  }
}
