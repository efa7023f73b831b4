package org.toban.notice;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one attempt to send; expected faults are values. */
public sealed interface Delivery {
  /**
   * The other side took it over.
   *
   * @param reference what the other side calls it, for later messages about the same incident;
   *     empty when it has no name
   */
  record Sent(String reference) implements Delivery {}

  /**
   * It may work later.
   *
   * @param retryAfter how long the other side asked to be left alone; null when it did not say
   */
  record Temporary(String reason, @Nullable Duration retryAfter) implements Delivery {}

  /** Trying again would give the same answer. */
  record Permanent(String reason) implements Delivery {}

  /** Taken over, without a name. */
  static Delivery sent() {
    return new Sent("");
  }

  static Delivery temporary(String reason) {
    return new Temporary(reason, null);
  }

  /** Why it did not go out; null when it did. */
  default @Nullable String problem() {
    return switch (this) {
      case Sent _ -> null;
      case Temporary it -> it.reason();
      case Permanent it -> it.reason();
    };
  }
}
