package org.toban.ui;

import java.util.List;
import java.util.concurrent.Callable;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.runbook.Difference;
import org.toban.ui.look.Bits;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;
import org.toban.ui.parts.HostSetup;
import org.toban.ui.parts.HostSetup.Row;

/** The settings that runbooks declare for hosts: what differs, installed and put back. */
final class HostSetupSheet {
  private static final double WIDTH = 860;

  private final Surroundings around;
  private final Words words;
  private final HostSetup setup;
  private final Board board;
  private final VBox list = Bits.column(4);
  private final VBox lines = Bits.column(0);
  private final Label result = Bits.prose("", "muted");
  private final Button install;
  private final Button confirm;
  private final Button undo;
  private @Nullable Row chosen;

  HostSetupSheet(Surroundings around, HostSetup setup, Board board) {
    this.around = around;
    this.words = around.words();
    this.setup = setup;
    this.board = board;
    install = Bits.button("hosts-install", words.get("hosts.install"), "i", this::ask);
    confirm = Bits.button("hosts-confirm", words.get("hosts.confirm"), "y", this::install);
    undo = Bits.button("hosts-undo", words.get("hosts.undo"), "u", this::undo);
  }

  void open() {
    ScrollPane settings = Bits.scroll(list);
    settings.setId("hosts-list");
    settings.setPrefHeight(150);
    ScrollPane difference = Bits.scroll(lines);
    difference.setId("hosts-difference");
    difference
        .prefHeightProperty()
        .bind(Bindings.max(90, around.sheets().heightProperty().subtract(480)));
    result.setId("hosts-result");
    HBox deeds = Bits.row(8, install, confirm, undo, Bits.spacer());
    deeds
        .getChildren()
        .add(Bits.button("sheet-cancel", words.get("act.dismiss"), "Esc", around.sheets()::close));
    VBox card =
        Bits.column(
            12,
            Bits.label(words.get("act.hosts"), "sheet-title"),
            settings,
            difference,
            result,
            deeds);
    card.setId("hosts");
    card.prefWidthProperty()
        .bind(Bindings.min(WIDTH, around.sheets().widthProperty().subtract(40)));
    card.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    around.sheets().open(card, settings);
    look("");
  }

  private void typed(KeyEvent key) {
    Button button =
        switch (key.getCharacter()) {
          case "i" -> install;
          case "y" -> confirm;
          case "u" -> undo;
          default -> null;
        };
    if (button != null && button.isVisible() && !button.isDisabled()) {
      key.consume();
      button.fire();
    }
  }

  /** Looks at the hosts, then says what happened before. */
  private void look(String happened) {
    choose(null);
    undo.setDisable(true);
    list.getChildren().setAll(Bits.label(words.get("hosts.looking"), "muted"));
    said(happened, "ok");
    FxFeed.read(
        () -> setup.look(board),
        rows -> {
          undo.setDisable(false);
          show(rows);
        },
        failure -> said(message(failure), "warn"));
  }

  private void show(List<Row> rows) {
    ToggleGroup group = new ToggleGroup();
    list.getChildren().clear();
    for (Row row : rows) {
      ToggleButton line = new ToggleButton();
      line.setGraphic(line(row));
      line.setAccessibleText(words.of("hosts", row.state()) + " " + row.name() + " " + row.host());
      line.setMaxWidth(Double.MAX_VALUE);
      line.setToggleGroup(group);
      line.selectedProperty().addListener((property, before, now) -> choose(now ? row : null));
      list.getChildren().add(line);
    }
    if (rows.isEmpty()) {
      list.getChildren().setAll(Bits.prose(words.get("hosts.none"), "muted"));
    } else {
      Row first = rows.stream().filter(Row::isDrift).findFirst().orElse(rows.getFirst());
      group.selectToggle(group.getToggles().get(rows.indexOf(first)));
    }
  }

  private Node line(Row row) {
    Label state = Bits.label(words.of("hosts", row.state()), "strong", style(row.state()));
    state.setMinWidth(110);
    Label host = Bits.label(Plain.line(row.host(), 40));
    host.setMinWidth(110);
    return Bits.row(
        10,
        state,
        host,
        Bits.label(Plain.line(row.name(), 40)),
        Bits.label(Plain.line(row.path(), 90), "mono", "muted"));
  }

  private static String style(HostSetup.State state) {
    return switch (state) {
      case SAME -> "ok";
      case DIFFERS, MISSING -> "warn";
      case UNKNOWN -> "bad";
    };
  }

  private void choose(@Nullable Row row) {
    chosen = row;
    Bits.show(confirm, false);
    install.setDisable(row == null || !row.isDrift());
    lines.getChildren().clear();
    if (row == null) {
      return;
    }
    row.notes().forEach(note -> line(note, "warn"));
    for (Difference.Line it : row.difference().lines()) {
      line(
          it.marked(),
          switch (it.kind()) {
            case REMOVED -> "bad";
            case ADDED -> "ok";
            case SAME -> "script";
            case PLACE -> "muted";
          });
    }
    if (row.isDrift() && !row.reload().isEmpty()) {
      line(words.get("hosts.then", row.reload()), "muted");
    }
  }

  private void line(String text, String style) {
    String shown = text.equals(" ") ? text : Plain.exact(text); // an empty line that stays
    lines.getChildren().add(Bits.prose(shown, "mono", style));
  }

  private void ask() {
    Row row = chosen;
    if (row != null) {
      Bits.show(confirm, true);
      confirm.requestFocus();
      said(words.get("hosts.ask", Plain.line(row.path(), 90), Plain.line(row.host(), 40)), "warn");
    }
  }

  private void install() {
    Row row = chosen;
    if (row != null) {
      String person = around.person();
      change(
          () -> setup.install(row, person),
          words.get("hosts.installed", Plain.line(row.path(), 90), Plain.line(row.host(), 40)));
    }
  }

  private void undo() {
    String person = around.person();
    change(() -> setup.undo(person), words.get("hosts.undone"));
  }

  private void change(Callable<HostSetup.Fate> deed, String done) {
    install.setDisable(true);
    undo.setDisable(true);
    Bits.show(confirm, false);
    said(words.get("hosts.working"), "muted");
    FxFeed.read(
        deed,
        fate -> {
          if (fate.made() && fate.detail().isEmpty()) {
            look(done);
          } else {
            undo.setDisable(false);
            install.setDisable(fate.made() || chosen == null);
            String detail = Plain.block(fate.detail());
            said(fate.made() ? detail : words.get("hosts.not", detail), "warn");
          }
        },
        failure -> said(message(failure), "warn"));
  }

  private static String message(Exception failure) {
    return Plain.line(String.valueOf(failure.getMessage()), 300);
  }

  private void said(String text, String style) {
    result.setText(text);
    result.getStyleClass().removeAll("ok", "warn", "muted");
    result.getStyleClass().add(style);
  }
}
