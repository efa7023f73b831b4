package org.toban.ui.parts;

import org.jspecify.annotations.Nullable;

/**
 * What stands first in a group of the board.
 *
 * @param reversed the other way round
 */
public record Order(By by, boolean reversed) {
  /** What most needs a person stands first. */
  public static final Order URGENCY = new Order(By.URGENCY, false);

  /** What is compared; ties are decided by urgency. */
  public enum By {
    URGENCY(null),
    NAME(null),
    TARGET(Column.TARGET),
    DUE(Column.DUE),
    PHASE(Column.PHASE),
    OWNER(Column.OWNER),
    ACKNOWLEDGED(Column.ACKNOWLEDGED),
    SOURCE(Column.SOURCE),
    /** The newest first. */
    AGE(Column.AGE);

    private final @Nullable Column column;

    By(@Nullable Column column) {
      this.column = column;
    }

    /** What a column is sorted by; that of the name for null, null for one that has no order. */
    public static @Nullable By of(@Nullable Column column) {
      if (column == null) {
        return NAME;
      }
      for (By by : values()) {
        if (by.column == column) {
          return by;
        }
      }
      return null;
    }
  }

  /** The next order after a wish for this one: there, the other way round, and back to urgency. */
  public Order next(By wanted) {
    if (by != wanted) {
      return new Order(wanted, false);
    }
    return reversed ? URGENCY : new Order(wanted, true);
  }
}
