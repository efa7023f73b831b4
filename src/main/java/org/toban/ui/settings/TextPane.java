package org.toban.ui.settings;

import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.toban.config.Mistake;
import org.toban.config.edit.Way;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Words;

/** The whole file as text, with its mistakes under it; each leads to its line. */
final class TextPane extends VBox {
  private static final int MOST = 8;

  private final Words words;
  private final Drafting drafting;
  private final TextArea area = new TextArea();
  private final VBox mistakes = Bits.column(2);
  private final PauseTransition pause = new PauseTransition(Duration.millis(300));
  private boolean taking;

  TextPane(Words words, Drafting drafting) {
    super(8);
    this.words = words;
    this.drafting = drafting;
    getStyleClass().add("page-content");
    area.setId("config-text");
    area.getStyleClass().add("mono");
    area.setAccessibleText(words.get("config.text"));
    TabLeaves.on(area);
    VBox.setVgrow(area, Priority.ALWAYS);
    area.textProperty()
        .addListener((property, before, now) -> {
          if (!taking) {
            pause.playFromStart();
          }
        });
    pause.setOnFinished(done -> flush());
    area.focusedProperty()
        .addListener((property, before, now) -> {
          if (!now) {
            flush();
          }
        });
    mistakes.setId("config-mistakes");
    getChildren().setAll(Bits.prose(words.get("config.text.what"), "muted"), area, mistakes);
  }

  /** Takes over what was typed and has not been looked at yet. */
  void flush() {
    pause.stop();
    drafting.edited(area.getText());
  }

  void show(Drafting.@Nullable Shown shown) {
    if (shown == null) {
      return;
    }
    String text = shown.draft().text().replace("\r\n", "\n").replace('\r', '\n');
    if (!area.getText().equals(text) && !area.isFocused()) {
      taking = true;
      area.setText(text);
      taking = false;
    }
    mistakes.getChildren().setAll(shown.mistakes().stream().limit(MOST).map(this::line).toList());
    if (shown.mistakes().size() > MOST) {
      mistakes
          .getChildren()
          .add(Bits.label(words.get("config.more", shown.mistakes().size() - MOST), "muted"));
    }
  }

  private Button line(Mistake it) {
    String text = it.line() + ":" + it.column() + "  " + it.advice().in(words.locale());
    Button button =
        Bits.button("", Plain.line(text, 300), "", () -> go(it.line() - 1, it.column() - 1));
    button.getStyleClass().addAll("ghost", "bad");
    button.setMinWidth(0);
    return button;
  }

  /** Puts the caret where a value stands. */
  void go(Way way) {
    Drafting.Shown shown = drafting.shown().get();
    if (shown == null || shown.document() == null) {
      area.requestFocus();
      return;
    }
    Way at = way;
    while (!at.isRoot() && shown.tree().at(at) == null) {
      at = at.parent();
    }
    go(shown.document().line(at), 0);
  }

  private void go(int line, int column) {
    String text = area.getText();
    int at = 0;
    for (int i = 0; i < line && at >= 0; i++) {
      at = text.indexOf('\n', at) + 1;
    }
    area.requestFocus();
    area.positionCaret(Math.min(text.length(), at + column));
  }
}
