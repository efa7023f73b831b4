package org.toban.ui.silence;

import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.toban.source.silence.SilencePreview;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Words;

/** What a silence would hit, its warnings in words, and the tick that they are meant. */
final class PreviewNode extends VBox {
  private static final int SHOWN = 6;

  private final Words words;
  private final VBox lines = Bits.column(3);
  private final CheckBox confirmed = new CheckBox();
  private final SimpleBooleanProperty possible = new SimpleBooleanProperty(false);
  private final SimpleBooleanProperty calm = new SimpleBooleanProperty(false);

  PreviewNode(Words words) {
    super(6);
    this.words = words;
    setId("silence-preview");
    lines.setMinHeight(110);
    confirmed.setId("silence-confirmed");
    confirmed.setText(words.get("silence.confirm"));
    Bits.show(confirmed, false);
    getChildren().setAll(lines, confirmed);
  }

  /** Whether it can be made, and the warnings are confirmed. */
  BooleanExpression decided() {
    return possible.and(calm.or(confirmed.selectedProperty()));
  }

  /** Nothing is known of what is written now. */
  void unknown() {
    possible.set(false);
  }

  void show(SilencePreview next) {
    lines.getChildren().clear();
    Label sum = Bits.label(words.get("silence.hits", next.hit().size(), next.all()), "strong");
    sum.setId("silence-hits");
    lines.getChildren().add(sum);
    next.hit().stream()
        .limit(SHOWN)
        .map(alert ->
            Bits.label(
                "· " + Plain.line(alert.name(), 60) + "  " + Plain.line(alert.target(), 80),
                "mono",
                "muted"))
        .forEach(lines.getChildren()::add);
    if (next.hit().size() > SHOWN) {
      add(words.get("silence.and-more", next.hit().size() - SHOWN), "muted");
    }
    next.warnings().stream()
        .sorted()
        .forEach(it -> add("▲ " + words.of("silence.warning", it), "warn"));
    next.problems().stream().sorted().forEach(it -> add(words.of("silence.problem", it), "muted"));
    Bits.show(confirmed, !next.warnings().isEmpty());
    calm.set(next.warnings().isEmpty());
    possible.set(next.isPossible());
  }

  private void add(String text, String style) {
    lines.getChildren().add(Bits.prose(text, style));
  }
}
