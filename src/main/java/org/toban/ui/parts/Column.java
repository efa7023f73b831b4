package org.toban.ui.parts;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A column of the board beside what fires, which is always there; in the order of the board. */
public enum Column {
  TARGET,
  DUE,
  PHASE,
  OWNER,
  /** Who answered. */
  ACKNOWLEDGED,
  SOURCE,
  AGE,
  /** The last 24 hours. */
  DAY;

  /** Those that a person sees who has chosen none. */
  public static final Set<Column> STANDARD =
      Collections.unmodifiableSet(EnumSet.of(TARGET, DUE, PHASE, OWNER, AGE, DAY));
}
