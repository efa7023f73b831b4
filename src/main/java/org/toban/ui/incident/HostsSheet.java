package org.toban.ui.incident;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.engine.DryRun;
import org.toban.engine.Guard;
import org.toban.engine.rollout.Hosts;
import org.toban.incident.Incident;
import org.toban.incident.rollout.Share;
import org.toban.remedy.Destination;
import org.toban.runbook.Step;
import org.toban.runbook.field.Filling;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Guards;

/**
 * What a run on several hosts would do on each, changing nothing: which of them, how many at a
 * time, and for each its variables and guards; and the run itself.
 */
final class HostsSheet {
  private final Surroundings around;
  private final Words words;
  private final Guards guards;
  private final Board board;
  private final Map<String, DryRun> dry = new LinkedHashMap<>();
  private final TextField share = new TextField();
  private final Label turns = Bits.prose("", "muted");
  private final Label problem = Bits.prose("", "warn");
  private final Label typing = Bits.prose("");
  private final TextField typed = new TextField();
  private long unmapped;

  /** The host that it runs on when nobody chooses; null when the block says which. */
  private @Nullable String own;

  HostsSheet(Surroundings around, Guards guards, Board board) {
    this.around = around;
    this.words = around.words();
    this.guards = guards;
    this.board = board;
  }

  void open(Incident incident, Step step, Hosts hosts) {
    for (String host : hosts.offered()) {
      dry.put(host, guards.dryRun(board, hosts.about(host), hosts.at(host), around.ticker().now()));
    }
    HostChoices choices = new HostChoices(around, board, dry, hosts.isSaid());
    ValuesForm values = new ValuesForm(words, common());
    share.setText(hosts.share().toString());
    share.setId("hosts-share");
    share.setMinWidth(72);
    share.setPrefWidth(72);
    Button run = run(incident, step, choices, values);
    ListView<String> list = choices.list(run::fire);
    VBox card = Bits.column(10);
    card.setPrefWidth(720);
    card.setId("hosts-sheet");
    card.getChildren()
        .addAll(
            Bits.row(
                8,
                Bits.label(Plain.line(step.title(), 80), "sheet-title"),
                Bits.spacer(),
                Bits.label(words.get("dry.changes-nothing"), "chip")),
            Bits.pair(words.get("dry.script"), script()),
            Bits.pair(words.get("several.hosts"), Bits.column(4, list, turns)),
            Bits.pair(words.get("several.share"), shareRow()),
            Bits.pair(words.get("several.one"), choices.one()));
    unmapped = hosts.unmapped();
    Destination usual = guards.dryRun(board, incident, step, around.ticker().now()).target();
    own = hosts.isSaid() || usual == null ? null : usual.name();
    if (!values.isEmpty()) {
      card.getChildren().add(Bits.pair(words.get("dry.values"), values.node()));
    }
    if (step.confirmsHost() || step.needsTwo()) {
      card.getChildren().add(Bits.pair(words.get("dry.consent"), consent(step)));
    }
    problem.setId("hosts-problem");
    Button cancel =
        Bits.button("sheet-cancel", words.get("act.dismiss"), "Esc", around.sheets()::close);
    card.getChildren().addAll(problem, Bits.row(8, Bits.spacer(), cancel, run));
    Runnable look = () -> look(step, run, choices, values);
    choices.onChange(look);
    share.textProperty().addListener((property, before, now) -> look.run());
    typed.textProperty().addListener((property, before, now) -> look.run());
    values.complete().addListener((property, before, now) -> look.run());
    look.run();
    around.sheets().open(card, list);
    choices.begin();
  }

  /** What labels do not fill on any host is asked for once, and is the same on all of them. */
  private Filling common() {
    List<Filling.Offer> offers = new ArrayList<>();
    for (DryRun it : dry.values().stream().limit(1).toList()) {
      for (Filling.Offer offer : it.filling().offers()) {
        boolean labelled =
            dry.values().stream()
                .flatMap(each -> each.filling().offers().stream())
                .anyMatch(each ->
                    each.field().equals(offer.field()) && each.origin() == Filling.Origin.LABEL);
        if (!labelled) {
          offers.add(offer);
        }
      }
    }
    return new Filling(offers);
  }

  private Node script() {
    String script = dry.values().stream().findFirst().map(DryRun::script).orElse("");
    return Bits.prose(Plain.block(script.stripTrailing()), "mono", "boxed");
  }

  private Node shareRow() {
    Label hint = Bits.prose(words.get("several.share-hint"), "muted");
    share.setAccessibleText(words.get("several.share") + ", " + hint.getText());
    HBox.setHgrow(hint, Priority.ALWAYS);
    return Bits.row(8, share, hint);
  }

  private Node consent(Step step) {
    VBox box = Bits.column(6);
    if (step.confirmsHost()) {
      typed.setId("hosts-confirm");
      typed.accessibleTextProperty().bind(typing.textProperty());
      box.getChildren().addAll(typing, typed);
    }
    if (step.needsTwo()) {
      box.getChildren().add(Bits.prose(words.get("several.two"), "warn"));
    }
    return box;
  }

  // --- what stands in the way -------------------------------------------------------------------

  private void look(Step step, Button run, HostChoices choices, ValuesForm values) {
    List<String> hosts = choices.chosen();
    Optional<Share> some = Share.of(share.getText());
    int atOnce = some.map(it -> it.of(hosts.size())).orElse(1);
    String left = unmapped == 0 ? "" : " " + words.get("several.unmapped", unmapped);
    turns.setText(
        words.get("several.turns", hosts.size(), atOnce, (hosts.size() + atOnce - 1) / atOnce)
            + left);
    run.setText(
        isOne(hosts)
            ? words.get("dry.run", Plain.line(hosts.getFirst(), 40))
            : words.get("several.run", hosts.size()));
    typing.setText(words.get("several.type", Plain.line(Hosts.confirmation(hosts), 120)));
    problem.setText(problem(hosts, choices, some.isEmpty()));
    Bits.show(problem, !problem.getText().isEmpty());
    boolean confirmed =
        !step.confirmsHost() || typed.getText().strip().equals(Hosts.confirmation(hosts));
    run.setDisable(!problem.getText().isEmpty() || !values.complete().get() || !confirmed);
  }

  /** Whether it is the run that it would be without a choice: a person's, of one host. */
  private boolean isOne(List<String> hosts) {
    return hosts.size() == 1 && hosts.getFirst().equals(own);
  }

  private String problem(List<String> hosts, HostChoices choices, boolean wrongShare) {
    if (hosts.isEmpty()) {
      return words.get("several.none");
    }
    if (wrongShare) {
      return words.get("several.share-wrong");
    }
    if (board.hold() != null && !isOne(hosts)) {
      return words.of("refusal", Guard.Refusal.ON_HOLD);
    }
    if (board.historyProblem() != null && !isOne(hosts)) {
      return words.of("refusal", Guard.Refusal.HISTORY_DOWN);
    }
    for (String host : hosts) {
      DryRun it = dry.get(host);
      if (it != null && it.guard().refusal() != null) {
        return words.get("several.refused", Plain.line(host, 80), choices.brief(host));
      }
    }
    return "";
  }

  private Button run(Incident incident, Step step, HostChoices choices, ValuesForm values) {
    Button run =
        Bits.button(
            "hosts-run",
            "",
            "Enter",
            () -> {
              around.sheets().close();
              around.send().accept(command(incident, step, choices.chosen(), values));
            });
    run.getStyleClass().add(step.readOnly() ? "primary" : "danger");
    run.setDefaultButton(true);
    return run;
  }

  private Command command(Incident incident, Step step, List<String> hosts, ValuesForm values) {
    return isOne(hosts)
        ? new Command.RunStep(
            around.person(), incident.id(), step.id(), values.values(), typed.getText())
        : new Command.RunOnHosts(
            around.person(),
            incident.id(),
            step.id(),
            hosts,
            Share.of(share.getText()).orElse(Share.ONE),
            values.values(),
            typed.getText());
  }
}
