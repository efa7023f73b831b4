package org.toban.engine.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.toban.runbook.Step;

/**
 * Who has asked for what, of the blocks to which two people must agree. It is kept here only: after
 * a restart it is asked for again.
 */
public final class Consents {
  /** So long an answer may take. */
  public static final Duration PATIENCE = Duration.ofMinutes(15);

  /** What is missing before a block may start. */
  public enum Lack {
    HOST_NOT_TYPED,
    SECOND_PERSON,
    SAME_PERSON
  }

  /**
   * What a person wants to run; two agree when all but the person is the same.
   *
   * @param sha256 of the script
   * @param values of its fields, as they would run
   */
  public record Wish(
      String by, String incident, String host, String sha256, Map<String, String> values) {
    public Wish {
      values = Map.copyOf(values);
    }

    private boolean isSame(Wish other) {
      return incident.equals(other.incident)
          && host.equals(other.host)
          && sha256.equals(other.sha256)
          && values.equals(other.values);
    }

    private String person() {
      return by.strip().toLowerCase(Locale.ROOT);
    }
  }

  private record Ask(Wish wish, Instant at) {}

  /** By incident and step. */
  private final Map<String, Ask> asks = new HashMap<>();

  /** What is missing where nobody is asked: such a block never starts by itself. */
  public static Optional<Lack> ofNobody(Step step) {
    if (step.confirmsHost()) {
      return Optional.of(Lack.HOST_NOT_TYPED);
    }
    return step.needsTwo() ? Optional.of(Lack.SECOND_PERSON) : Optional.empty();
  }

  /**
   * What is missing now; empty when it may start, which uses up what was asked for.
   *
   * @param typed the host's name as the person typed it
   */
  public Optional<Lack> lack(Step step, Wish wish, String typed, Instant now) {
    asks.values().removeIf(it -> now.isAfter(it.at.plus(PATIENCE)));
    if (step.confirmsHost() && !typed.strip().equals(wish.host)) {
      return Optional.of(Lack.HOST_NOT_TYPED);
    }
    if (!step.needsTwo()) {
      return Optional.empty();
    }
    String key = wish.incident + "\n" + step.id();
    Ask asked = asks.get(key);
    if (asked == null || !asked.wish.isSame(wish)) {
      asks.put(key, new Ask(wish, now));
      return Optional.of(Lack.SECOND_PERSON);
    }
    if (asked.wish.person().equals(wish.person())) {
      return Optional.of(Lack.SAME_PERSON);
    }
    asks.remove(key);
    return Optional.empty();
  }
}
