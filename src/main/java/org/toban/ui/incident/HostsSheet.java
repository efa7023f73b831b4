package org.toban.ui.incident;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.engine.DryRun;
import org.toban.engine.Guard;
import org.toban.engine.rollout.Hosts;
import org.toban.incident.Incident;
import org.toban.incident.rollout.Share;
import org.toban.remedy.Target;
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
  private static final double LINE = 26;
  private static final int LINES_SEEN = 6;

  private final Surroundings around;
  private final Words words;
  private final Guards guards;
  private final Board board;
  private final Map<String, DryRun> dry = new LinkedHashMap<>();
  private final Map<String, BooleanProperty> ticks = new LinkedHashMap<>();
  private final ListView<String> list = new ListView<>();
  private final TextField share = new TextField();
  private final Label turns = Bits.prose("", "muted");
  private final Label problem = Bits.prose("", "warn");
  private final VBox one = Bits.column(2);
  private final Label typing = Bits.prose("");
  private final TextField typed = new TextField();
  private long unmapped;

  HostsSheet(Surroundings around, Guards guards, Board board) {
    this.around = around;
    this.words = around.words();
    this.guards = guards;
    this.board = board;
  }

  void open(Incident incident, Step step, Hosts hosts) {
    for (String host : hosts.offered()) {
      dry.put(host, guards.dryRun(board, hosts.about(host), hosts.at(host), around.ticker().now()));
      boolean first = dry.size() == 1;
      ticks.put(host, new SimpleBooleanProperty(hosts.isSaid() || first));
    }
    ValuesForm values = new ValuesForm(words, common(step));
    share.setText(hosts.share().toString());
    share.setId("hosts-share");
    share.setMinWidth(72);
    share.setPrefWidth(72);
    Button run = run(incident, step, values);
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
            pair(words.get("dry.script"), script()),
            pair(words.get("hosts.hosts"), Bits.column(4, hostList(run::fire), turns)),
            pair(words.get("hosts.share"), shareRow()),
            pair(words.get("hosts.one"), one));
    unmapped = hosts.unmapped();
    if (!values.isEmpty()) {
      card.getChildren().add(pair(words.get("dry.values"), values.node()));
    }
    if (step.confirmsHost() || step.needsTwo()) {
      card.getChildren().add(pair(words.get("dry.consent"), consent(step)));
    }
    problem.setId("hosts-problem");
    Button cancel =
        Bits.button("sheet-cancel", words.get("act.dismiss"), "Esc", around.sheets()::close);
    card.getChildren().addAll(problem, Bits.row(8, Bits.spacer(), cancel, run));
    Runnable look = () -> look(step, run, values);
    ticks.values().forEach(tick -> tick.addListener((property, before, now) -> look.run()));
    share.textProperty().addListener((property, before, now) -> look.run());
    typed.textProperty().addListener((property, before, now) -> look.run());
    values.complete().addListener((property, before, now) -> look.run());
    look.run();
    around.sheets().open(card, list);
    if (!list.getItems().isEmpty()) {
      list.getSelectionModel().select(0);
    }
  }

  /** What labels do not fill on any host is asked for once, and is the same on all of them. */
  private Filling common(Step step) {
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

  private Node hostList(Runnable enter) {
    list.setId("hosts-list");
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
  private String brief(String host) {
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

  private Node shareRow() {
    Label hint = Bits.prose(words.get("hosts.share-hint"), "muted");
    share.setAccessibleText(words.get("hosts.share") + ", " + hint.getText());
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
      box.getChildren().add(Bits.prose(words.get("hosts.two"), "warn"));
    }
    return box;
  }

  private List<String> chosen() {
    return ticks.entrySet().stream()
        .filter(it -> it.getValue().get())
        .map(Map.Entry::getKey)
        .toList();
  }

  // --- what stands in the way -------------------------------------------------------------------

  private void look(Step step, Button run, ValuesForm values) {
    List<String> hosts = chosen();
    Optional<Share> some = Share.of(share.getText());
    int atOnce = some.map(it -> it.of(hosts.size())).orElse(1);
    String left = unmapped == 0 ? "" : " " + words.get("hosts.unmapped", unmapped);
    turns.setText(
        words.get("hosts.turns", hosts.size(), atOnce, (hosts.size() + atOnce - 1) / atOnce)
            + left);
    run.setText(words.get("hosts.run", hosts.size()));
    typing.setText(words.get("hosts.type", Plain.line(Hosts.confirmation(hosts), 120)));
    problem.setText(problem(step, hosts, some.isEmpty()));
    Bits.show(problem, !problem.getText().isEmpty());
    boolean confirmed =
        !step.confirmsHost() || typed.getText().strip().equals(Hosts.confirmation(hosts));
    run.setDisable(!problem.getText().isEmpty() || !values.complete().get() || !confirmed);
  }

  private String problem(Step step, List<String> hosts, boolean wrongShare) {
    if (hosts.isEmpty()) {
      return words.get("hosts.none");
    }
    if (wrongShare) {
      return words.get("hosts.share-wrong");
    }
    if (board.hold() != null) {
      return words.of("refusal", Guard.Refusal.ON_HOLD);
    }
    if (board.historyProblem() != null) {
      return words.of("refusal", Guard.Refusal.HISTORY_DOWN);
    }
    for (String host : hosts) {
      DryRun it = dry.get(host);
      if (it != null && it.guard().refusal() != null) {
        return words.get("hosts.refused", Plain.line(host, 80), brief(host));
      }
    }
    return "";
  }

  private Button run(Incident incident, Step step, ValuesForm values) {
    Button run =
        Bits.button(
            "hosts-run",
            "",
            "Enter",
            () -> {
              around.sheets().close();
              around
                  .send()
                  .accept(
                      new Command.RunOnHosts(
                          around.person(),
                          incident.id(),
                          step.id(),
                          chosen(),
                          Share.of(share.getText()).orElse(Share.ONE),
                          values.values(),
                          typed.getText()));
            });
    run.getStyleClass().add(step.readOnly() ? "primary" : "danger");
    run.setDefaultButton(true);
    return run;
  }

  private static Node pair(String name, Node value) {
    Label label = Bits.label(name, "muted");
    label.setMinWidth(88);
    HBox.setHgrow(value, Priority.ALWAYS);
    if (value instanceof Label it) {
      it.setMaxWidth(Double.MAX_VALUE);
    }
    return Bits.topRow(12, label, value);
  }
}
