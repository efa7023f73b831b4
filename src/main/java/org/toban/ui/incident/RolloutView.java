package org.toban.ui.incident;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.incident.Rollout;
import org.toban.incident.rollout.Standing;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;

/** The hosts of a step that runs on several: how each stands, and what the chosen one printed. */
final class RolloutView extends VBox {
  private static final double LINE = 26;
  private static final int LINES_SEEN = 6;
  private static final int OUTPUT_LINES = 12;
  private static final int OUTPUT_CHARACTERS = 6000;

  private final Surroundings around;
  private final Label summary = Bits.prose("", "strong");
  private final Label why = Bits.prose("", "muted");
  private final ObservableList<RolloutRow.Line> lines = FXCollections.observableArrayList();
  private final ListView<RolloutRow.Line> list = new ListView<>(lines);
  private final Label heading = Bits.label("", "muted");
  private final Label output = Bits.prose("", "mono", "output");
  private final Button goOn;
  private @Nullable RolloutRow shown;
  private @Nullable Board board;
  private String chosen = "";
  private boolean byHand;
  private boolean filling;

  /**
   * The view of a step.
   *
   * @param id of the step, as ids of nodes are written
   */
  RolloutView(Surroundings around, String id, java.util.function.Consumer<Rollout> goesOn) {
    super(6);
    this.around = around;
    setId("rollout-" + id);
    getStyleClass().add("rollout");
    summary.setId("rollout-summary-" + id);
    goOn =
        Bits.button(
            "go-on-" + id,
            around.words().get("rollout.go-on"),
            "G",
            () -> {
              if (shown != null) {
                goesOn.accept(shown.rollout());
              }
            });
    list.setId("rollout-hosts-" + id);
    list.setAccessibleText(around.words().get("list.hosts"));
    list.setFixedCellSize(LINE);
    list.setCellFactory(view -> new HostCell(around.words()));
    list.getStyleClass().add("host-list");
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((property, before, now) -> {
          if (now != null && !filling) {
            byHand = true;
            chosen = now.host();
            showOutput();
          }
        });
    output.setId("rollout-output-" + id);
    heading.setId("rollout-heading-" + id);
    HBox.setHgrow(summary, Priority.ALWAYS);
    summary.setMaxWidth(Double.MAX_VALUE);
    getChildren().setAll(Bits.row(8, summary, goOn), why, list, heading, output);
  }

  /** Puts the keyboard on the list of hosts. */
  void focusHosts() {
    list.requestFocus();
  }

  void show(RolloutRow row, Board newest) {
    boolean same = shown != null && shown.rollout().plan().equals(row.rollout().plan());
    shown = row;
    board = newest;
    if (!same) {
      byHand = false;
      chosen = "";
    }
    Words words = around.words();
    summary.setText(row.summary(words));
    Rollout.End end = row.rollout().ended();
    boolean stopped = end != null && !row.succeeded();
    Bits.state(summary, "failed", stopped);
    why.setText(
        end != null && stopped && !end.host().isEmpty()
            ? Plain.line(words.causes().of(end.why()), 200)
            : "");
    Bits.show(why, !why.getText().isEmpty());
    Bits.show(goOn, row.mayGoOn());
    fill(row);
    showOutput();
  }

  /** Only the lines that have changed are made anew. */
  private void fill(RolloutRow row) {
    filling = true;
    if (lines.size() == row.lines().size()) {
      for (int i = 0; i < lines.size(); i++) {
        if (!lines.get(i).equals(row.lines().get(i))) {
          lines.set(i, row.lines().get(i));
        }
      }
    } else {
      lines.setAll(row.lines());
      list.setPrefHeight(Math.min(LINES_SEEN, lines.size()) * LINE + 2);
      list.setMinHeight(Region.USE_PREF_SIZE);
    }
    String telling = row.telling();
    if (!byHand && telling != null) {
      boolean moved = !telling.equals(chosen);
      chosen = telling;
      if (moved) {
        list.scrollTo(index(telling));
      }
    }
    int at = index(chosen);
    if (at >= 0 && list.getSelectionModel().getSelectedIndex() != at) {
      list.getSelectionModel().select(at);
    }
    filling = false;
  }

  private int index(String host) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).host().equals(host)) {
        return i;
      }
    }
    return -1;
  }

  private void showOutput() {
    RolloutRow row = shown;
    Board now = board;
    int at = index(chosen);
    if (row == null || now == null || at < 0) {
      Bits.show(heading, false);
      Bits.show(output, false);
      return;
    }
    RolloutRow.Line line = lines.get(at);
    heading.setText(around.words().get("rollout.output-of", Plain.line(line.host(), 60)));
    Bits.show(heading, true);
    String tail = Plain.tail(row.output(now, line.host()), OUTPUT_LINES, OUTPUT_CHARACTERS);
    String text =
        line.standing() == Standing.RUNNING ? tail + (tail.isEmpty() ? "" : "\n") + "▏" : tail;
    if (!text.equals(output.getText())) {
      output.setText(text);
    }
    Bits.state(output, "failed", line.standing() == Standing.FAILED);
    Bits.show(output, !text.isEmpty());
  }

  /** A mark, a name, how it stands in words, and for how long. */
  private static final class HostCell extends ListCell<RolloutRow.Line> {
    private final Words words;
    private final Region mark = Bits.icon("step-mark");
    private final Label host = Bits.label("", "mono");
    private final Label standing = Bits.label("", "muted");
    private final Label how = Bits.label("", "mono", "muted");
    private final HBox line;

    HostCell(Words words) {
      this.words = words;
      host.setMaxWidth(Double.MAX_VALUE);
      host.setMinWidth(40);
      HBox.setHgrow(host, Priority.ALWAYS);
      standing.setMinWidth(USE_PREF_SIZE);
      how.setMinWidth(USE_PREF_SIZE);
      line = Bits.row(8, mark, host, standing, how);
      setPrefWidth(0); // as wide as the list
    }

    @Override
    protected void updateItem(RolloutRow.@Nullable Line it, boolean empty) {
      super.updateItem(it, empty);
      if (it == null || empty) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      Bits.state(mark, "done", it.standing() == Standing.SUCCEEDED);
      Bits.state(
          mark, "failed", it.standing() == Standing.FAILED || it.standing() == Standing.UNKNOWN);
      Bits.state(mark, "running", it.standing() == Standing.RUNNING);
      host.setText(Plain.line(it.host(), 80));
      standing.setText(words.of("standing", it.standing()));
      how.setText(it.how());
      setAccessibleText(host.getText() + ", " + standing.getText() + ", " + it.how());
      setGraphic(line);
    }
  }
}
