package org.toban.ui.incident;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import org.toban.incident.Incident;
import org.toban.runbook.Runbook;
import org.toban.ui.look.Plain;

/** What a person confirms: a box for each check of a runbook, among its steps or by themselves. */
final class CheckBoxes {
  private final Map<String, CheckBox> boxes = new HashMap<>();
  private final BiConsumer<String, Boolean> set;

  /**
   * No boxes yet.
   *
   * @param set takes a check's id and whether it is done, when somebody ticks it
   */
  CheckBoxes(BiConsumer<String, Boolean> set) {
    this.set = set;
  }

  void clear() {
    boxes.clear();
  }

  Node box(Runbook.CheckItem item) {
    CheckBox box = new CheckBox(Plain.line(item.text(), 240));
    box.setId("check-" + item.id());
    box.setWrapText(true);
    box.setMinHeight(CheckBox.USE_PREF_SIZE);
    box.setOnAction(event -> set.accept(item.id(), box.isSelected()));
    boxes.put(item.id(), box);
    return box;
  }

  /** Boxes in two columns. */
  Node grid(List<Runbook.CheckItem> items) {
    GridPane grid = new GridPane(16, 8);
    ColumnConstraints half = new ColumnConstraints();
    half.setPercentWidth(50);
    grid.getColumnConstraints().addAll(half, half);
    for (int i = 0; i < items.size(); i++) {
      grid.add(box(items.get(i)), i % 2, i / 2);
    }
    return grid;
  }

  void show(Incident incident) {
    boxes.forEach((id, box) -> {
      Incident.Check check = incident.checks().get(id);
      box.setSelected(check != null && check.done());
    });
  }
}
