package org.toban.engine.consent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.toban.runbook.Step;

/**
 * Who has asked for what, of the blocks to which two people must agree. What is open is in the
 * events of its incident, too, and is told again after a restart.
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

    /** All but the person, as 64 hexadecimal digits; of two that differ, different ones. */
    public String digest() {
      List<String> parts = new ArrayList<>(List.of(incident, host, sha256));
      new TreeMap<>(values).forEach((name, value) -> parts.addAll(List.of(name, value)));
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String part : parts) {
          byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
          digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
          digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("every Java has SHA-256", e);
      }
    }
  }

  private record Ask(String by, String wish, Instant at) {
    boolean isOpen(Instant now) {
      return !now.isBefore(at) && !now.isAfter(at.plus(PATIENCE));
    }

    boolean isOf(String person) {
      return name(by).equals(name(person));
    }

    private static String name(String person) {
      return person.strip().toLowerCase(Locale.ROOT);
    }
  }

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
    asks.values().removeIf(it -> !it.isOpen(now));
    if (step.confirmsHost() && !typed.strip().equals(wish.host)) {
      return Optional.of(Lack.HOST_NOT_TYPED);
    }
    if (!step.needsTwo()) {
      return Optional.empty();
    }
    String key = key(wish.incident, step.id());
    Ask asked = asks.get(key);
    if (asked == null || !asked.wish.equals(wish.digest())) {
      asks.put(key, new Ask(wish.by, wish.digest(), now));
      return Optional.of(Lack.SECOND_PERSON);
    }
    if (asked.isOf(wish.by)) {
      return Optional.of(Lack.SAME_PERSON);
    }
    asks.remove(key);
    return Optional.empty();
  }

  /**
   * What an earlier life of the program was asked for.
   *
   * @param wish its digest
   */
  public void recall(String incident, String stepId, String by, String wish, Instant at) {
    asks.put(key(incident, stepId), new Ask(by, wish, at));
  }

  /** An earlier life of the program started the step. */
  public void usedUp(String incident, String stepId) {
    asks.remove(key(incident, stepId));
  }

  private static String key(String incident, String stepId) {
    return incident + "\n" + stepId;
  }
}
