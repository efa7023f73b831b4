package org.toban.ui.incident;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.incident.Incident;
import org.toban.incident.Rollout;
import org.toban.incident.Run;
import org.toban.runbook.Step;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.panel.PanelView;
import org.toban.ui.parts.Panels;

/** One step: its script, what its newest run printed, its guards in words, and its buttons. */
final class StepView extends VBox {
  private static final int LINES = 10;
  private static final int CHARACTERS = 6000;

  /** What the buttons of a step ask for. */
  interface Actions {
    void run(Step step);

    void dryRun(Step step);

    void stop(Run run);

    void approve(Step step);

    void showOutput(Step step);

    void note(Step step);

    void attach(Step step, Path file);

    void show(Step step, Kept kept);

    void goOn(Rollout rollout);
  }

  private final Surroundings around;
  private final Region mark = Bits.icon("step-mark");
  private final Label meta = Bits.label("", "muted", "step-meta");
  private final Label output = Bits.prose("", "mono", "output");
  private final Label guard = Bits.prose("", "muted", "guard");
  private final Button more;
  private final Button run;
  private final Button dryRun;
  private final Button stop;
  private final Button approve;
  private final HBox buttonRow;
  private final boolean runnable;
  private final @Nullable PanelView panel;
  private final KeptLines kept;
  private final RolloutView rollout;
  private @Nullable StepRow shown;

  StepView(Surroundings around, Panels panels, Step step, Actions actions) {
    super(6);
    this.around = around;
    runnable = step.isRunnable();
    var words = around.words();
    String id = step.id().replaceAll("[^A-Za-z0-9_-]", "-");
    setId("step-" + id);
    getStyleClass().add("step");
    more = Bits.button("output-" + id, words.get("step.all"), "", () -> actions.showOutput(step));
    more.getStyleClass().add("ghost");
    run = Bits.button("run-" + id, words.get("step.run"), "", () -> actions.run(step));
    dryRun = Bits.button("dry-" + id, words.get("step.dry-run"), "", () -> actions.dryRun(step));
    approve =
        Bits.button("trust-" + id, words.get("step.approve"), "", () -> actions.approve(step));
    stop = Bits.button("stop-" + id, words.get("step.stop"), ".", () -> stop(actions));
    stop.getStyleClass().add("primary");
    Label name = Bits.prose(Plain.line(step.title(), 90), "step-title");
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    HBox title = Bits.row(8, mark, name, meta);
    meta.setMinWidth(USE_PREF_SIZE);
    guard.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(guard, Priority.ALWAYS);
    HBox buttons = Bits.row(8, guard, approve);
    (step.readOnly() ? title : buttons).getChildren().addAll(stop, dryRun, run);
    title
        .getChildren()
        .add(
            Bits.iconButton(
                "note-" + id, "note", words.get("step.note"), () -> actions.note(step)));
    title.setMinHeight(28);
    getChildren().setAll(title, box(step), buttons);
    panel = step.kind() == Step.Kind.QUERY ? new PanelView(around, panels, step) : null;
    if (panel != null) {
      getChildren().add(2, panel);
    }
    rollout = new RolloutView(around, id, actions::goOn);
    Bits.show(rollout, false);
    getChildren().add(2, rollout);
    buttonRow = buttons;
    kept = new KeptLines(around, id, it -> actions.show(step, it));
    getChildren().add(kept);
    KeptLines.takeFiles(this, file -> actions.attach(step, file));
  }

  /** Its notes and evidence. */
  void show(List<Kept> all) {
    kept.show(all);
  }

  private void stop(Actions actions) {
    StepRow row = shown;
    Run going = row == null ? null : row.going();
    if (going != null) {
      actions.stop(going);
    }
  }

  private VBox box(Step step) {
    Label script = Bits.prose(Plain.block(shownScript(step)), "mono", "script");
    HBox.setHgrow(script, Priority.ALWAYS);
    script.setMaxWidth(Double.MAX_VALUE);
    HBox line =
        new HBox(
            8,
            Bits.label(step.kind() == Step.Kind.SHELL ? "$" : " ", "mono", "prompt"),
            script,
            copy(step));
    VBox box = new VBox(4, line, output, more);
    box.getStyleClass().add("boxed");
    return box;
  }

  /** The script less a first comment that the title says already; the dry run shows all of it. */
  private static String shownScript(Step step) {
    String script = step.script().strip();
    int end = script.indexOf('\n');
    boolean said =
        end > 0
            && script.startsWith("#")
            && script.substring(1, end).strip().equals(step.title().strip());
    return said ? script.substring(end + 1).strip() : script;
  }

  private Button copy(Step step) {
    Button copy =
        Bits.iconButton("copy-" + getId(), "copy", around.words().get("step.copy"), () -> {});
    copy.setOnAction(event -> {
      ClipboardContent content = new ClipboardContent();
      content.putString(Plain.block(step.script()).stripTrailing());
      Clipboard.getSystemClipboard().setContent(content);
      long lines = step.script().strip().lines().count();
      copy.setText(around.words().get("step.copied", lines));
    });
    return copy;
  }

  /** What its panel is about, if it has one. */
  void show(Incident incident) {
    if (panel != null) {
      panel.show(incident);
    }
  }

  /** Puts the keyboard on the hosts of its run. */
  void focusHosts() {
    rollout.focusHosts();
  }

  /** Puts the keyboard on the button that runs it, else on its dry run. */
  void focusRun() {
    (run.isVisible() && !run.isDisabled() ? run : dryRun).requestFocus();
  }

  void show(StepRow row, Board board) {
    StepRow before = shown;
    shown = row;
    Bits.show(rollout, row.rollout() != null);
    if (row.rollout() != null) {
      rollout.show(row.rollout(), board);
    }
    Bits.state(mark, "done", row.succeeded());
    Bits.state(mark, "failed", row.failed());
    Bits.state(mark, "running", row.running());
    Bits.state(this, "next", row.next());
    showOutput(row, before);
    showMeta(row);
    boolean mayRun = runnable && row.guard().refusal() == null && !row.running();
    boolean remedy = !row.step().readOnly();
    Bits.show(run, runnable && !row.running());
    Bits.show(dryRun, runnable && !row.running() && (remedy || row.next()));
    Bits.show(stop, row.running());
    Bits.show(approve, row.step().automatic() && remedy && !row.guard().trusted());
    run.setDisable(!mayRun);
    run.setGraphic(row.next() ? Bits.key("r") : null);
    dryRun.setGraphic(row.next() ? Bits.key("d") : null);
    Bits.state(run, "next", row.next());
    boolean refused = runnable && row.guard().refusal() != null;
    String words = GuardWords.of(row.guard(), row.step(), row.window(), around.times());
    boolean said = (runnable && remedy) || (refused && row.next());
    guard.setText(said && !row.running() ? words : ""); // it is what the host is busy with
    Bits.state(guard, "refused", refused);
    Bits.show(buttonRow, said);
    run.setTooltip(refused ? new Tooltip(words) : null);
  }

  private void showOutput(StepRow row, @Nullable StepRow before) {
    if (before == null
        || !before.output().equals(row.output())
        || before.running() != row.running()
        || (before.rollout() == null) != (row.rollout() == null)) {
      String tail = Plain.tail(row.output(), LINES, CHARACTERS);
      output.setText(row.running() ? tail + (tail.isEmpty() ? "" : "\n") + "▏" : tail);
      boolean one = row.rollout() == null;
      Bits.show(output, one && !output.getText().isEmpty());
      Bits.state(output, "failed", row.failed());
      Bits.show(more, one && tail.length() < row.output().strip().length());
    }
  }

  private void showMeta(StepRow row) {
    Run newest = row.run();
    if (newest == null || row.rollout() != null) {
      meta.setText("");
      return;
    }
    Run.Ending ended = newest.ended();
    var times = around.times();
    String how =
        ended == null
            ? times.countdown(java.time.Duration.between(newest.plannedAt(), around.ticker().now()))
            : EndingWords.brief(ended, times);
    meta.setText(Plain.line(newest.intent().host(), 40) + " · " + how);
  }
}
