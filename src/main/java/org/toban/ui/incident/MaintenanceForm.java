package org.toban.ui.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Matcher;
import org.toban.alert.MatcherProblem;
import org.toban.alert.Matchers;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.incident.MaintenanceWindow;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Form;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;

/** Declares maintenance from now on, and ends what was declared; says what it covers now. */
public final class MaintenanceForm {
  private static final List<Duration> LENGTHS =
      List.of(
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(4),
          Duration.ofHours(8));

  private final Surroundings around;
  private final Words words;
  private final Board board;

  public MaintenanceForm(Surroundings around, Board board) {
    this.around = around;
    this.words = around.words();
    this.board = board;
  }

  /**
   * Opens the sheet.
   *
   * @param subject the selected alert, whose target is proposed; null for none
   */
  public void open(@Nullable Alert subject) {
    Form form = new Form(words, around.sheets(), words.get("maintenance.title"));
    form.add(Bits.prose(words.get("maintenance.what"), "muted"));
    board.maintenance().stream().filter(MaintenanceForm::isDeclared).forEach(it -> end(form, it));
    TextField name = form.line("maintenance-name", words.get("maintenance.name"), "");
    TextField covers =
        form.line("maintenance-match", words.get("maintenance.match"), proposal(subject));
    Label preview = Bits.prose("", "muted");
    preview.setId("maintenance-preview");
    preview
        .textProperty()
        .bind(Bindings.createStringBinding(() -> said(covers.getText()), covers.textProperty()));
    form.add(preview);
    ChoiceBox<Duration> length = new ChoiceBox<>();
    length.setId("maintenance-length");
    length.getItems().setAll(LENGTHS);
    length.setConverter(Forms.converter(time -> words.get("ack.for", time.toMinutes())));
    length.setValue(Duration.ofHours(2));
    form.labelled(words.get("maintenance.length"), length);
    form.require(name);
    form.require(
        Bindings.createBooleanBinding(
            () -> matchers(covers.getText()).isPresent(), covers.textProperty()));
    form.focus(name);
    form.open(
        words.get("maintenance.start"),
        "primary",
        () ->
            matchers(covers.getText())
                .ifPresent(it -> send(name.getText().strip(), it, length.getValue())));
  }

  private static boolean isDeclared(MaintenanceWindow it) {
    return it.origin() == MaintenanceWindow.Origin.DECLARED;
  }

  private void end(Form form, MaintenanceWindow it) {
    form.add(
        Bits.row(
            8,
            Bits.label(Plain.line(it.name(), 50), "strong"),
            Bits.label(Plain.line(it.by(), 40), "muted"),
            Bits.spacer(),
            Bits.button(
                "maintenance-end",
                words.get("maintenance.end"),
                "",
                () -> {
                  around.sheets().close();
                  around.send().accept(new Command.EndMaintenance(around.person(), it.name()));
                })));
  }

  private void send(String name, Matchers matchers, Duration length) {
    Instant now = around.ticker().now();
    MaintenanceWindow window =
        MaintenanceWindow.declared(name, matchers, now, now.plus(length), around.person());
    around.send().accept(new Command.DeclareMaintenance(around.person(), window));
  }

  private static String proposal(@Nullable Alert subject) {
    String label = subject == null ? null : subject.targetLabel();
    return subject == null || label == null
        ? ""
        : Matcher.of(label, Matcher.Operator.EQUAL, subject.target()).toString();
  }

  /** Nothing written is no matcher: it would cover all. */
  private static Optional<Matchers> matchers(String text) {
    try {
      Matchers matchers = Matchers.parse(text);
      return matchers.all().isEmpty() ? Optional.empty() : Optional.of(matchers);
    } catch (MatcherProblem e) {
      return Optional.empty();
    }
  }

  private String said(String text) {
    if (text.isBlank()) {
      return words.get("maintenance.match.none");
    }
    try {
      Matchers matchers = Matchers.parse(text);
      long hit =
          board.rows().stream().filter(row -> matchers.matches(row.alert().labels())).count();
      return words.get("maintenance.covers", hit, board.rows().size());
    } catch (MatcherProblem e) {
      return words.get("maintenance.match.wrong", e.column());
    }
  }
}
