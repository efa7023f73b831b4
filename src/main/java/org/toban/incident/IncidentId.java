package org.toban.incident;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.function.Predicate;

/** Names of incidents, such as {@code INC-261124-K7QM}: short enough to be said on the phone. */
public final class IncidentId {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");

  /** Without those that are taken for one another. */
  private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

  private static final int LENGTH = 4;

  private IncidentId() {}

  /**
   * A new id.
   *
   * @param seed from which its letters come: the same seed gives the same id, so that a step stays
   *     a function of its input
   * @param taken whether an incident has an id already
   */
  public static String of(LocalDate day, String seed, Predicate<String> taken) {
    for (int turn = 0; ; turn++) {
      String id = "INC-" + DAY.format(day) + "-" + letters(turn + "|" + seed);
      if (!taken.test(id)) {
        return id;
      }
    }
  }

  private static String letters(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      StringBuilder letters = new StringBuilder();
      for (int i = 0; i < LENGTH; i++) {
        letters.append(LETTERS.charAt(Math.floorMod(hash[i], LETTERS.length())));
      }
      return letters.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
