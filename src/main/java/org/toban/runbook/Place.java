package org.toban.runbook;

import java.util.Comparator;
import java.util.Optional;

/** A line of a file, counted from 1. */
public record Place(String file, int line) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::file).thenComparingInt(Place::line);

  /** Reads {@code file:line}; empty when it is something else. */
  public static Optional<Place> parse(String text) {
    int colon = text.lastIndexOf(':');
    String digits = text.substring(colon + 1);
    boolean number =
        !digits.isEmpty() && digits.length() < 10 && digits.chars().allMatch(Character::isDigit);
    return colon < 1 || !number
        ? Optional.empty()
        : Optional.of(new Place(text.substring(0, colon), Integer.parseInt(digits)));
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
