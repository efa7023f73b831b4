package org.toban.notice;

import org.jspecify.annotations.Nullable;

/** A way to reach a person; blocking, to be called on a virtual thread. */
public interface Channel extends AutoCloseable {
  String name();

  /**
   * Sends; null when it was taken over, else a short reason why not. Never throws for what the
   * other side does.
   */
  @Nullable String send(Notice notice);

  @Override
  void close();
}
