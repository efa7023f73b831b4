package org.toban.remedy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.saying.Saying;

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
  public Saying offers() {
    if (!identities.isEmpty()) {
      Saying keys = HostWords.THE_KEY.of(identities.getFirst());
      for (Path key : identities.subList(1, identities.size())) {
        keys = HostWords.AND_KEY.of(keys, key);
      }
      return agent == null ? keys : HostWords.BE_IT_IN_AGENT.of(keys);
    }
    HostWords usualKeys =
        agent == null
            ? HostWords.USUAL_KEYS
            : onlyFiles ? HostWords.BE_THEY_IN_AGENT : HostWords.AGENTS_KEYS;
    return usualKeys.of(usual);
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
