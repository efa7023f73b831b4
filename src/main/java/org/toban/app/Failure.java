package org.toban.app;

import org.jspecify.annotations.Nullable;

/** A command could not do what was asked; the message is for the person and complete. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Failure(String message) {
    this(message, null);
  }

  Failure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
