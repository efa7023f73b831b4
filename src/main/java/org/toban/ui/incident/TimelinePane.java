package org.toban.ui.incident;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Gradually;
import org.toban.ui.look.MarkdownNodes;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;

/** The events of an incident as lines: when, who, what. */
final class TimelinePane extends VBox {
  private final Surroundings around;
  private final Gradually gradually = new Gradually(this);
  private List<EventRow> rows = List.of();
  private int earlier;
  private @Nullable String problem;
  private boolean seen;

  TimelinePane(Surroundings around) {
    super(6);
    this.around = around;
    setId("timeline");
    getStyleClass().add("pane");
  }

  /**
   * Shows the newest lines.
   *
   * @param left how many are left out before them
   */
  void show(List<EventRow> newest, int left) {
    rows = newest;
    earlier = left;
    problem = null;
    if (seen) {
      fill();
    }
  }

  /** Its lines are made when somebody looks: hundreds of them that nobody sees cost as much. */
  void seen(boolean now) {
    if (now && !seen) {
      fill();
    }
    seen = now;
  }

  private void fill() {
    if (problem != null) {
      String title = around.words().get("timeline.failed");
      gradually.show(List.of(Bits.label(title, "strong"), Bits.prose(problem, "muted")), () -> {});
      return;
    }
    List<Node> lines = new ArrayList<>();
    if (!rows.isEmpty()) {
      String zone = around.times().zoneName(rows.getFirst().at());
      String day = around.times().day(rows.getFirst().at());
      lines.add(Bits.label(day + " · " + zone, "muted"));
    }
    if (earlier > 0) {
      String left = around.words().get("timeline.left-out", earlier);
      lines.add(Bits.label(left, "muted"));
    }
    rows.forEach(row -> lines.add(line(row, around, true)));
    gradually.show(lines, () -> {});
  }

  void failed(String why) {
    problem = why;
    if (seen) {
      fill();
    }
  }

  static Node line(EventRow row, Surroundings around, boolean wrap) {
    Label at = Bits.label(around.times().clock(row.at()), "mono", "muted");
    at.setMinWidth(62);
    Label who = Bits.label(row.who(), "muted", "who");
    who.setMinWidth(92);
    who.setPrefWidth(92);
    who.setMaxWidth(92);
    Label what = wrap ? Bits.prose(row.what()) : Bits.label(row.what());
    what.getStyleClass().addAll("event", Words.key(row.tone()));
    String note = row.note();
    Region told = wrap && note != null ? note(note, around) : what;
    HBox.setHgrow(told, Priority.ALWAYS);
    told.setMaxWidth(Double.MAX_VALUE);
    return Bits.topRow(10, at, who, told);
  }

  /** A note as its Markdown says, with the line ends that the person wrote. */
  private static Region note(String text, Surroundings around) {
    String kept = text.replace("\r", "").replace("\n", "  \n");
    Region told = new MarkdownNodes(around.links()).render(kept);
    told.getStyleClass().add("note");
    return told;
  }
}
