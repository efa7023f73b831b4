package org.toban.ui.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.incident.Incident;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Form;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;

/** Asks for what is needed to arrange an incident among people: one sheet for each way. */
final class Arranging {
  private static final List<Duration> SNOOZES =
      List.of(
          Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(4));

  private static final int ALERTS_SHOWN = 200;

  private final Surroundings around;
  private final Words words;

  Arranging(Surroundings around) {
    this.around = around;
    this.words = around.words();
  }

  private Form form(String key, Object... arguments) {
    return new Form(words, around.sheets(), words.get("arrange." + key + ".title", arguments))
        .add(Bits.prose(words.get("arrange." + key + ".what"), "muted"));
  }

  private TextField reason(Form form) {
    return form.line("arrange-reason", words.get("field.reason"), "");
  }

  private void send(Command command) {
    around.send().accept(command);
  }

  private static String text(TextField field) {
    return field.getText().strip();
  }

  private static String name(Incident it) {
    return Plain.line(it.name(), 60);
  }

  void snooze(Incident it) {
    Form form = form("snooze", name(it));
    ChoiceBox<Duration> length = new ChoiceBox<>();
    length.setId("snooze-length");
    length.getItems().setAll(SNOOZES);
    length.setConverter(Forms.converter(time -> words.get("ack.for", time.toMinutes())));
    length.getSelectionModel().selectFirst();
    form.labelled(words.get("ack.length"), length);
    TextField reason = reason(form);
    form.require(reason);
    form.focus(reason);
    form.open(
        words.get("arrange.snooze"),
        "primary",
        () -> send(new Command.Snooze(around.person(), it.id(), length.getValue(), text(reason))));
  }

  void endSnooze(Incident it) {
    send(new Command.EndSnooze(around.person(), it.id()));
  }

  /** Names who has it, and since when: nobody loses an incident unasked. */
  void takeOver(Incident it) {
    Incident.Acknowledgement held = it.acknowledgement();
    if (held == null) {
      return;
    }
    Form form = form("take-over", Plain.line(held.by(), 40));
    Instant now = around.ticker().now();
    form.add(
        Bits.prose(
            words.get(
                "arrange.take-over.held",
                Plain.line(held.by(), 40),
                around.times().absolute(held.at(), now),
                Plain.line(held.reason(), 120)),
            "strong"));
    TextField reason = reason(form);
    form.require(reason);
    form.open(
        words.get("arrange.take-over"),
        "primary",
        () -> send(new Command.TakeOver(around.person(), it.id(), text(reason))));
  }

  void assign(Incident it) {
    Form form = form("assign", name(it));
    TextField to = form.line("assign-to", words.get("arrange.assign.to"), "");
    form.require(to);
    TextField reason = reason(form);
    form.focus(to);
    form.open(
        words.get("arrange.assign.do"),
        "primary",
        () -> send(new Command.Reassign(around.person(), it.id(), text(to), text(reason))));
  }

  void merge(Incident it, Board board) {
    Form form = form("merge", name(it));
    ChoiceBox<Incident> into = others(form, it, board, true);
    TextField reason = reason(form);
    form.require(reason);
    form.open(
        words.get("arrange.merge.do"),
        "primary",
        () ->
            send(new Command.Merge(around.person(), it.id(), into.getValue().id(), text(reason))));
  }

  void link(Incident it, Board board) {
    Form form = form("link", name(it));
    ChoiceBox<Incident> other = others(form, it, board, false);
    TextField reason = reason(form);
    form.open(
        words.get("arrange.link.do"),
        "primary",
        () ->
            send(new Command.Link(around.person(), it.id(), other.getValue().id(), text(reason))));
  }

  /** The other incidents, worst and newest first. */
  private ChoiceBox<Incident> others(Form form, Incident it, Board board, boolean open) {
    ChoiceBox<Incident> others = new ChoiceBox<>();
    others.setId("arrange-other");
    others
        .getItems()
        .setAll(
            board.incidents().values().stream()
                .filter(other -> !other.id().equals(it.id()))
                .filter(other -> !open || other.isUnderWay())
                .sorted(
                    Comparator.comparing(Incident::severity)
                        .thenComparing(Incident::openedAt, Comparator.reverseOrder()))
                .limit(ALERTS_SHOWN)
                .toList());
    others.setConverter(
        Forms.converter(other -> name(other) + " · " + about(other) + " · " + other.id()));
    others.getSelectionModel().selectFirst();
    form.labelled(words.get("arrange.other"), others);
    form.require(others.valueProperty().isNotNull());
    return others;
  }

  private static String about(Incident it) {
    Alert subject = it.subject();
    return subject == null ? "–" : Plain.line(subject.target(), 40);
  }

  /** Some of its alerts, and not all of them. */
  void split(Incident it) {
    Form form = form("split", name(it)).wide();
    Map<Fingerprint, CheckBox> boxes = new LinkedHashMap<>();
    VBox list = Bits.column(4);
    it.firing().values().stream()
        .limit(ALERTS_SHOWN)
        .forEach(alert -> {
          CheckBox box = new CheckBox(Plain.line(alert.labels().toString(), 160));
          boxes.put(alert.fingerprint(), box);
          list.getChildren().add(box);
        });
    var scroll = Bits.scroll(list);
    scroll.setMaxHeight(260);
    form.add(scroll);
    TextField reason = reason(form);
    BooleanBinding part =
        Bindings.createBooleanBinding(
            () -> {
              long chosen = boxes.values().stream().filter(CheckBox::isSelected).count();
              return chosen > 0 && chosen < it.firing().size();
            },
            boxes.values().stream()
                .map(CheckBox::selectedProperty)
                .toArray(javafx.beans.Observable[]::new));
    form.require(part);
    form.require(reason);
    form.open(
        words.get("arrange.split.do"),
        "primary",
        () -> {
          List<Fingerprint> chosen = new ArrayList<>();
          boxes.forEach((alert, box) -> {
            if (box.isSelected()) {
              chosen.add(alert);
            }
          });
          send(new Command.Split(around.person(), it.id(), chosen, text(reason)));
        });
  }

  void reopen(Incident it) {
    Form form = form("reopen", name(it));
    TextField reason = reason(form);
    form.require(reason);
    form.open(
        words.get("arrange.reopen"),
        "primary",
        () -> send(new Command.Reopen(around.person(), it.id(), text(reason))));
  }

  void pause(Incident it) {
    Form form = form("pause", name(it));
    TextField reason = reason(form);
    form.require(reason);
    form.open(
        words.get("arrange.pause"),
        "primary",
        () -> send(new Command.PauseDeadline(around.person(), it.id(), text(reason))));
  }

  void resume(Incident it) {
    send(new Command.ResumeDeadline(around.person(), it.id()));
  }

  void endAcknowledgement(Incident it) {
    send(new Command.EndAcknowledgement(around.person(), it.id()));
  }
}
