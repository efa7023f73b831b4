package org.toban.ui.incident;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Incident;
import org.toban.ui.board.BoardLine;

/**
 * What is to be done at a stop of the flow: the form, the step or the page that leads on from
 * there.
 *
 * @param reviewed opens the page where an incident's review is read
 */
record Onward(Deeds deeds, TabStrip tabs, RunbookPane runbook, Consumer<String> reviewed) {
  void from(String stop, BoardLine.@Nullable Entry entry) {
    Incident incident = entry == null ? null : entry.incident();
    if (incident == null) {
      return;
    }
    switch (stop) {
      case "received", "answered" -> deeds.acknowledge();
      case "verify" -> deeds.verify();
      case "recovered" -> {
        tabs.show("alerts");
        tabs.shown().requestFocus();
      }
      case "review" -> {
        if (incident.reviewedAt() == null) {
          deeds.review(reviewed);
        } else {
          deeds.close();
        }
      }
      default -> {
        tabs.show("runbook");
        runbook.focusNext();
      }
    }
  }
}
