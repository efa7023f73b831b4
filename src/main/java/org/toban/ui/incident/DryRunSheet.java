package org.toban.ui.incident;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Command;
import org.toban.engine.DryRun;
import org.toban.engine.Guard;
import org.toban.incident.Incident;
import org.toban.remedy.Destination;
import org.toban.remedy.Target;
import org.toban.runbook.Approval;
import org.toban.runbook.Step;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;

/**
 * What a run would do, changing nothing: host, exact script, variables, guards; and the run itself.
 */
final class DryRunSheet {
  private final Surroundings around;
  private final Words words;

  DryRunSheet(Surroundings around) {
    this.around = around;
    this.words = around.words();
  }

  void open(
      Incident incident, Step step, DryRun dry, Duration window, @Nullable Approval replaced) {
    VBox card = Bits.column(10);
    card.setPrefWidth(640);
    card.setId("dry-run");
    String host =
        switch (dry.target()) {
          case null -> "–";
          case Target it -> Plain.line(it.name() + " (" + it + ")", 120);
          case Destination it -> Plain.line(it.name(), 120);
        };
    card.getChildren()
        .addAll(
            Bits.row(
                8,
                Bits.label(Plain.line(step.title(), 80), "sheet-title"),
                Bits.spacer(),
                Bits.label(words.get("dry.changes-nothing"), "chip")),
            pair(words.get("dry.host"), Bits.label(host, "mono", "strong")),
            pair(
                words.get("dry.script"),
                Bits.prose(Plain.block(dry.script().stripTrailing()), "mono", "boxed")),
            pair(words.get("dry.variables"), variables(dry.variables())),
            pair(words.get("dry.guards"), guards(dry.guard(), step, window)));
    if (replaced != null) {
      card.getChildren()
          .add(pair(words.get("dry.changed"), new ChangeView(around, replaced, step)));
    }
    Button cancel =
        Bits.button("sheet-cancel", words.get("act.dismiss"), "Esc", around.sheets()::close);
    HBox buttons =
        Bits.row(
            8, withdraw(step, dry.guard()), Bits.spacer(), cancel, run(incident, step, dry, host));
    card.getChildren().add(buttons);
    around.sheets().open(card, buttons.getChildren().getLast());
  }

  private Node withdraw(Step step, Guard guard) {
    Button withdraw =
        Bits.button(
            "dry-withdraw",
            words.get("act.withdraw"),
            "",
            () -> {
              around.sheets().close();
              around.send().accept(new Command.Revoke(around.person(), step.sha256()));
            });
    Bits.show(withdraw, step.automatic() && guard.trusted());
    return withdraw;
  }

  private Button run(Incident incident, Step step, DryRun dry, String host) {
    Destination target = dry.target();
    Button run =
        Bits.button(
            "dry-run-now",
            words.get("dry.run", target == null ? host : Plain.line(target.name(), 40)),
            "Enter",
            () -> {
              around.sheets().close();
              around.send().accept(new Command.RunStep(around.person(), incident.id(), step.id()));
            });
    run.getStyleClass().add(step.readOnly() ? "primary" : "danger");
    run.setDisable(dry.guard().refusal() != null);
    run.setDefaultButton(true);
    return run;
  }

  private Node variables(Map<String, String> variables) {
    VBox list = Bits.column(2);
    if (variables.isEmpty()) {
      list.getChildren().add(Bits.label(words.get("dry.no-variables"), "muted"));
    }
    new TreeMap<>(variables)
        .forEach((name, value) ->
            list.getChildren()
                .add(Bits.prose("$" + name + " = " + Plain.line(value, 400), "mono")));
    return list;
  }

  private Node guards(Guard guard, Step step, Duration window) {
    var times = around.times();
    VBox list = Bits.column(2);
    Guard.Refusal refusal = guard.refusal();
    list.getChildren()
        .add(
            refusal == null
                ? Bits.prose(words.get("guard.by-hand-ok"), "ok")
                : Bits.prose(GuardWords.refusal(refusal, guard, times), "warn"));
    Guard.Refusal automatic = guard.automaticRefusal();
    list.getChildren()
        .add(
            automatic == null
                ? Bits.prose(words.get("guard.automatic-ok"), "ok")
                : Bits.prose(
                    words.get("guard.automatic-no", GuardWords.refusal(automatic, guard, times)),
                    "muted"));
    list.getChildren()
        .add(
            Bits.label(
                GuardWords.approval(guard, step, words)
                    + " · "
                    + GuardWords.limit(guard, window, times),
                "muted"));
    return list;
  }

  private static Node pair(String name, Node value) {
    Label label = Bits.label(name, "muted");
    label.setMinWidth(88);
    HBox.setHgrow(value, Priority.ALWAYS);
    if (value instanceof Label it) {
      it.setMaxWidth(Double.MAX_VALUE);
    }
    HBox pair = Bits.topRow(12, label, value);
    return pair;
  }
}
