package org.toban.ui.related;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.engine.Board;
import org.toban.incident.Incident;

/**
 * An open incident that may have to do with another one.
 *
 * @param why the first that holds, in the order of the constants
 */
record Related(Incident incident, Why why) {
  /** What the two have in common. */
  enum Why {
    SAME_ALERT,
    SAME_TARGET,
    SAME_GROUP
  }

  /** The open incidents of a board that are like this one, the nearest first. */
  static List<Related> of(Board board, Incident incident) {
    return board.incidents().values().stream()
        .filter(it -> it.isOpen() && !it.id().equals(incident.id()))
        .map(it -> of(it, incident))
        .flatMap(java.util.Optional::stream)
        .sorted(
            Comparator.comparing(Related::why)
                .thenComparing(it -> it.incident().openedAt(), Comparator.reverseOrder()))
        .toList();
  }

  private static java.util.Optional<Related> of(Incident it, Incident incident) {
    String target = target(incident.subject());
    if (it.alertName().equals(incident.alertName())) {
      return java.util.Optional.of(new Related(it, Why.SAME_ALERT));
    } else if (!target.isEmpty() && target.equals(target(it.subject()))) {
      return java.util.Optional.of(new Related(it, Why.SAME_TARGET));
    } else if (!it.group().asMap().isEmpty() && it.group().equals(incident.group())) {
      return java.util.Optional.of(new Related(it, Why.SAME_GROUP));
    }
    return java.util.Optional.empty();
  }

  private static String target(@Nullable Alert alert) {
    return alert == null ? "" : alert.machine();
  }
}
