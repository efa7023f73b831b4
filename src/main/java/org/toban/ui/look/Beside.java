package org.toban.ui.look;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/** Two nodes beside each other; the second goes below the first where there is no room for both. */
public final class Beside extends Pane {
  private final Node first;
  private final Node second;
  private final double gap;
  private final double least;
  private final boolean atEnd;

  private Beside(double gap, Node first, Node second, double least, boolean atEnd) {
    this.first = first;
    this.second = second;
    this.gap = gap;
    this.least = least;
    this.atEnd = atEnd;
    getChildren().setAll(first, second);
  }

  /** The second stands at the right end, as wide as it wishes to be. */
  public static Beside atEnd(double gap, Node first, Node second) {
    return new Beside(gap, first, second, Double.MAX_VALUE, true);
  }

  /**
   * The second takes the room that is left.
   *
   * @param least width for a long second node beside the first, in pixels
   */
  public static Beside filling(double gap, Node first, Node second, double least) {
    return new Beside(gap, first, second, least, false);
  }

  private boolean together(double width) {
    double wish = wish(first) + gap + Math.min(least, wish(second));
    return !first.isManaged() || !second.isManaged() || wish <= width + 0.5;
  }

  private static double wish(Node node) {
    return node.isManaged() ? Math.ceil(node.prefWidth(-1)) : 0;
  }

  private double widthOf(Node node, double width) {
    if (!together(width)) {
      return node.equals(second) && !atEnd ? width : Math.min(width, wish(node));
    }
    double own = Math.min(width, wish(node));
    if (node.equals(first) || atEnd) {
      return own;
    }
    return first.isManaged() ? Math.max(0, width - wish(first) - gap) : width;
  }

  private double heightOf(Node node, double width) {
    return node.isManaged() ? Math.ceil(node.prefHeight(widthOf(node, width))) : 0;
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computeMinWidth(double height) {
    return Math.max(
        first.isManaged() ? first.minWidth(-1) : 0, second.isManaged() ? second.minWidth(-1) : 0);
  }

  @Override
  protected double computePrefWidth(double height) {
    return wish(first) + wish(second) + (first.isManaged() && second.isManaged() ? gap : 0);
  }

  @Override
  protected double computeMaxWidth(double height) {
    return Double.MAX_VALUE;
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    double room = width < 0 ? computePrefWidth(-1) : width;
    double one = heightOf(first, room);
    double two = heightOf(second, room);
    return together(room) ? Math.max(one, two) : one + gap / 2 + two;
  }

  @Override
  protected void layoutChildren() {
    double room = getWidth();
    double one = heightOf(first, room);
    double two = heightOf(second, room);
    boolean both = together(room);
    double wide = widthOf(second, room);
    double after = first.isManaged() ? wish(first) + gap : 0;
    double left = both ? (atEnd ? room - wide : after) : 0;
    double top = both ? Math.rint((getHeight() - two) / 2) : one + gap / 2;
    double upper = both ? Math.rint((getHeight() - one) / 2) : 0;
    first.resizeRelocate(0, upper, widthOf(first, room), one);
    second.resizeRelocate(left, top, wide, two);
  }
}
