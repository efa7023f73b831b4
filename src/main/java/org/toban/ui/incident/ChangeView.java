package org.toban.ui.incident;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.toban.runbook.Approval;
import org.toban.runbook.Difference;
import org.toban.runbook.Step;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;

/** How a step's text differs from the approved one that it replaces, line by line. */
final class ChangeView extends VBox {
  ChangeView(Surroundings around, Approval replaced, Step step) {
    super(4);
    setId("change");
    var words = around.words();
    String who = Plain.line(replaced.by(), 60);
    String when = around.times().when(replaced.at(), around.ticker().now());
    String text = replaced.text();
    if (text == null) {
      getChildren().setAll(Bits.prose(words.get("change.not-kept", who, when), "warn"));
    } else {
      getChildren()
          .setAll(
              Bits.prose(words.get("change.since", who, when), "warn"),
              lines(Difference.between(text, step.script())));
    }
  }

  private static VBox lines(Difference difference) {
    VBox box = Bits.column(0);
    box.getStyleClass().add("boxed");
    for (Difference.Line line : difference.lines()) {
      String text =
          line.marked().equals(" ") ? " " : Plain.exact(line.marked()); // empty, and stays
      Label label = Bits.prose(text, "mono", style(line.kind()));
      label.setMaxWidth(Double.MAX_VALUE);
      box.getChildren().add(label);
    }
    return box;
  }

  private static String style(Difference.Kind kind) {
    return switch (kind) {
      case REMOVED -> "bad";
      case ADDED -> "ok";
      case SAME -> "script";
      case PLACE -> "muted";
    };
  }
}
