package org.toban.ui.incident;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Surroundings;

/** The notes and evidence of one step, a line each. */
final class KeptLines extends VBox {
  private final Surroundings around;
  private final Consumer<Kept> opened;
  private List<Kept> shown = List.of();

  /**
   * Without lines.
   *
   * @param opened asks for all of what a line stands for
   */
  KeptLines(Surroundings around, String id, Consumer<Kept> opened) {
    super(2);
    this.around = around;
    this.opened = opened;
    setId("kept-" + id);
    getStyleClass().add("kept");
    Bits.show(this, false);
  }

  void show(List<Kept> kept) {
    if (!kept.equals(shown)) {
      shown = kept;
      getChildren().clear();
      kept.forEach(it -> getChildren().add(line(it)));
      Bits.show(this, !kept.isEmpty());
    }
  }

  private Node line(Kept it) {
    Label at = Bits.label(around.times().clock(it.at()), "mono", "muted");
    at.setMinWidth(USE_PREF_SIZE);
    Label who = Bits.label(it.who(), "muted");
    who.setMinWidth(USE_PREF_SIZE);
    Label what = Bits.prose(it.line());
    what.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(what, Priority.ALWAYS);
    HBox line = Bits.topRow(8, at, who, what);
    if (it.whole() != null) {
      Button open =
          Bits.button(
              getId() + "-" + getChildren().size(),
              around.words().get("step.kept-all"),
              "",
              () -> opened.accept(it));
      open.getStyleClass().add("ghost");
      open.setMinWidth(USE_PREF_SIZE);
      line.getChildren().add(open);
    }
    return line;
  }

  /** Lets files be dropped on a node. */
  static void takeFiles(Node on, Consumer<Path> dropped) {
    on.setOnDragOver(event -> {
      if (event.getDragboard().hasFiles()) {
        event.acceptTransferModes(TransferMode.COPY);
        event.consume();
      }
    });
    on.setOnDragDropped(event -> {
      boolean any = event.getDragboard().hasFiles();
      if (any) {
        event.getDragboard().getFiles().forEach(file -> dropped.accept(file.toPath()));
      }
      event.setDropCompleted(any);
      event.consume();
    });
  }
}
