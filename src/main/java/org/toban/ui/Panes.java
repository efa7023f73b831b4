package org.toban.ui;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;
import org.toban.ui.look.Bits;
import org.toban.ui.parts.Layout;

/**
 * How the parts of the window share it: how wide the incident is beside the board, one of the two
 * alone, and everything larger or smaller.
 */
final class Panes extends Pane {
  private static final double NARROW = 1180;
  private static final double STEP = 0.04; // of the width, for a key
  private static final double WALL_ZOOM = 1.5;

  /** What of the desk is shown. */
  enum Extent {
    WHOLE,
    /** One incident and nothing else. */
    FOCUS,
    /** The board alone, large, for a screen that a team looks at from afar. */
    WALL
  }

  private final Region inner;
  private final SideBar side;
  private final SplitPane split;
  private final Region board;
  private final Region incident;
  private final Consumer<UnaryOperator<Layout>> keep;
  private final Scale scale = new Scale(1, 1);
  private Layout layout;
  private Extent extent = Extent.WHOLE;

  /**
   * The panes of a window.
   *
   * @param inner all that the window shows
   * @param keep takes what the person changed of the layout
   */
  Panes(
      Region inner,
      SideBar side,
      SplitPane split,
      Region board,
      Region incident,
      Layout layout,
      Consumer<UnaryOperator<Layout>> keep) {
    this.inner = inner;
    this.side = side;
    this.split = split;
    this.board = board;
    this.incident = incident;
    this.layout = layout;
    this.keep = keep;
    getChildren().setAll(inner);
    inner.getTransforms().setAll(scale);
    SplitPane.setResizableWithParent(incident, false);
    incident.setPrefWidth(474);
    incident.setMinWidth(380);
    board.setMinWidth(420);
    inner.widthProperty().addListener((property, before, now) -> share());
    split.addEventFilter(MouseEvent.MOUSE_RELEASED, this::dragged);
    zoom();
  }

  @Override
  protected void layoutChildren() {
    inner.resizeRelocate(0, 0, getWidth() / scale.getX(), getHeight() / scale.getY());
  }

  Extent extent() {
    return extent;
  }

  /** Shows this much, or everything again when it is what is shown already. */
  void toggle(Extent wanted) {
    show(extent == wanted ? Extent.WHOLE : wanted);
  }

  void show(Extent next) {
    extent = next;
    Bits.show(side, next == Extent.WHOLE);
    switch (next) {
      case WHOLE -> split.getItems().setAll(board, incident);
      case FOCUS -> split.getItems().setAll(incident);
      case WALL -> split.getItems().setAll(board);
    }
    zoom();
    share();
  }

  /** Larger (1), smaller (-1), or as designed (0). */
  void zoom(int steps) {
    change(it -> it.zoomed(steps));
    zoom();
  }

  /** Gives the incident more (1) or less (-1) of the window. */
  void widen(int steps) {
    if (split.getDividers().isEmpty()) {
      return;
    }
    double now = 1 - split.getDividerPositions()[0];
    change(it -> it.withSplit(Math.clamp(now + steps * STEP, 0.2, 0.8)));
    share();
  }

  private void zoom() {
    double zoom = layout.zoom() * (extent == Extent.WALL ? WALL_ZOOM : 1);
    scale.setX(zoom);
    scale.setY(zoom);
    requestLayout();
  }

  private void share() {
    double width = inner.getWidth();
    boolean narrow = width < NARROW;
    side.rail(narrow);
    if (split.getDividers().isEmpty()) {
      return;
    }
    double room = Math.max(1, width - side.getPrefWidth());
    double own = narrow ? Math.max(430, room * 0.44) : Math.clamp(width * 0.325, 440, 620);
    double right = layout.split() > 0 ? layout.split() * room : own;
    split.setDividerPositions(1 - right / room);
  }

  private void dragged(MouseEvent event) {
    boolean ofDivider =
        event.getTarget() instanceof Node node
            && (node.getStyleClass().contains("split-pane-divider")
                || (node.getParent() != null
                    && node.getParent().getStyleClass().contains("split-pane-divider")));
    if (ofDivider && !split.getDividers().isEmpty()) {
      double share = 1 - split.getDividerPositions()[0];
      change(it -> it.withSplit(share));
    }
  }

  private void change(UnaryOperator<Layout> change) {
    layout = change.apply(layout);
    keep.accept(change);
  }
}
