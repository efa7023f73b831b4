package org.toban.remedy;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Labels;

/**
 * One request to send once. Its text is the runbook's, byte for byte; labels and secrets reach it
 * only as values.
 *
 * @param limit for everything, with all waiting
 */
public record Call(
    String runId, Site target, String script, Expectation expects, Labels labels, Duration limit)
    implements Work {

  /**
   * Which answer is a success, as the fence says.
   *
   * @param status such as {@code 201} or {@code 2xx}
   * @param contains what the body must hold, white space aside; null for anything
   * @param poll below the answer's Location: what is asked for again until it is there; null for
   *     nothing
   * @param until what that must hold
   */
  public record Expectation(
      String status, @Nullable String contains, @Nullable String poll, String until) {
    /** What the attributes of a fence say. */
    public static Expectation of(Map<String, String> attributes) {
      return new Expectation(
          attributes.getOrDefault("expect", "2xx"),
          attributes.get("contains"),
          attributes.get("poll"),
          attributes.getOrDefault("until", ""));
    }

    public boolean isStatus(int answered) {
      String digits = String.valueOf(answered);
      return status.equals(digits)
          || (status.matches("[1-5]xx") && status.charAt(0) == digits.charAt(0));
    }

    public static boolean holds(String body, @Nullable String wanted) {
      return wanted == null || squeezed(body).contains(squeezed(wanted));
    }

    private static String squeezed(String text) {
      return text.replaceAll("\\s+", "");
    }
  }
}
