package org.toban.ui;

import java.util.List;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.toban.ui.look.Bits;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Words;

/** What a palette finds in the history: off the window's thread, and it says that it looks. */
final class Later {
  private static final int SHORTEST = 2; // letters, before the history is asked
  private static final Duration TYPING = Duration.millis(150);

  private final Words words;
  private final Function<String, List<Palette.Choice>> search;
  private final Label said = Bits.label("", "muted");
  private final PauseTransition typing = new PauseTransition(TYPING);
  private List<Palette.Choice> found = List.of();
  private String asked = "";
  private Runnable onFound = () -> {};
  private FxFeed.@Nullable Reading reading;

  /**
   * A search.
   *
   * @param search of a text; blocks, and is called off the FX thread
   */
  Later(Words words, Function<String, List<Palette.Choice>> search) {
    this.words = words;
    this.search = search;
    said.setId("palette-looking");
    typing.setOnFinished(done -> read());
  }

  void onFound(Runnable look) {
    onFound = look;
  }

  Node said() {
    return said;
  }

  /** What has been found for a text until now; asks for it when it is another. */
  List<Palette.Choice> of(String typed) {
    String text = typed.strip();
    if (!text.equals(asked)) {
      asked = text;
      found = List.of();
      if (reading != null) {
        reading.drop();
      }
      boolean asks = text.length() >= SHORTEST;
      said.setText(asks ? words.get("palette.looking") : "");
      if (asks) {
        typing.playFromStart();
      } else {
        typing.stop();
      }
    }
    return found;
  }

  private void read() {
    String text = asked;
    reading =
        FxFeed.read(
            () -> search.apply(text),
            it -> {
              found = it;
              said.setText(words.get("palette.found", it.size()));
              onFound.run();
            },
            failure ->
                said.setText(
                    words.get(
                        "history.failed", Plain.line(String.valueOf(failure.getMessage()), 80))));
  }
}
