package org.toban.notice;

import org.jspecify.annotations.Nullable;

/** A way to reach a person; blocking, to be called on a virtual thread, one letter at a time. */
public interface Channel extends AutoCloseable {
  /** As rules and the history name it. */
  String name();

  /**
   * Tries once. Never throws for what the other side does.
   *
   * @param earlier the reference that an earlier letter about the same incident got here; null for
   *     none
   */
  Delivery send(Letter letter, @Nullable String earlier);

  /** Whether it reaches a person; a mere record does not. */
  default boolean reachesPeople() {
    return true;
  }

  /** What "sent" means here: what is known of it when this channel says so, in one sentence. */
  String meaning();

  @Override
  void close();
}
