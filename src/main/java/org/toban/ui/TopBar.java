package org.toban.ui;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.ui.board.Shown;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Digits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;

/**
 * The top bar: how many of each severity, the palette, lost channels, the hold switch, who and
 * when.
 */
final class TopBar extends HBox {
  private static final double NARROW = 1180;
  private static final double TIGHT = 960;
  private static final int LONG = 20;
  private static final int SHORT = 10;

  /** What a lost channel takes, for which the others make room. */
  private static final double LOST = 260;

  /** What it takes beside who is on call when both are short. */
  private static final double BOTH = 80;

  private final Surroundings around;
  private final Words words;
  private final Button search;
  private final CountChips counts;
  private final Button hold;
  private final Label searchKey = Bits.key("Ctrl K");
  private final Label prompt = Bits.label("", "muted");
  private final Digits clock = new Digits(Pos.CENTER_RIGHT, "clock");
  private final Label zone = Bits.label("", "muted");
  private final Button person;
  private final OnCallLabel onCall;
  private final LostLabel lost;
  private boolean narrow;
  private boolean crowded;

  /**
   * The bar.
   *
   * @param holdForm asks for a reason and stops (true) or allows (false) automation
   * @param whoActs lets a person choose who acts here
   */
  TopBar(
      Surroundings around,
      ObservableValue<@Nullable Shown> boards,
      Runnable palette,
      Consumer<Boolean> holdForm,
      Runnable whoActs) {
    super(12);
    this.around = around;
    this.words = around.words();
    counts = new CountChips(words);
    setId("top-bar");
    getStyleClass().addAll("row", "top-bar");
    Label name = Bits.label("Toban", "brand");
    Label kanji = Bits.label("当番", "brand-kanji");
    name.setMinWidth(USE_PREF_SIZE);
    kanji.setMinWidth(USE_PREF_SIZE);
    search = search(palette);
    hold = Bits.button("hold", "", "", () -> holdForm.accept(!isHeld(boards.getValue())));
    hold.getStyleClass().add("pill");
    person = Bits.button("person", "", "", whoActs);
    person.getStyleClass().add("person");
    person.setGraphic(Bits.icon("chevron"));
    onCall = new OnCallLabel(around);
    lost = new LostLabel(around);
    clock.setId("clock");
    zone.setMinWidth(USE_PREF_SIZE);
    HBox brand = Bits.row(6, name, kanji);
    getChildren()
        .setAll(
            brand,
            counts,
            search,
            Bits.spacer(),
            lost,
            hold,
            onCall,
            person,
            Bits.row(6, clock, zone));
    widthProperty()
        .addListener((property, before, now) -> {
          Bits.show(searchKey, now.doubleValue() >= TIGHT);
          Bits.show(brand, now.doubleValue() >= TIGHT);
          makeRoom();
        });
    search.widthProperty().addListener((property, before, now) -> makeRoom());
    boards.addListener((property, before, now) -> show(now));
    around.ticker().nowProperty().addListener((property, before, now) -> tick());
    show(boards.getValue());
    tick();
  }

  private Button search(Runnable palette) {
    Button made = Bits.button("search", words.get("search.prompt"), "", palette);
    prompt.setText(words.get("search.prompt"));
    made.getStyleClass().add("search");
    made.setMinWidth(44);
    made.setPrefWidth(290);
    HBox inside = Bits.row(8, Bits.icon("lens"), prompt, Bits.spacer(), searchKey);
    searchKey.setMinWidth(USE_PREF_SIZE);
    inside.prefWidthProperty().bind(made.widthProperty().subtract(24));
    made.setGraphic(inside);
    return made;
  }

  private static boolean isHeld(@Nullable Shown shown) {
    return shown != null && shown.board().hold() != null;
  }

  private void narrow(boolean next) {
    if (narrow != next) {
      narrow = next;
      showPerson();
      counts.brief(next);
    }
  }

  /** Its lens says what the search is where names need the room. */
  private void makeRoom() {
    boolean tight = getWidth() < NARROW + (lost.isThere() ? LOST : 0);
    boolean both = lost.isThere() && onCall.isManaged();
    crowded = tight || both;
    narrow(getWidth() < NARROW + (both ? BOTH : 0));
    onCall.tight(crowded);
    lost.tight(crowded);
    showPerson();
    double key = searchKey.isManaged() ? searchKey.prefWidth(-1) + 8 : 0;
    Bits.show(prompt, search.getWidth() >= prompt.prefWidth(-1) + key + 60);
  }

  private void tick() {
    clock.setText(around.times().clock(around.ticker().now()));
    zone.setText(around.times().zoneName(around.ticker().now()));
    onCall.refresh();
    showPerson();
  }

  /** In a narrow window shortened, but never left out: commands go out in this name. */
  private void showPerson() {
    String who = around.person();
    String text = Plain.line(who, narrow || crowded ? SHORT : LONG);
    if (!text.equals(person.getText()) || !who.equals(person.getUserData())) {
      boolean other = !around.seat().isConfigured();
      person.setText(text);
      person.setUserData(who);
      String told =
          words.get(
              other ? "person.tip-other" : "person.tip",
              Plain.line(who, 60),
              Plain.line(around.seat().configured(), 60));
      person.setAccessibleText(told);
      person.setTooltip(new Tooltip(told));
      Bits.state(person, "other", other);
    }
  }

  private void show(@Nullable Shown shown) {
    counts.show(shown == null ? Map.of() : shown.rows().counts());
    showPerson();
    onCall.show(shown == null ? null : shown.board().roster());
    lost.show(shown == null ? List.of() : shown.board().lostChannels());
    makeRoom();
    Board.Hold held = shown == null ? null : shown.board().hold();
    hold.setText(words.get(held == null ? "hold.on-pill" : "hold.off-pill"));
    hold.setGraphic(Bits.icon(held == null ? "dot" : "stop"));
    Bits.state(hold, "held", held != null);
    hold.setTooltip(
        new Tooltip(
            held == null
                ? words.get("hold.allowed")
                : words.get(
                    "hold.held",
                    Plain.line(held.by(), 40),
                    around.times().absolute(held.since(), around.ticker().now()),
                    Plain.line(held.reason(), 160))));
  }
}
