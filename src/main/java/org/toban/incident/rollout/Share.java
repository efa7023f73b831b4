package org.toban.incident.rollout;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many hosts are worked on at a time.
 *
 * @param number of hosts, or percent of them
 */
public record Share(int number, boolean percent) {
  /** One host after the other. */
  public static final Share ONE = new Share(1, false);

  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,3})(%?)");

  public Share {
    if (number < 1 || (percent && number > 100)) {
      throw new IllegalArgumentException("not a share: " + number + (percent ? "%" : ""));
    }
  }

  /** Reads {@code 3} or {@code 25%}; empty when it is neither. */
  public static Optional<Share> of(String text) {
    Matcher parts = FORM.matcher(text.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(parts.group(1));
    boolean percent = !parts.group(2).isEmpty();
    return percent && number > 100 ? Optional.empty() : Optional.of(new Share(number, percent));
  }

  /** So many of these at a time: a part of a host is none, but one at least. */
  public int of(int hosts) {
    int count = percent ? hosts * number / 100 : number;
    return Math.clamp(count, 1, Math.max(1, hosts));
  }

  @Override
  public String toString() {
    return number + (percent ? "%" : "");
  }
}
