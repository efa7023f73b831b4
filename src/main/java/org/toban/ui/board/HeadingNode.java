package org.toban.ui.board;

import java.util.function.DoubleSupplier;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Words;

/** The column headings, laid out as the lines are. */
final class HeadingNode extends Region {
  /** The coloured edge of every line. */
  private static final double MARK = 3;

  private final Label[] labels;
  private final DoubleSupplier scrollBar;

  /**
   * The headings.
   *
   * @param scrollBar how wide the scroll bar beside the lines is now, 0 without one
   */
  HeadingNode(Words words, DoubleSupplier scrollBar) {
    this.scrollBar = scrollBar;
    getStyleClass().add("headings");
    String[] keys = {"alert", "target", "due", "phase", "owner", "age", "day"};
    labels = new Label[keys.length];
    for (int i = 0; i < keys.length; i++) {
      labels[i] = Bits.label(words.get("column." + keys[i]));
    }
    labels[2].setAlignment(Pos.CENTER_RIGHT);
    getChildren().setAll(labels);
  }

  @Override
  protected void layoutChildren() {
    Columns columns = Columns.of(getWidth() - MARK - scrollBar.getAsDouble());
    Columns.Span[] spans = {
      columns.name(),
      columns.target(),
      columns.due(),
      columns.phase(),
      columns.owner(),
      columns.age(),
      columns.day()
    };
    for (int i = 0; i < labels.length; i++) {
      labels[i].setVisible(spans[i].isShown());
      labels[i].resizeRelocate(MARK + spans[i].x(), 0, spans[i].width(), getHeight());
    }
  }

  @Override
  protected double computePrefHeight(double width) {
    return 30;
  }
}
