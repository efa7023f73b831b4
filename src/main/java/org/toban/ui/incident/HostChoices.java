package org.toban.ui.incident;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.engine.DryRun;
import org.toban.engine.Guard;
import org.toban.remedy.Target;
import org.toban.runbook.field.Filling;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;

/** The hosts that a step may run on, to be ticked, and what it would get on the chosen one. */
final class HostChoices {
  private static final double LINE = 26;
  private static final int LINES_SEEN = 6;

  private final Surroundings around;
  private final Board board;
  private final Map<String, DryRun> dry;
  private final Map<String, BooleanProperty> ticks = new LinkedHashMap<>();
  private final ListView<String> list = new ListView<>();
  private final VBox one = Bits.column(2);

  /**
   * Of these hosts.
   *
   * @param dry what a run would do, by host
   * @param all whether all of them are ticked at first, else the first one
   */
  HostChoices(Surroundings around, Board board, Map<String, DryRun> dry, boolean all) {
    this.around = around;
    this.board = board;
    this.dry = dry;
    dry.keySet().forEach(it -> ticks.put(it, new SimpleBooleanProperty(all || ticks.isEmpty())));
  }

  void onChange(Runnable look) {
    ticks.values().forEach(tick -> tick.addListener((property, before, now) -> look.run()));
  }

  /** What it would get on the host that is chosen in the list. */
  Node one() {
    return one;
  }

  /** Puts the cursor on the first host. */
  void begin() {
    if (!list.getItems().isEmpty()) {
      list.getSelectionModel().select(0);
    }
  }

  /** Those that are ticked, in order. */
  List<String> chosen() {
    return ticks.entrySet().stream()
        .filter(it -> it.getValue().get())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The list; Enter in it does the same as the deciding button. */
  ListView<String> list(Runnable enter) {
    list.setId("hosts-list");
    list.setAccessibleText(around.words().get("list.hosts"));
    list.setItems(FXCollections.observableArrayList(dry.keySet()));
    list.setFixedCellSize(LINE);
    list.setPrefHeight(Math.clamp(dry.size(), 1, LINES_SEEN) * LINE + 2);
    list.setMinHeight(Region.USE_PREF_SIZE);
    list.getStyleClass().add("host-list");
    list.setCellFactory(view -> new ChoiceCell(ticks, this::brief));
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((property, before, now) -> showOne(now));
    list.addEventFilter(
        KeyEvent.KEY_PRESSED,
        key -> {
          String host = list.getSelectionModel().getSelectedItem();
          if (key.getCode() == KeyCode.ENTER) {
            enter.run(); // a list keeps it from the default button
            key.consume();
          } else if (key.getCode() == KeyCode.SPACE && host != null) {
            tick(host).set(!tick(host).get());
            key.consume();
          } else if (key.getCode() == KeyCode.A && key.isShortcutDown()) {
            boolean all = ticks.values().stream().allMatch(BooleanProperty::get);
            ticks.values().forEach(tick -> tick.set(!all));
            key.consume();
          }
        });
    return list;
  }

  private BooleanProperty tick(String host) {
    return ticks.getOrDefault(host, new SimpleBooleanProperty());
  }

  /** Where it is, or why it would not start there. */
  String brief(String host) {
    DryRun it = dry.get(host);
    if (it == null) {
      return "";
    }
    Guard.Refusal refusal = it.guard().refusal();
    if (refusal != null) {
      return GuardWords.refusal(refusal, it.guard(), around.times());
    }
    return it.target() instanceof Target target ? Plain.line(target.toString(), 80) : "";
  }

  private void showOne(@Nullable String host) {
    DryRun it = host == null ? null : dry.get(host);
    one.getChildren().clear();
    if (host == null || it == null) {
      return;
    }
    one.getChildren().add(Bits.label(Plain.line(host, 80), "mono", "strong"));
    it.filling().offers().stream()
        .filter(offer -> offer.origin() == Filling.Origin.LABEL)
        .forEach(offer ->
            line(Plain.line(offer.field().written(), 60) + " = " + Plain.line(offer.value(), 200)));
    it.variables().forEach((name, value) -> line("$" + name + " = " + Plain.line(value, 200)));
    one.getChildren()
        .add(
            Bits.label(
                GuardWords.limit(it.guard(), board.startLimit().window(), around.times()),
                "muted"));
  }

  private void line(String text) {
    one.getChildren().add(Bits.prose(text, "mono"));
  }
}
