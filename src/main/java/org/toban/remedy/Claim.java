package org.toban.remedy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.toban.alert.Fingerprint;

/**
 * What a run that changes things claims on its host before it starts, for whichever console it is
 * started: the host's only place for changes, one of the starts that its action has, and the
 * firings that it answers. Only numbers, hexadecimal digits and the console's name.
 *
 * @param action the script's SHA-256
 * @param attempts one for each firing, from {@link #attempt}
 * @param once whether the host refuses it when any of the attempts was made, and when it cannot
 *     keep the claim: for what nobody has asked for by hand
 * @param console who claims; other characters than those of a host name are replaced
 */
public record Claim(
    String action, StartLimit limit, List<String> attempts, boolean once, String console) {
  /** More than a shell takes in one command never fire together on one host. */
  private static final int MOST_ATTEMPTS = 1000;

  private static final Pattern HEX = Pattern.compile("[0-9a-f]+");
  private static final int DIGITS = 32;
  private static final int LONGEST_NAME = 64;

  public Claim {
    console = name(console);
    action = action.substring(0, Math.min(DIGITS, action.length()));
    // of two consoles that see different firings, each keeps the same ones of those that both see
    attempts = attempts.stream().sorted().distinct().limit(MOST_ATTEMPTS).toList();
    if (!HEX.matcher(action + String.join("", attempts)).matches()) {
      throw new IllegalArgumentException("not hexadecimal: " + action + " " + attempts);
    }
  }

  /** The key of an action for one firing of an alert: the same at every console. */
  public static String attempt(String sha256, Fingerprint alert, Instant startsAt) {
    String text = sha256 + " " + alert.value() + " " + startsAt.toEpochMilli();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** A console's name as a word that means nothing to any shell. */
  static String name(String console) {
    String safe = console.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^-", "_");
    return safe.isEmpty() ? "_" : safe.substring(0, Math.min(LONGEST_NAME, safe.length()));
  }
}
