package org.toban.ui.page;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Words;

/**
 * The calendar of a year: the more incidents opened on a day, the larger and stronger its square. A
 * day is chosen with the mouse, or with the arrow keys and Enter; what stands under the cursor is
 * said in words beside it.
 */
final class HeatMap extends Region {
  private static final double CELL = 12;
  private static final double SQUARE = 10;
  private static final double LEFT = 34;
  private static final double TOP = 16;
  private static final double GAP = 16;

  private final Words words;
  private final Consumer<LocalDate> choose;
  private final Path[] levels = new Path[HeatYear.LEVELS + 1];
  private final Rectangle cursor = new Rectangle(CELL, CELL);
  private final Rectangle chosenMark = new Rectangle(CELL, CELL);
  private final Label told = Bits.label("", "heat-told");
  private final List<Label> months = new ArrayList<>();
  private HeatYear year;
  private LocalDate at;
  private @Nullable LocalDate chosen;

  HeatMap(Words words, LocalDate today, Consumer<LocalDate> choose) {
    this.words = words;
    this.choose = choose;
    year = HeatYear.of(java.util.Map.of(), today);
    at = today;
    setId("history-heat");
    getStyleClass().add("heat");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.BUTTON);
    for (int i = 0; i < levels.length; i++) {
      levels[i] = new Path();
      levels[i].getStyleClass().add("heat-" + i);
      getChildren().add(levels[i]);
    }
    cursor.getStyleClass().add("heat-cursor");
    chosenMark.getStyleClass().add("heat-chosen");
    told.setId("history-heat-told");
    getChildren().addAll(chosenMark, cursor, told);
    for (DayOfWeek day : List.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY)) {
      Label label = label(day.getDisplayName(TextStyle.SHORT, words.locale()));
      label.setLayoutY(TOP + (day.getValue() - 1) * CELL - 2);
    }
    getChildren().forEach(node -> node.setManaged(false));
    cursor.visibleProperty().bind(focusedProperty());
    setOnMouseMoved(mouse -> {
      LocalDate day = day(mouse);
      tell(day == null ? at : day);
    });
    setOnMouseExited(mouse -> tell(at));
    setOnMouseClicked(this::clicked);
    addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    move(today);
  }

  private Label label(String text) {
    Label label = Bits.label(text, "heat-label");
    label.setManaged(false);
    getChildren().add(label);
    return label;
  }

  /**
   * Shows these days.
   *
   * @param day that the list is about now, null when it is about more
   */
  void show(java.util.Map<LocalDate, Long> counts, @Nullable LocalDate day, LocalDate today) {
    year = HeatYear.of(counts, today);
    at = year.within(day == null ? at : day);
    chosen = day;
    for (Path level : levels) {
      level.getElements().clear();
    }
    for (LocalDate it = year.first(); !it.isAfter(year.last()); it = it.plusDays(1)) {
      draw(it);
    }
    nameMonths();
    move(at);
  }

  private void draw(LocalDate day) {
    int level = year.level(day);
    double side = SQUARE * (level == 0 ? 0.4 : 0.4 + 0.6 * level / HeatYear.LEVELS);
    double x = x(day) + (CELL - side) / 2;
    double y = y(day) + (CELL - side) / 2;
    levels[level]
        .getElements()
        .addAll(
            new MoveTo(x, y),
            new LineTo(x + side, y),
            new LineTo(x + side, y + side),
            new LineTo(x, y + side),
            new ClosePath());
  }

  private void nameMonths() {
    getChildren().removeAll(months);
    months.clear();
    for (int week = 1; week < HeatYear.WEEKS; week++) {
      LocalDate monday = year.day(week, 0);
      if (monday.getDayOfMonth() <= 7) {
        Label label = label(monday.getMonth().getDisplayName(TextStyle.SHORT, words.locale()));
        label.setLayoutX(LEFT + week * CELL);
        months.add(label);
      }
    }
  }

  private double x(LocalDate day) {
    long week = (day.toEpochDay() - year.first().toEpochDay()) / 7;
    return LEFT + week * CELL;
  }

  private double y(LocalDate day) {
    return TOP + (day.getDayOfWeek().getValue() - 1) * CELL;
  }

  private @Nullable LocalDate day(MouseEvent mouse) {
    int week = (int) Math.floor((mouse.getX() - LEFT) / CELL);
    int weekday = (int) Math.floor((mouse.getY() - TOP) / CELL);
    if (week < 0 || week >= HeatYear.WEEKS || weekday < 0 || weekday > 6) {
      return null;
    }
    LocalDate day = year.day(week, weekday);
    return year.has(day) ? day : null;
  }

  private void clicked(MouseEvent mouse) {
    LocalDate day = day(mouse);
    if (day != null) {
      requestFocus();
      move(day);
      choose.accept(day);
    }
  }

  private void pressed(KeyEvent key) {
    switch (key.getCode()) {
      case LEFT -> move(at.minusWeeks(1));
      case RIGHT -> move(at.plusWeeks(1));
      case UP -> move(at.minusDays(1));
      case DOWN -> move(at.plusDays(1));
      case HOME -> move(year.first());
      case END -> move(year.last());
      case ENTER, SPACE -> choose.accept(at);
      default -> {
        return;
      }
    }
    key.consume();
  }

  private void move(LocalDate day) {
    at = year.within(day);
    place(cursor, at);
    LocalDate marked = chosen;
    chosenMark.setVisible(marked != null && year.has(marked));
    if (marked != null) {
      place(chosenMark, marked);
    }
    tell(at);
    setAccessibleText(words.get("history.heat", told.getText()));
  }

  private void place(Rectangle mark, LocalDate day) {
    mark.setX(x(day));
    mark.setY(y(day));
  }

  private void tell(LocalDate day) {
    String date = DateTimeFormatter.ofPattern(words.get("time.date"), words.locale()).format(day);
    told.setText(words.get("history.heat-day", date, year.count(day)));
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    getChildren().stream().filter(Label.class::isInstance).forEach(Node::autosize);
    double right = LEFT + HeatYear.WEEKS * CELL + GAP;
    boolean beside = right + told.getWidth() <= getWidth();
    told.relocate(beside ? right : LEFT, beside ? TOP : TOP + 7 * CELL + 2);
  }

  @Override
  protected double computePrefHeight(double width) {
    return TOP + 7 * CELL + 22;
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefWidth(double height) {
    return LEFT + HeatYear.WEEKS * CELL + GAP;
  }
}
