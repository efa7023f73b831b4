package org.toban.notice;

import org.jspecify.annotations.Nullable;

/** A way to reach a person; blocking, to be called on a virtual thread, one letter at a time. */
public interface Channel extends AutoCloseable {
  /** As rules and the history name it. */
  String name();

  /**
   * Tries once. Never throws for what the other side does.
   *
   * @param earlier what is here about the same incident; null for nothing, never for an edit
   */
  Delivery send(Letter letter, @Nullable Earlier earlier);

  /** Whether it reaches a person; a mere record does not. */
  default boolean reachesPeople() {
    return true;
  }

  /** Whether it keeps a message of each incident, and edits it in place. */
  default boolean edits() {
    return false;
  }

  /** What "sent" means here: what is known of it when this channel says so, in one sentence. */
  String meaning();

  @Override
  void close();
}
