package org.toban.ui;

import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.toban.alert.Severity;
import org.toban.notice.Reach;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;

/**
 * By which channels nobody can be told now, shortened in a narrow window; its tooltip and its
 * spoken name say since when and why. Not there while every channel works.
 */
final class LostLabel extends Label {
  private static final int LONGEST = 20;
  private static final int SHORT = 8;

  private final Surroundings around;
  private List<Reach.Lost> lost = List.of();
  private boolean tight;

  LostLabel(Surroundings around) {
    this.around = around;
    setId("lost");
    getStyleClass().add("lost");
    setMinWidth(USE_PREF_SIZE);
    setGraphic(Bits.shape(Severity.WARNING, around.words()));
    refresh();
  }

  void tight(boolean next) {
    if (tight != next) {
      tight = next;
      refresh();
    }
  }

  boolean isThere() {
    return !lost.isEmpty();
  }

  void show(List<Reach.Lost> next) {
    if (!lost.equals(next)) {
      lost = List.copyOf(next);
      refresh();
    }
  }

  private void refresh() {
    Bits.show(this, isThere());
    if (!isThere()) {
      return;
    }
    String which =
        lost.size() == 1
            ? Plain.line(lost.getFirst().channel(), tight ? SHORT : LONGEST)
            : around.words().get("lost.many", lost.size());
    String all = lost.stream().map(this::line).collect(Collectors.joining("\n"));
    setText(tight ? which : around.words().get("lost.bar", which));
    setAccessibleText(all);
    setTooltip(new Tooltip(all));
  }

  private String line(Reach.Lost it) {
    String since = around.times().absolute(it.since(), around.ticker().now());
    return around.words().get("banner.lost", Plain.line(it.channel(), 40), since)
        + ": "
        + Plain.line(it.problem(), 160);
  }
}
