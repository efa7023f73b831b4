package org.toban.source.silence;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Matchers;

/**
 * One silence of an Alertmanager.
 *
 * @param matchers what it hits; null when the source does not say, or writes an expression that
 *     nothing but itself can read
 * @param source the source's name in the configuration
 */
public record Silence(
    String id,
    @Nullable Matchers matchers,
    Instant startsAt,
    Instant endsAt,
    String createdBy,
    String comment,
    State state,
    String source) {

  /** Before, within and after its time, as its source says. */
  public enum State {
    PENDING,
    ACTIVE,
    EXPIRED
  }

  /** What an alert that it holds back names in {@code suppressedBy}. */
  public String mark() {
    return "silence:" + id;
  }

  /** A change of this silence that ends later; only for one that is not over. */
  public Draft extendedBy(Duration length) {
    return edited(endsAt.plus(length));
  }

  /** The same silence with another end. */
  public Draft edited(Instant newEnd) {
    return new Draft(id, known(), startsAt, newEnd, createdBy, comment);
  }

  /** A new silence like this one, from now; one that was ended early says nothing of a length. */
  public Draft again(Instant now, Duration length, String by) {
    return new Draft(null, known(), now, now.plus(length), by, comment);
  }

  private Matchers known() {
    if (matchers == null) {
      throw new IllegalStateException("the matchers of silence " + id + " are not known");
    }
    return matchers;
  }

  /**
   * A silence to be made, or changed.
   *
   * @param id that of the silence to change, null for a new one
   */
  public record Draft(
      @Nullable String id,
      Matchers matchers,
      Instant startsAt,
      Instant endsAt,
      String createdBy,
      String comment) {

    /** A new one, from now on. */
    public static Draft of(
        Matchers matchers, Instant now, Duration length, String createdBy, String comment) {
      return new Draft(null, matchers, now, now.plus(length), createdBy, comment);
    }
  }
}
