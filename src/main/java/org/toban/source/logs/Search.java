package org.toban.source.logs;

import java.time.Instant;
import java.util.Map;

/**
 * One question to a log server.
 *
 * @param to not included
 * @param newestFirst which end of the span is kept when there are more lines than the limit
 */
record Search(What what, Instant from, Instant to, boolean newestFirst, int limit) {

  /** Which lines. */
  sealed interface What {
    /** Those that the rule counts. */
    record Counted() implements What {}

    /** All that have these labels or fields, and, when of the rule, what its query selects. */
    record Around(boolean ofRule, Map<String, String> equal) implements What {}
  }
}
