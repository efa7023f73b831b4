package org.toban.ui.look;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/**
 * A short text that ticks: every digit has the width of a zero, so that nothing jitters (the sans
 * face has a narrow 1). Children are unmanaged and are written only when their character changes.
 */
public final class Digits extends Region {
  private final List<Text> glyphs = new ArrayList<>();
  private final Text zero = glyph("0");
  private final Pos alignment;
  private String text = "";

  public Digits(Pos alignment, String... styles) {
    this.alignment = alignment;
    getStyleClass().add("digits");
    getStyleClass().addAll(styles);
    setAccessibleRole(AccessibleRole.TEXT);
    zero.setVisible(false);
    getChildren().add(zero);
    zero.layoutBoundsProperty().addListener((property, before, now) -> requestLayout());
  }

  private static Text glyph(String text) {
    Text glyph = new Text(text);
    glyph.setManaged(false);
    glyph.setTextOrigin(VPos.CENTER);
    glyph.getStyleClass().add("glyph");
    return glyph;
  }

  public String getText() {
    return text;
  }

  public void setText(String next) {
    if (next.equals(text)) {
      return;
    }
    boolean sameLength = next.length() == text.length();
    text = next;
    setAccessibleText(next);
    for (int i = 0; i < next.length(); i++) {
      String character = next.substring(i, i + 1);
      if (i == glyphs.size()) {
        Text glyph = glyph(character);
        glyphs.add(glyph);
        getChildren().add(glyph);
      } else if (!glyphs.get(i).getText().equals(character)) {
        glyphs.get(i).setText(character);
      }
    }
    for (int i = 0; i < glyphs.size(); i++) {
      glyphs.get(i).setVisible(i < next.length());
    }
    if (!sameLength) {
      requestParentLayout();
    }
    setNeedsLayout(true);
  }

  private double advance(int i) {
    char c = text.charAt(i);
    boolean digit = c >= '0' && c <= '9';
    return (digit ? zero : glyphs.get(i)).getLayoutBounds().getWidth();
  }

  private double textWidth() {
    double width = 0;
    for (int i = 0; i < text.length(); i++) {
      width += advance(i);
    }
    return width;
  }

  @Override
  protected double computePrefWidth(double height) {
    return Math.ceil(snappedLeftInset() + textWidth() + snappedRightInset());
  }

  @Override
  protected double computeMinWidth(double height) {
    return computePrefWidth(height);
  }

  @Override
  protected double computePrefHeight(double width) {
    return Math.ceil(snappedTopInset() + zero.getLayoutBounds().getHeight() + snappedBottomInset());
  }

  @Override
  protected double computeMaxWidth(double height) {
    return Double.MAX_VALUE;
  }

  @Override
  protected void layoutChildren() {
    double room = getWidth() - snappedLeftInset() - snappedRightInset();
    double spare = room - textWidth();
    double x =
        snappedLeftInset()
            + switch (alignment.getHpos()) {
              case LEFT -> 0;
              case CENTER -> spare / 2;
              case RIGHT -> spare;
            };
    double y = Math.rint(getHeight() / 2);
    for (int i = 0; i < text.length(); i++) {
      Text glyph = glyphs.get(i);
      double advance = advance(i);
      glyph.setX(Math.rint(x + (advance - glyph.getLayoutBounds().getWidth()) / 2));
      glyph.setY(y);
      x += advance;
    }
  }
}
