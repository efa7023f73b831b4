package org.toban.incident;

/** What an alert turned out to be. */
public enum Verdict {
  UNREVIEWED,
  ACTIONABLE,
  NOT_ACTIONABLE,
  FALSE_POSITIVE,
  DUPLICATE,
  EXPECTED_WORK
}
