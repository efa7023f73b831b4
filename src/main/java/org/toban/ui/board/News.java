package org.toban.ui.board;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much came to the board since the last look.
 *
 * @param since the end of the last look, null before there was one
 * @param hidden how many of them have no line now: filtered, or in a folded group
 */
public record News(@Nullable Instant since, int count, int hidden) {
  static News of(BoardRows rows, Looks looks) {
    if (looks.since() == null) {
      return new News(null, 0, 0);
    }
    int count = 0;
    for (BoardLine.Entry entry : rows.entries().values()) {
      count += looks.isNew(entry) ? 1 : 0;
    }
    int shown = 0;
    for (BoardLine line : count == 0 ? java.util.List.<BoardLine>of() : rows.lines()) {
      shown += line instanceof BoardLine.Entry entry && looks.isNew(entry) ? 1 : 0;
    }
    return new News(looks.since(), count, count - shown);
  }
}
