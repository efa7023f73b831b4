package org.toban.ui;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Incident;
import org.toban.ui.board.BoardLine;
import org.toban.ui.board.Deadline;
import org.toban.ui.board.Shown;
import org.toban.ui.board.SourceWords;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Digits;
import org.toban.ui.look.Look;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Ticker;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Preferences.Theme;

/**
 * The board in one line, over all other windows: how many of each severity, the most pressing alert
 * with its deadline, and whether the board can be believed. For desktops without a tray, and for
 * who needs the screen for something else.
 */
final class CompactBar implements AutoCloseable {
  private static final double WIDTH = 840;
  private static final double HEIGHT = 44;
  private static final double MARGIN = 16;
  private static final double LEAST = 64; // of what is in doubt, before the button has to give way
  private static final double LEAST_NAME = 190;

  private final Words words;
  private final Times times;
  private final DeskState state;
  private final Ticker ticker;
  private final Stage stage = new Stage(StageStyle.UNDECORATED);
  private final CountChips counts;
  private final Label practice;
  private final Label blind = Bits.label("", "bar-blind");
  private final Tooltip blindInFull = new Tooltip();
  private final Label name = Bits.label("", "line-name");
  private final Digits due = new Digits(Pos.CENTER_RIGHT, "due");
  private final ChangeListener<@Nullable Shown> showing;
  private double gripX;
  private double gripY;

  /**
   * A bar, once it is opened.
   *
   * @param back shows the whole window again
   */
  CompactBar(
      Words words, Times times, DeskState state, InstantSource clock, Theme theme, Runnable back) {
    this.words = words;
    counts = new CountChips(words);
    counts.brief(true);
    this.times = times;
    this.state = state;
    ticker = new Ticker(clock);
    Button open = Bits.button("bar-open", words.get("bar.open"), "", back);
    HBox.setHgrow(name, Priority.ALWAYS);
    name.setMaxWidth(Double.MAX_VALUE);
    name.setMinWidth(LEAST_NAME);
    blind.setMinWidth(LEAST);
    blind.setTooltip(blindInFull);
    due.setMinWidth(Region.USE_PREF_SIZE);
    open.setMinWidth(Region.USE_PREF_SIZE);
    practice = Bits.label(words.get("practice.badge"), "practice-badge");
    practice.setMinWidth(Region.USE_PREF_SIZE);
    Bits.show(practice, false);
    name.setId("bar-name");
    blind.setId("bar-blind");
    HBox bar = Bits.row(12, practice, counts, blind, name, due, open);
    bar.setId("compact-bar");
    bar.getStyleClass().add("compact-bar");
    bar.setOnMousePressed(press -> {
      gripX = press.getScreenX() - stage.getX();
      gripY = press.getScreenY() - stage.getY();
    });
    bar.setOnMouseDragged(drag -> {
      stage.setX(drag.getScreenX() - gripX);
      stage.setY(drag.getScreenY() - gripY);
    });
    bar.setOnMouseClicked(click -> {
      if (click.getClickCount() == 2) {
        back.run();
      }
    });
    bar.setOnKeyPressed(key -> {
      if (key.getCode() == KeyCode.ESCAPE || key.getCode() == KeyCode.B) {
        back.run();
      }
    });
    stage.setScene(new Scene(bar, WIDTH, HEIGHT));
    Look.dress(stage.getScene(), theme);
    stage.setAlwaysOnTop(true);
    stage.setTitle("Toban");
    showing = (property, before, now) -> show(now, ticker.now());
    state.shown().addListener(showing);
    ticker.nowProperty().addListener((property, before, now) -> show(state.shown().get(), now));
  }

  /** At the lower right of the first display until somebody moves it. */
  void open() {
    Rectangle2D display = Screen.getPrimary().getVisualBounds();
    stage.setX(display.getMaxX() - WIDTH - MARGIN);
    stage.setY(display.getMaxY() - HEIGHT - MARGIN);
    stage.show();
    ticker.run(true);
    show(state.shown().get(), ticker.now());
  }

  @Override
  public void close() {
    ticker.run(false);
    state.shown().removeListener(showing);
    stage.close();
  }

  private void show(@Nullable Shown shown, Instant now) {
    if (shown == null) {
      name.setText(words.get("empty.starting"));
      return;
    }
    counts.show(shown.rows().counts());
    Bits.show(counts, !counts.getChildren().isEmpty());
    Bits.show(practice, shown.board().practice());
    String doubt = SourceWords.inDoubt(shown.board(), now, times);
    blind.setText(doubt);
    blindInFull.setText(SourceWords.doubtful(shown.board(), now, times));
    Bits.show(blind, !doubt.isEmpty());
    Optional<BoardLine.Entry> pressing = pressing(shown);
    name.setText(
        pressing
            .map(it -> Plain.line(it.name() + "  " + it.target(), 80))
            .orElse(words.get(doubt.isEmpty() ? "bar.nothing" : "bar.unknown")));
    Bits.show(due, pressing.isPresent());
    Deadline.show(due, pressing.map(BoardLine.Entry::incident).orElse(null), now, times);
  }

  /** Of those that nobody has answered the one whose time ends first, else of all that are open. */
  private static Optional<BoardLine.Entry> pressing(Shown shown) {
    return shown.rows().entries().values().stream()
        .filter(entry -> entry.incident() != null && entry.incident().isOpen())
        .min(
            Comparator.comparing((BoardLine.Entry entry) -> !entry.unanswered())
                .thenComparing(CompactBar::end)
                .thenComparing(BoardLine.Entry::severity));
  }

  private static Instant end(BoardLine.Entry entry) {
    Incident incident = entry.incident();
    return incident == null ? Instant.MAX : Deadline.end(incident);
  }
}
