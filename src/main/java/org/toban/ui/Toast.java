package org.toban.ui;

import java.time.Duration;
import java.time.Instant;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.ui.board.Shown;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;

/**
 * Says the newest message of the board (such as a refused command) until it is old or dismissed.
 */
final class Toast extends HBox {
  private static final Duration KEPT = Duration.ofSeconds(12);

  private final Surroundings around;
  private final Label text = Bits.prose("");
  private Board.@Nullable Message dismissed;

  Toast(Surroundings around) {
    super(12);
    this.around = around;
    setId("toast");
    getStyleClass().addAll("row", "toast");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    StackPane.setAlignment(this, Pos.BOTTOM_CENTER);
    getChildren()
        .setAll(
            text,
            Bits.iconButton(
                "toast-close", "cross", around.words().get("act.dismiss"), this::dismiss));
    Bits.show(this, false);
  }

  void show(@Nullable Shown shown) {
    Board.Message newest =
        shown == null || shown.board().messages().isEmpty()
            ? null
            : shown.board().messages().getFirst();
    boolean visible =
        newest != null && !newest.equals(dismissed) && isFresh(newest.at(), around.ticker().now());
    Bits.show(this, visible);
    if (newest != null && visible) {
      text.setText(of(newest, around.words()));
      setUserData(newest);
    }
  }

  private static boolean isFresh(Instant at, Instant now) {
    return Duration.between(at, now).compareTo(KEPT) < 0;
  }

  private void dismiss() {
    dismissed = (Board.Message) getUserData();
    Bits.show(this, false);
  }

  /** A message in the reader's language; one that the desk does not know, as it came. */
  static String of(Board.Message message, Words words) {
    Object[] arguments =
        message.arguments().stream().map(argument -> Plain.line(argument, 120)).toArray();
    String otherwise = message.key() + " " + String.join(" ", message.arguments());
    return words.getOr(Plain.line(otherwise.strip()), "message." + message.key(), arguments);
  }
}
