package org.toban.ui.incident;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.TextArea;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Command;
import org.toban.engine.rollout.Hosts;
import org.toban.incident.Incident;
import org.toban.incident.Phase;
import org.toban.incident.Rollout;
import org.toban.incident.Run;
import org.toban.incident.rollout.Spread;
import org.toban.runbook.Approval;
import org.toban.runbook.Step;
import org.toban.ui.board.BoardLine;
import org.toban.ui.board.Shown;
import org.toban.ui.look.Form;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.parts.Archive;
import org.toban.ui.parts.Guards;

/** What a person can ask of the incident that is shown, by button, key or palette. */
public final class Deeds implements StepView.Actions {
  private static final int WHOLE_LINES = 2000;
  private static final int WHOLE_OUTPUT = 64_000;

  private final Surroundings around;
  private final Guards guards;
  private final Supplier<@Nullable Shown> boards;
  private final Supplier<BoardLine.@Nullable Entry> entry;
  private final Forms forms;
  private final KeepForm keep;

  Deeds(
      Surroundings around,
      Guards guards,
      Supplier<@Nullable Shown> boards,
      Supplier<BoardLine.@Nullable Entry> entry,
      Archive archive) {
    keep = new KeepForm(around, archive);
    this.around = around;
    this.guards = guards;
    this.boards = boards;
    this.entry = entry;
    forms = new Forms(around);
  }

  private @Nullable Incident incident() {
    BoardLine.Entry it = entry.get();
    Incident incident = it == null ? null : it.incident();
    return incident != null && incident.isOpen() ? incident : null;
  }

  private void with(Consumer<Incident> action) {
    Incident incident = incident();
    if (incident != null) {
      action.accept(incident);
    }
  }

  public void acknowledge() {
    with(forms::acknowledge);
  }

  public void escalate() {
    with(forms::escalate);
  }

  /** Snooze, take over, give away, merge, split, link, stop the clock, reopen. */
  public void arrange() {
    Shown shown = boards.get();
    BoardLine.Entry it = entry.get();
    if (shown != null && it != null && it.incident() != null) {
      new ArrangeSheet(around).open(it.incident(), shown.board());
    }
  }

  public void snooze() {
    with(it -> {
      if (it.isUnderWay() && it.acknowledgement() == null) {
        new Arranging(around).snooze(it);
      }
    });
  }

  public void note() {
    with(forms::note);
  }

  @Override
  public void note(Step step) {
    with(it -> keep.open(it, step));
  }

  @Override
  public void attach(Step step, Path file) {
    with(it -> keep.file(it, step, file.toString()));
  }

  @Override
  public void show(Step step, Kept kept) {
    keep.show(step, kept);
  }

  public void close() {
    with(forms::close);
  }

  public void diagnose() {
    with(it -> around.send().accept(new Command.Diagnose(around.person(), it.id())));
  }

  public void verify() {
    with(it -> {
      if (!(it.phase() instanceof Phase.Recovered)) {
        around.send().accept(new Command.Verify(around.person(), it.id()));
      }
    });
  }

  /** Drafts the review that is due, and opens it. */
  void review(Consumer<String> reviewed) {
    BoardLine.Entry it = entry.get();
    Incident incident = it == null ? null : it.incident();
    if (incident != null) {
      if (incident.isOpen() && incident.reviewedAt() == null) {
        around.send().accept(new Command.DraftReview(around.person(), incident.id()));
      }
      reviewed.accept(incident.id());
    }
  }

  /** Stops the run that is under way. */
  public void stopRun() {
    with(it -> {
      Run running = it.running();
      if (running != null) {
        stop(running);
      }
    });
  }

  /** At once when it only looks and labels fill it, else after a dry run. */
  @Override
  public void run(Step step) {
    boolean quiet = step.readOnly() && !step.confirmsHost() && !step.needsTwo();
    if (quiet && Spread.of(step.attributes()).isEmpty() && !asks(step)) {
      with(it -> around.send().accept(new Command.RunStep(around.person(), it.id(), step.id())));
    } else {
      dryRun(step);
    }
  }

  private boolean asks(Step step) {
    Shown shown = boards.get();
    Incident it = incident();
    return shown != null
        && it != null
        && guards
            .dryRun(shown.board(), it, step, around.ticker().now())
            .filling()
            .fromLabels()
            .isEmpty();
  }

  @Override
  public void dryRun(Step step) {
    Shown shown = boards.get();
    if (shown != null) {
      with(it -> dryRun(it, step, shown));
    }
  }

  /** Where it may run on several hosts, they are shown to choose from. */
  private void dryRun(Incident it, Step step, Shown shown) {
    Hosts hosts = Hosts.of(it, step, shown.board().inventory());
    if (step.kind() == Step.Kind.SHELL && (hosts.isSaid() || hosts.offered().size() > 1)) {
      new HostsSheet(around, guards, shown.board()).open(it, step, hosts);
    } else {
      new DryRunSheet(around)
          .open(
              it,
              step,
              guards.dryRun(shown.board(), it, step, around.ticker().now()),
              shown.board().startLimit().window(),
              replacedBy(step, shown));
    }
  }

  @Override
  public void goOn(Rollout rollout) {
    with(it ->
        around
            .send()
            .accept(new Command.GoOnRollout(around.person(), it.id(), rollout.plan().id())));
  }

  /** A run of several ends with all of them. */
  @Override
  public void stop(Run run) {
    with(it -> around.send().accept(stopping(it, run)));
  }

  private Command stopping(Incident it, Run run) {
    String runId = run.intent().runId();
    for (Rollout rollout : it.rollouts()) {
      if (rollout.plan().runId(run.intent().host()).equals(runId)) {
        return new Command.StopRollout(around.person(), it.id(), rollout.plan().id());
      }
    }
    return new Command.StopRun(around.person(), it.id(), runId);
  }

  @Override
  public void approve(Step step) {
    Shown shown = boards.get();
    if (shown != null) {
      forms.approve(step, replacedBy(step, shown));
    }
  }

  private static @Nullable Approval replacedBy(Step step, Shown shown) {
    return shown.board().trust().replacedBy(step, shown.board().library()).orElse(null);
  }

  @Override
  public void showOutput(Step step) {
    Shown shown = boards.get();
    with(it -> {
      if (shown == null) {
        return;
      }
      var book = shown.board().library().runbook(it.runbook());
      StepRow row =
          book.stream()
              .flatMap(found ->
                  StepRow.of(
                      shown.board(), it, found, guards, around.times(), around.ticker().now())
                      .stream())
              .filter(other -> other.step().id().equals(step.id()))
              .findFirst()
              .orElse(null);
      String text = row == null ? "" : row.output();
      Run run = row == null ? null : row.run();
      TextArea area = new TextArea(Plain.tail(text, WHOLE_LINES, WHOLE_OUTPUT));
      area.setEditable(false);
      area.setPrefRowCount(24);
      area.getStyleClass().add("mono");
      new Form(around.words(), around.sheets(), Plain.line(step.title(), 80))
          .wide()
          .add(area)
          .open(
              around.words().get("step.keep"),
              "primary",
              () -> {
                if (run != null) {
                  keep.output(it, step, run.intent().runId());
                }
              });
    });
  }
}
