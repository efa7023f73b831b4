package org.toban.remedy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.toban.runbook.request.Request;
import org.toban.saying.Saying;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Secret;

/**
 * Where requests of runbooks may go, and which secrets they may take there.
 *
 * @param allowed origins
 * @param secrets by the name that runbooks use
 * @param way certificates and proxy, as sources have them
 */
public record RequestSettings(Set<String> allowed, Map<String, Grant> secrets, Http way) {
  public RequestSettings {
    allowed = Set.copyOf(allowed);
    secrets = Map.copyOf(secrets);
  }

  /**
   * A secret by reference.
   *
   * @param origins the only ones that it may be sent to
   */
  public record Grant(Secret secret, Set<String> origins) {
    public Grant {
      origins = Set.copyOf(origins);
    }
  }

  /** No request goes anywhere. */
  public static RequestSettings none() {
    return new RequestSettings(Set.of(), Map.of(), Http.plain());
  }

  /** Why the configuration does not let a request go; empty when it does. */
  public Optional<Refused> refusal(Request request) {
    String origin = request.origin();
    if (!allowed.contains(origin)) {
      return Optional.of(new Refused(true, HostWords.NOT_ALLOWED.of(origin)));
    }
    for (String name : request.secrets()) {
      Grant grant = secrets.get(name);
      if (grant == null) {
        return Optional.of(new Refused(false, HostWords.NO_SECRET.of(name)));
      }
      if (!grant.origins().contains(origin)) {
        return Optional.of(
            new Refused(
                false,
                HostWords.SECRET_ELSEWHERE.of(
                    name, origin, String.join(", ", grant.origins().stream().sorted().toList()))));
      }
    }
    return Optional.empty();
  }

  /**
   * What the configuration forbids.
   *
   * @param place whether the place itself, else a secret there
   */
  public record Refused(boolean place, Saying why) {}
}
