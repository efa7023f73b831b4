package org.toban.ui.board;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.toban.ui.board.Columns.Span;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Digits;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Column;

/** The nodes of one alert's line, laid out by {@link Columns}; what ticks is written by tick. */
final class LineNode extends Region {
  private static final double BAR = 2.5;

  private final Words words;
  private final Times times;
  private final Label name = Bits.label("", "line-name");
  private final Region fresh = Bits.icon("fresh");
  private final Label chip = Bits.label("", "chip");
  private final Label target = Bits.label("", "mono", "line-target");
  private final Digits due = new Digits(Pos.CENTER_RIGHT, "due");
  private final Region track = new Region();
  private final Region bar = new Region();
  private final Label phase = Bits.label("", "line-phase");
  private final Label owner = Bits.label("", "line-owner");
  private final Map<Column, Label> more = new EnumMap<>(Column.class);
  private final Digits age = new Digits(Pos.CENTER_LEFT, "muted", "line-age");
  private final DayNode day;
  private Region shape = new Region();
  private BoardLine.@Nullable Entry entry;
  private double fill = -1;
  private Set<Column> chosen = Set.of();

  LineNode(Surroundings around) {
    words = around.words();
    times = around.times();
    getStyleClass().add("line");
    track.getStyleClass().add("due-track");
    bar.getStyleClass().add("due-bar");
    day = new DayNode(around);
    getChildren().setAll(shape, name, fresh, chip, target, due, track, bar, phase, owner, age, day);
    getChildren().forEach(child -> child.setManaged(false));
  }

  /** Whether it shows the line of that key, if in an earlier state. */
  boolean isOf(String key) {
    return entry != null && entry.key().equals(key);
  }

  void show(BoardLine.Entry next, Beside beside, Instant now) {
    BoardLine.Entry before = entry;
    entry = next;
    if (before == null || before.severity() != next.severity()) {
      Region other = Bits.shape(next.severity(), words);
      other.setManaged(false);
      getChildren().set(getChildren().indexOf(shape), other);
      shape = other;
    }
    name.setText(next.name());
    chip.setText(next.chip());
    chip.setVisible(!next.chip().isEmpty());
    target.setText(next.target());
    phase.setText(words.of("status", next.status()));
    owner.setText(next.owner());
    day.show(beside.days().getValue().of(next, now));
    isNew(beside.looks().getValue().isNew(next));
    chosen = beside.columns().getValue();
    showMore(Column.ACKNOWLEDGED, next.acknowledgedBy());
    showMore(Column.SOURCE, next.sources());
    tick(now);
    requestLayout();
  }

  void tick(Instant now) {
    BoardLine.Entry shown = entry;
    if (shown == null) {
      return;
    }
    DueText text = DueText.of(Due.of(shown.incident(), now), times);
    due.setText(text.text());
    Bits.styleOneOf(due, text.style(), DueText.STYLES);
    Bits.styleOneOf(bar, text.style(), DueText.STYLES);
    age.setText(times.span(Duration.between(shown.since(), now)));
    if (fill != text.bar()) {
      fill = text.bar();
      requestLayout();
    }
  }

  /** The nodes of columns that few people choose are made when they are. */
  private void showMore(Column column, String text) {
    Label label = more.get(column);
    if (label == null && chosen.contains(column)) {
      label = Bits.label("", "line-owner");
      label.setManaged(false);
      more.put(column, label);
      getChildren().add(label);
    }
    if (label != null) {
      label.setText(text);
    }
  }

  /** The line in words, for a screen reader. */
  String spoken() {
    BoardLine.Entry shown = entry;
    if (shown == null) {
      return "";
    }
    String spoken =
        words.get(
            "board.spoken",
            words.severity(shown.severity()),
            shown.name(),
            shown.target(),
            phase.getText(),
            due.getText());
    String said = fresh.isVisible() ? words.get("board.spoken-new", spoken) : spoken;
    return chosen.contains(Column.DAY) ? words.get("board.spoken-day", said, day.words()) : said;
  }

  private void isNew(boolean on) {
    if (fresh.isVisible() != on) {
      fresh.setVisible(on);
      requestLayout();
    }
  }

  @Override
  protected void layoutChildren() {
    Columns columns = Columns.of(getWidth(), chosen);
    double height = getHeight();
    shape.resizeRelocate(Columns.SEVERITY, Math.rint((height - 16) / 2), 16, 16);
    layoutName(columns.name(), height);
    place(target, columns.of(Column.TARGET), height, 0);
    place(due, columns.of(Column.DUE), height, fill < 0 ? 0 : -4);
    layoutBar(columns.of(Column.DUE), height);
    place(phase, columns.of(Column.PHASE), height, 0);
    place(owner, columns.of(Column.OWNER), height, 0);
    more.forEach((column, label) -> place(label, columns.of(column), height, 0));
    place(age, columns.of(Column.AGE), height, 0);
    day.setVisible(columns.of(Column.DAY).isShown());
    day.setLayoutX(columns.of(Column.DAY).x());
    day.setLayoutY(Math.rint(height / 2) + 7);
  }

  private void layoutName(Span span, double height) {
    double freshRoom = fresh.isVisible() ? 14 : 0;
    double wanted = chip.isVisible() ? chip.prefWidth(-1) : 0;
    double nameWanted = Math.ceil(name.prefWidth(-1));
    double chipRoom = span.width() - freshRoom - 8 - Math.min(nameWanted, span.width() * 0.72);
    double chipWidth = chipRoom < Math.min(wanted, 64) ? 0 : Math.min(wanted, chipRoom);
    double nameWidth =
        Math.min(nameWanted, span.width() - freshRoom - (chipWidth > 0 ? chipWidth + 8 : 0));
    put(name, span.x(), nameWidth, height, 0);
    fresh.resizeRelocate(span.x() + nameWidth + 6, Math.rint(height / 2) - 3, 7, 7);
    put(chip, span.x() + nameWidth + freshRoom + 8, chipWidth, height, 0);
  }

  private void layoutBar(Span span, double height) {
    boolean shown = fill >= 0 && span.isShown();
    track.setVisible(shown);
    bar.setVisible(shown);
    double y = Math.rint(height / 2) + 9;
    track.resizeRelocate(span.x(), y, span.width(), BAR);
    bar.resizeRelocate(span.x(), y, Math.max(0, Math.rint(span.width() * fill)), BAR);
  }

  private static void place(Region node, Span span, double height, double shift) {
    node.setVisible(span.isShown());
    if (span.isShown()) {
      put(node, span.x(), span.width(), height, shift);
    }
  }

  private static void put(Region node, double x, double width, double height, double shift) {
    double own = node.prefHeight(-1);
    node.resizeRelocate(x, Math.rint((height - own) / 2 + shift), width, own);
  }

  @Override
  protected double computePrefHeight(double width) {
    return BoardView.ROW;
  }
}
