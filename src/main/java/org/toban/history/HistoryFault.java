package org.toban.history;

import org.jspecify.annotations.Nullable;

/** The store could not do what was asked; the message says what, where and what to do. */
public final class HistoryFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  public HistoryFault(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** What a caller can act on. */
  public enum Kind {
    /** Another console appended first. */
    CONFLICT,
    FULL,
    DAMAGED,
    LOCKED,
    NEWER,
    FAILED
  }
}
