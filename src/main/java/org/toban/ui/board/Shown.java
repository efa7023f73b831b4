package org.toban.ui.board;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.incident.Incident;
import org.toban.incident.Phase;

/**
 * A board with the lines that were made of it, and the filter that made them. One is equal to
 * itself only: a property that holds it asks at each change, on the FX thread, and comparing ten
 * thousand alerts there would keep a person waiting.
 *
 * @param reviewable incidents that have recovered or are closed
 * @param due those of them whose review waits for a person
 * @param news what came since the last look
 */
public record Shown(
    Board board,
    BoardRows rows,
    BoardFilter filter,
    List<Incident> reviewable,
    int due,
    News news) {
  /** Looks for what can be reviewed; off the FX thread. */
  public static Shown of(Board board, BoardRows rows, BoardFilter filter, Looks looks) {
    List<Incident> reviewable =
        board.incidents().values().stream()
            .filter(
                it -> it.phase() instanceof Phase.Recovered || it.phase() instanceof Phase.Closed)
            .sorted(
                Comparator.comparing((Incident it) -> !isDue(it))
                    .thenComparing(it -> it.phase().since(), Comparator.reverseOrder()))
            .toList();
    return new Shown(
        board,
        rows,
        filter,
        reviewable,
        (int) reviewable.stream().filter(Shown::isDue).count(),
        News.of(rows, looks));
  }

  private static boolean isDue(Incident incident) {
    return incident.phase() instanceof Phase.Recovered && incident.reviewedAt() == null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  /** The key of the line of an incident; its id when none has it. */
  public String keyOf(String incident) {
    return rows.entries().values().stream()
        .filter(it -> it.incident() != null && it.incident().id().equals(incident))
        .map(BoardLine.Entry::key)
        .findFirst()
        .orElse(incident);
  }
}
