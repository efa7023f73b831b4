package org.toban.ui.incident;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
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
    ValuesForm values = new ValuesForm(words, dry.filling());
    ConsentForm consent = new ConsentForm(words, step, dry.target());
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
            Bits.pair(words.get("dry.host"), Bits.label(host, "mono", "strong")));
    if (!values.isEmpty()) {
      card.setPrefWidth(760);
      card.getChildren().add(Bits.pair(words.get("dry.values"), values.node()));
    }
    card.getChildren()
        .addAll(
            Bits.pair(
                words.get("dry.script"),
                Bits.prose(Plain.block(dry.script().stripTrailing()), "mono", "boxed")),
            Bits.pair(words.get("dry.variables"), variables(dry.variables())),
            Bits.pair(words.get("dry.guards"), guards(dry.guard(), step, window, values)));
    if (!consent.isEmpty()) {
      card.getChildren().add(Bits.pair(words.get("dry.consent"), consent));
    }
    if (replaced != null) {
      card.getChildren()
          .add(Bits.pair(words.get("dry.changed"), new ChangeView(around, replaced, step)));
    }
    Button cancel =
        Bits.button("sheet-cancel", words.get("act.dismiss"), "Esc", around.sheets()::close);
    HBox buttons =
        Bits.row(
            8,
            withdraw(step, dry.guard()),
            Bits.spacer(),
            cancel,
            run(incident, step, dry, host, values, consent));
    card.getChildren().add(buttons);
    Node wanting = values.wanting() == null ? consent.wanting() : values.wanting();
    around.sheets().open(card, wanting == null ? buttons.getChildren().getLast() : wanting);
    if (wanting != null) {
      card.applyCss(); // what scrolls is in the scene only now
      wanting.requestFocus();
    }
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

  private Button run(
      Incident incident,
      Step step,
      DryRun dry,
      String host,
      ValuesForm values,
      ConsentForm consent) {
    Destination target = dry.target();
    Button run =
        Bits.button(
            "dry-run-now",
            words.get("dry.run", target == null ? host : Plain.line(target.name(), 40)),
            "Enter",
            () -> {
              around.sheets().close();
              around
                  .send()
                  .accept(
                      new Command.RunStep(
                          around.person(),
                          incident.id(),
                          step.id(),
                          values.values(),
                          consent.typed()));
            });
    run.getStyleClass().add(step.readOnly() ? "primary" : "danger");
    BooleanExpression refused = new SimpleBooleanProperty(dry.guard().refusal() != null);
    run.disableProperty().bind(refused.or(values.complete().not()).or(consent.complete().not()));
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

  private Node guards(Guard guard, Step step, Duration window, ValuesForm values) {
    var times = around.times();
    VBox list = Bits.column(2);
    Guard.Refusal refusal = guard.refusal();
    list.getChildren()
        .add(
            refusal == null
                ? byHand(step, values)
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

  private Label byHand(Step step, ValuesForm values) {
    if (step.confirmsHost() || step.needsTwo()) {
      return Bits.prose(words.get("guard.by-hand-consent"), "warn");
    }
    Label said = Bits.prose("");
    said.textProperty()
        .bind(
            Bindings.when(values.complete())
                .then(words.get("guard.by-hand-ok"))
                .otherwise(words.get("guard.by-hand-values")));
    Bits.styleOneOf(said, values.wanting() == null ? "ok" : "warn", List.of("ok", "warn"));
    values
        .complete()
        .addListener(
            (value, was, now) -> Bits.styleOneOf(said, now ? "ok" : "warn", List.of("ok", "warn")));
    return said;
  }
}
