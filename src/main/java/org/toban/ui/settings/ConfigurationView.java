package org.toban.ui.settings;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.toban.config.edit.ConfigText;
import org.toban.config.edit.Draft;
import org.toban.config.edit.Way;
import org.toban.saying.Saying;
import org.toban.ui.board.Shown;
import org.toban.ui.look.Bits;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Configuring;

/** The desk's own page, and every part of toban.yml as a form and as text; saved by Ctrl+S. */
public final class ConfigurationView extends BorderPane {
  private static final KeyCombination CTRL_S =
      new KeyCodeCombination(KeyCode.S, KeyCombination.SHORTCUT_DOWN);
  private static final String DESK = PlaceCell.DESK;
  private static final String TEXT = PlaceCell.TEXT;

  private final Words words;
  private final Configuring configuring;
  private final ObservableValue<@Nullable Shown> boards;
  private final Drafting drafting;
  private final ListView<String> places = new ListView<>();
  private final Node desk;
  private final PartForm form;
  private final ScrollPane scroll;
  private final TextPane text;
  private final Label state = Bits.prose("", "muted");
  private final Button save;
  private final Button revert;
  private final Button again;
  private final Button takeUp;
  private String told = "";
  private @Nullable Draft toldOf;
  private boolean written;

  /**
   * The view on a file.
   *
   * @param desk what is set for this desk alone, shown first
   */
  public ConfigurationView(
      Surroundings around,
      ObservableValue<@Nullable Shown> boards,
      Configuring configuring,
      ConfigText file,
      Node desk) {
    this.words = around.words();
    this.boards = boards;
    this.configuring = configuring;
    this.desk = desk;
    drafting = new Drafting(file);
    text = new TextPane(words, drafting);
    form = new PartForm(words, drafting, this::toText);
    scroll = Bits.scroll(form);
    save = Bits.button("config-save", words.get("config.save"), "Ctrl S", this::save);
    save.getStyleClass().add("primary");
    revert = Bits.button("config-revert", words.get("config.revert"), "", this::revert);
    again = Bits.button("config-again", words.get("config.again"), "", this::read);
    takeUp = Bits.button("config-take-up", words.get("config.take-up"), "", this::takeUp);
    state.setId("config-state");
    HBox.setHgrow(state, javafx.scene.layout.Priority.ALWAYS);
    state.setMaxWidth(Double.MAX_VALUE);
    HBox bar = Bits.row(8, state, again, takeUp, revert, save);
    bar.getStyleClass().add("config-bar");
    places.setId("config-places");
    places.setAccessibleText(words.get("config.places"));
    places
        .getItems()
        .setAll(
            Stream.concat(
                    Stream.of(DESK),
                    Stream.concat(Stream.of(Part.values()).map(Words::key), Stream.of(TEXT)))
                .toList());
    places.setCellFactory(list -> new PlaceCell(words, drafting.shown()));
    places.setMinWidth(170);
    places.setPrefWidth(170);
    places
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((property, before, now) -> go(now == null ? DESK : now));
    setLeft(places);
    setCenter(new StackPane(desk, scroll, text));
    setBottom(bar);
    drafting.shown().addListener((property, before, now) -> show(now));
    addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    places.getSelectionModel().select(DESK);
    read();
  }

  /** What it is doing to the file; changes that are not written stay until the window goes. */
  private void read() {
    told = "";
    drafting.read(failure -> tell(Plain.line(String.valueOf(failure.getMessage()), 300)));
  }

  private void revert() {
    told = "";
    drafting.revert();
  }

  private void go(String place) {
    desk.setVisible(place.equals(DESK));
    text.setVisible(place.equals(TEXT));
    scroll.setVisible(!desk.isVisible() && !text.isVisible());
    if (scroll.isVisible()) {
      form.show(PlaceCell.part(place));
      scroll.setVvalue(0);
    }
  }

  private void toText(Way way) {
    places.getSelectionModel().select(TEXT);
    FxFeed.afterPulse(() -> text.go(way));
  }

  private void pressed(KeyEvent key) {
    if (CTRL_S.match(key)) {
      key.consume();
      Node owner = getScene().getFocusOwner();
      if (owner != null && owner.getUserData() instanceof Runnable written) {
        written.run(); // what is being typed counts
      }
      save();
    }
  }

  private void save() {
    if (text.isVisible()) {
      text.flush();
    }
    drafting.save(
        saved -> {
          switch (saved) {
            case ConfigText.Saved.Written _ -> {
              written = true;
              tell("");
            }
            case ConfigText.Saved.ChangedMeanwhile _ -> tell(words.get("config.meanwhile"));
            case ConfigText.Saved.Wrong it -> tell(words.get("config.wrong", it.mistakes().size()));
            case ConfigText.Saved.Failed it -> tell(Plain.line(it.why().in(words.locale()), 300));
          }
        },
        failure -> tell(Plain.line(String.valueOf(failure.getMessage()), 300)));
  }

  private void takeUp() {
    Shown shown = boards.getValue();
    boolean busy =
        shown != null
            && shown.board().incidents().values().stream().anyMatch(it -> it.running() != null);
    if (busy) {
      tell(words.get("config.busy"));
      return;
    }
    FxFeed.read(
        configuring::takeUp,
        whyNot -> tell(Plain.line(told(whyNot, "; "), 400)),
        failure -> tell(Plain.line(String.valueOf(failure.getMessage()), 300)));
  }

  private String told(List<Saying> sayings, String between) {
    return sayings.stream().map(it -> it.in(words.locale())).collect(Collectors.joining(between));
  }

  private void tell(String message) {
    told = message;
    Drafting.Shown now = drafting.shown().get();
    toldOf = now == null ? null : now.draft();
    show(drafting.shown().get());
  }

  private void show(Drafting.@Nullable Shown shown) {
    if (shown != null && !shown.draft().equals(toldOf)) {
      told = "";
    }
    boolean changed = shown != null && shown.draft().isChanged();
    boolean wrong = shown != null && !shown.mistakes().isEmpty();
    save.setDisable(!changed);
    revert.setDisable(!changed);
    Bits.show(again, told.equals(words.get("config.meanwhile")));
    Bits.show(takeUp, written && !changed);
    state.setText(told.isEmpty() ? summary(shown) : told);
    Bits.state(state, "bad", wrong || !told.isEmpty());
    if (shown == null) {
      return;
    }
    form.show(shown);
    text.show(shown);
    places.refresh();
  }

  private String summary(Drafting.@Nullable Shown shown) {
    if (shown == null) {
      return words.get("config.reading");
    }
    if (!shown.mistakes().isEmpty() && shown.checked()) {
      return words.get("config.wrong", shown.mistakes().size());
    }
    int changes = Drafting.changes(shown).values().stream().mapToInt(Integer::intValue).sum();
    if (shown.draft().isChanged()) {
      return words.get(changes == 0 ? "config.only-text" : "config.changes", changes)
          + (shown.checked() ? "" : " " + words.get("config.checking"));
    }
    return words.get(written ? "config.saved" : "config.same");
  }
}
