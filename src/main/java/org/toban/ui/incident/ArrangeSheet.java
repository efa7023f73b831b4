package org.toban.ui.incident;

import javafx.scene.control.Button;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.toban.engine.Board;
import org.toban.incident.Incident;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;

/** The ways to arrange an incident that are open now, each with one key. */
final class ArrangeSheet {
  private final Surroundings around;
  private final Words words;
  private final Arranging arranging;
  private final VBox card = Bits.column(6);

  ArrangeSheet(Surroundings around) {
    this.around = around;
    this.words = around.words();
    this.arranging = new Arranging(around);
  }

  void open(Incident it, Board board) {
    card.setId("arrange");
    card.setPrefWidth(420);
    card.getChildren()
        .add(Bits.label(words.get("arrange.title", Plain.line(it.name(), 50)), "sheet-title"));
    if (it.isUnderWay()) {
      underWay(it, board);
    } else {
      way("reopen", "o", () -> arranging.reopen(it));
    }
    way("link", "l", () -> arranging.link(it, board));
    Button cancel =
        Bits.button("sheet-cancel", words.get("act.cancel"), "Esc", around.sheets()::close);
    card.getChildren().add(Bits.row(8, Bits.spacer(), cancel));
    card.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    around.sheets().open(card, null);
  }

  private void underWay(Incident it, Board board) {
    Incident.Acknowledgement held = it.acknowledgement();
    if (held == null && it.handling().snooze() == null) {
      way("snooze", "z", () -> arranging.snooze(it));
    } else if (held == null) {
      way("end-snooze", "z", () -> arranging.endSnooze(it));
    } else if (held.by().equals(around.person())) {
      way("end-acknowledgement", "u", () -> arranging.endAcknowledgement(it));
    } else {
      way("take-over", "t", () -> arranging.takeOver(it));
    }
    way("assign", "i", () -> arranging.assign(it));
    way("merge", "m", () -> arranging.merge(it, board));
    if (it.firing().size() > 1) {
      way("split", "y", () -> arranging.split(it));
    }
    boolean counts =
        (it.deadline() != null && it.respondedAt() == null) || it.deadlines().recovery() != null;
    if (it.deadlines().pausedSince() != null) {
      way("resume", "p", () -> arranging.resume(it));
    } else if (counts) {
      way("pause", "p", () -> arranging.pause(it));
    }
  }

  private void way(String name, String key, Runnable action) {
    Button button =
        Bits.button(
            "arrange-" + name,
            words.get("arrange." + name),
            key,
            () -> {
              around.sheets().close();
              action.run();
            });
    button.setMaxWidth(Double.MAX_VALUE);
    button.setUserData(key);
    card.getChildren().add(button);
  }

  private void typed(KeyEvent key) {
    card.getChildren().stream()
        .filter(node -> key.getCharacter().equals(node.getUserData()))
        .findFirst()
        .ifPresent(node -> {
          key.consume();
          ((Button) node).fire();
        });
  }
}
