package org.toban.ui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.incident.Incident;
import org.toban.ui.board.Shown;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;

/**
 * For some seconds after an incident was acknowledged, snoozed or closed, or a silence was made,
 * one key takes it back. What is taken back was done, and both stay in the timeline: a command that
 * waited until nobody undoes it would be lost with the program.
 */
final class UndoStrip extends HBox {
  private static final Duration OFFERED = Duration.seconds(5);

  private final Surroundings around;
  private final Supplier<@Nullable Shown> shown;
  private final Label text = Bits.prose("");
  private final PauseTransition offer = new PauseTransition(OFFERED);
  private final List<Command> back = new ArrayList<>();
  private String what = "";
  private boolean silencing;
  private Instant silencedAt = Instant.MAX;

  /**
   * The strip.
   *
   * @param around with the way by which the commands that take back are sent
   * @param shown the newest board
   */
  UndoStrip(Surroundings around, Supplier<@Nullable Shown> shown) {
    super(12);
    this.around = around;
    this.shown = shown;
    setId("undo");
    getStyleClass().addAll("row", "toast");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    StackPane.setAlignment(this, Pos.BOTTOM_LEFT);
    StackPane.setMargin(this, new Insets(0, 0, 0, 16));
    Button undo =
        Bits.button("undo-now", around.words().get("act.undo"), Act.UNDO.key(), this::undo);
    getChildren().setAll(text, undo);
    Bits.show(this, false);
    offer.setOnFinished(done -> forget());
  }

  /** For how long it is offered, from the next time on. */
  void lasting(Duration time) {
    offer.setDuration(time);
  }

  /** A command was sent; several of one kind within the time are taken back together. */
  void sent(Command command) {
    switch (command) {
      case Command.Acknowledge it -> {
        Incident incident = incident(it.incident());
        if (incident != null && incident.acknowledgement() == null) {
          offer("acknowledge", new Command.EndAcknowledgement(it.by(), it.incident()));
        }
      }
      case Command.Snooze it -> offer("snooze", new Command.EndSnooze(it.by(), it.incident()));
      case Command.Close it ->
          offer(
              "close",
              new Command.Reopen(it.by(), it.incident(), around.words().get("undo.reason")));
      case Command.PutSilence it -> {
        silencing = true;
        silencedAt = around.ticker().now();
      }
      default -> {}
    }
  }

  /** Its silence has a name once the source has made it. */
  void look(Board board) {
    if (!silencing) {
      return;
    }
    for (Board.Message message : board.messages()) {
      if (message.key().equals("silence.made") && !message.at().isBefore(silencedAt)) {
        silencing = false;
        String source = message.arguments().getFirst();
        String id = message.arguments().get(1);
        offer("silence", new Command.ExpireSilence(around.person(), source, id));
        return;
      }
    }
  }

  private @Nullable Incident incident(String id) {
    Shown now = shown.get();
    return now == null ? null : now.board().incidents().get(id);
  }

  private void offer(String did, Command counter) {
    if (!did.equals(what)) {
      back.clear();
    }
    what = did;
    back.add(counter);
    Words words = around.words();
    text.setText(words.get("undo." + did, back.size()));
    Bits.show(this, true);
    offer.playFromStart();
  }

  /** Takes back what is offered; nothing otherwise. */
  void undo() {
    List<Command> counters = List.copyOf(back);
    forget();
    counters.forEach(around.send());
  }

  private void forget() {
    offer.stop();
    back.clear();
    what = "";
    Bits.show(this, false);
  }
}
