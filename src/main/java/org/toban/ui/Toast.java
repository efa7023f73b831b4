package org.toban.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
  private Board.@Nullable Message own;
  private @Nullable Shown last;

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

  /** Says what the desk itself has to say, as the board says its messages. */
  void say(String key, String... arguments) {
    own = new Board.Message(around.ticker().now(), null, key, List.of(arguments));
    show(last);
  }

  void show(@Nullable Shown shown) {
    last = shown;
    Board.Message newest = newest(shown);
    boolean visible =
        newest != null && !newest.equals(dismissed) && isFresh(newest.at(), around.ticker().now());
    Bits.show(this, visible);
    if (newest != null && visible) {
      text.setText(of(newest, around.words()));
      setUserData(newest);
    }
  }

  private Board.@Nullable Message newest(@Nullable Shown shown) {
    Board.Message said = own;
    if (shown == null || shown.board().messages().isEmpty()) {
      return said;
    }
    Board.Message first = shown.board().messages().getFirst();
    return said == null || first.at().isAfter(said.at()) ? first : said;
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
