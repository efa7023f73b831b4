package org.toban.ui.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.toban.alert.Alert;
import org.toban.engine.Board;
import org.toban.source.Silence;
import org.toban.ui.board.BoardLine;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;

/** What the sources say: every label and annotation of the alerts, and where they come from. */
final class AlertsPane extends VBox {
  private static final int MOST = 20;

  private final Surroundings around;
  private List<Object> built = List.of();

  AlertsPane(Surroundings around) {
    super(14);
    this.around = around;
    setId("alerts");
    getStyleClass().add("pane");
  }

  void show(BoardLine.Entry entry, Board board, Instant now) {
    List<Alert> alerts = new ArrayList<>();
    var incident = entry.incident();
    if (entry.row() != null) {
      alerts.add(entry.row().alert());
    }
    if (incident != null) {
      incident.firing().values().stream().filter(it -> !isShown(alerts, it)).forEach(alerts::add);
      incident.cleared().values().stream().filter(it -> !isShown(alerts, it)).forEach(alerts::add);
    }
    List<String> sources = entry.row() == null ? List.of() : entry.row().sources();
    List<Object> next = new ArrayList<>(alerts);
    next.add(sources);
    next.add(board.silences());
    if (next.equals(built)) {
      return;
    }
    built = next;
    getChildren().clear();
    for (int i = 0; i < Math.min(MOST, alerts.size()); i++) {
      getChildren().add(alert(alerts.get(i), i == 0 ? sources : List.of(), board, now));
    }
    if (alerts.size() > MOST) {
      getChildren()
          .add(Bits.label(around.words().get("alerts.more", alerts.size() - MOST), "muted"));
    }
  }

  private static boolean isShown(List<Alert> alerts, Alert other) {
    return !alerts.isEmpty() && alerts.getFirst().fingerprint().equals(other.fingerprint());
  }

  private Node alert(Alert alert, List<String> sources, Board board, Instant now) {
    Words words = around.words();
    VBox box = Bits.column(5);
    box.getStyleClass().add("alert-card");
    box.getChildren()
        .add(
            Bits.row(
                8,
                Bits.label(Plain.line(alert.name(), 80), "strong"),
                Bits.label(words.of("alert-state", alert.state()), "chip"),
                Bits.spacer(),
                Bits.label(around.times().when(alert.startsAt(), now), "muted")));
    if (!sources.isEmpty()) {
      box.getChildren().add(pair(words.get("alerts.sources"), String.join(", ", sources)));
    }
    for (String mark : alert.suppressedBy()) {
      Silence silence = board.silence(List.copyOf(board.silences().keySet()), mark);
      box.getChildren()
          .add(
              pair(
                  words.get("alerts.suppressed-by"),
                  silence == null
                      ? mark
                      : words.get(
                          "alerts.silenced",
                          silence.createdBy(),
                          around.times().absolute(silence.endsAt(), now),
                          silence.comment())));
    }
    for (Map.Entry<String, String> annotation : new TreeMap<>(alert.annotations()).entrySet()) {
      box.getChildren().add(pair(annotation.getKey(), annotation.getValue()));
    }
    for (Map.Entry<String, String> label : alert.labels().entries()) {
      box.getChildren().add(pair(label.getKey(), label.getValue()));
    }
    String generator = alert.generatorUrl();
    if (generator != null) {
      box.getChildren().add(around.links().node(words.get("alerts.generator"), generator));
    }
    return box;
  }

  private static Node pair(String name, String value) {
    Label left = Bits.label(Plain.line(name, 60), "muted");
    left.setMinWidth(120);
    left.setPrefWidth(120);
    left.setMaxWidth(120);
    Label right = Bits.prose(Plain.line(value, 600), "mono");
    HBox.setHgrow(right, Priority.ALWAYS);
    right.setMaxWidth(Double.MAX_VALUE);
    HBox pair = Bits.topRow(8, left, right);
    return pair;
  }
}
