package org.toban.ui.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ListCell;
import org.jspecify.annotations.Nullable;
import org.toban.config.edit.Way;
import org.toban.ui.look.Words;

/** A part of the settings by its name, with what was changed in it and what is wrong. */
final class PlaceCell extends ListCell<String> {
  static final String DESK = "desk";
  static final String TEXT = "text";

  private final Words words;
  private final ObservableValue<Drafting.@Nullable Shown> drafts;

  PlaceCell(Words words, ObservableValue<Drafting.@Nullable Shown> drafts) {
    this.words = words;
    this.drafts = drafts;
  }

  static Part part(String place) {
    return Stream.of(Part.values())
        .filter(it -> Words.key(it).equals(place))
        .findFirst()
        .orElse(Part.GENERAL);
  }

  @Override
  protected void updateItem(@Nullable String place, boolean empty) {
    super.updateItem(place, empty);
    if (empty || place == null) {
      setText("");
      return;
    }
    String name = words.get("config.place." + place);
    Drafting.Shown shown = drafts.getValue();
    boolean plain = shown == null || place.equals(DESK) || place.equals(TEXT);
    setText(plain ? name : name + marks(part(place), shown));
  }

  private static String marks(Part part, Drafting.Shown shown) {
    List<String> marks = new ArrayList<>();
    if (Drafting.changes(shown).containsKey(part)) {
      marks.add("●");
    }
    long wrong = part.keys().stream().mapToLong(key -> shown.within(Way.of(key)).size()).sum();
    if (wrong > 0) {
      marks.add("✕ " + wrong);
    }
    return marks.isEmpty() ? "" : "  " + String.join(" ", marks);
  }
}
