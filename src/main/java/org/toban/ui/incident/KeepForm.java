package org.toban.ui.incident;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import javafx.beans.binding.Bindings;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import org.toban.engine.Command;
import org.toban.incident.AboutStep;
import org.toban.incident.Evidence;
import org.toban.incident.Incident;
import org.toban.runbook.Step;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Form;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Archive;

/** What a person adds to a step: a note, a pasted text, a file, the output of a run. */
final class KeepForm {
  private static final int NOTE_LINES = 10;

  private final Surroundings around;
  private final Words words;
  private final Archive archive;

  KeepForm(Surroundings around, Archive archive) {
    this.around = around;
    this.words = around.words();
    this.archive = archive;
  }

  void open(Incident incident, Step step) {
    Form form = form(words.get("note.of-step", Plain.line(step.title(), 60)));
    TextArea text = form.area("note-text", words.get("note.long"));
    TextField file = form.line("note-file", words.get("note.file"), "");
    form.require(
        Bindings.createBooleanBinding(
            () -> !text.getText().isBlank() || !file.getText().isBlank(),
            text.textProperty(),
            file.textProperty()));
    form.open(
        words.get("act.note"),
        "primary",
        () -> {
          note(incident, step, text.getText().strip());
          if (!file.getText().isBlank()) {
            file(incident, step, file.getText().strip());
          }
        });
  }

  private Form form(String title) {
    return new Form(words, around.sheets(), title);
  }

  private void note(Incident incident, Step step, String text) {
    if (text.lines().count() > NOTE_LINES) {
      keep(incident, step, new Evidence(Evidence.Kind.TEXT, "", text));
    } else if (!text.isEmpty()) {
      around.send().accept(new Command.AddNote(around.person(), incident.id(), text, about(step)));
    }
  }

  /** The output of a run; the history has it already. */
  void output(Incident incident, Step step, String runId) {
    keep(incident, step, Evidence.output(runId));
  }

  private void keep(Incident incident, Step step, Evidence evidence) {
    around
        .send()
        .accept(new Command.AddEvidence(around.person(), incident.id(), about(step), evidence));
  }

  private static AboutStep about(Step step) {
    return new AboutStep(step.id(), step.title());
  }

  /** Reads a file of this machine apart, and keeps it; or says why not. */
  void file(Incident incident, Step step, String path) {
    FxFeed.read(
        () -> read(path),
        it -> keep(incident, step, it),
        failure ->
            form(words.get("note.of-step", Plain.line(step.title(), 60)))
                .add(
                    Bits.prose(
                        words.get(
                            "note.no-file",
                            Plain.line(path, 160),
                            Plain.line(String.valueOf(failure.getMessage()), 160)),
                        "warn"))
                .openToRead());
  }

  private Evidence read(String path) {
    try {
      return archive.evidence(Path.of(path));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(e.getReason(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
    }
  }

  /** All of what a line under a step stands for. */
  void show(Step step, Kept kept) {
    TextArea area = new TextArea(Plain.block(kept.whole() == null ? kept.line() : kept.whole()));
    area.setId("kept-text");
    area.setAccessibleText(Plain.line(step.title(), 80));
    area.setEditable(false);
    area.setPrefRowCount(24);
    area.getStyleClass().add("mono");
    form(Plain.line(step.title(), 80)).wide().add(area).openToRead();
  }
}
