package org.toban.ui.panel;

import java.time.Duration;
import java.time.Instant;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Command;
import org.toban.incident.AboutStep;
import org.toban.incident.Evidence;
import org.toban.incident.Incident;
import org.toban.runbook.Step;
import org.toban.source.logs.LogLine;
import org.toban.ui.board.SourceWords;
import org.toban.ui.look.Bits;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Panels;

/**
 * One query of a runbook, live: asked when it is seen, and again every half minute while it is.
 * When an answer fails the last one stays, and how old it is stands beside it.
 */
public final class PanelView extends VBox {
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final int NAME = 60;
  private static final int LINES = 12;

  private final Surroundings around;
  private final Words words;
  private final Step step;
  private final FxFeed<Asked, Told> feed;
  private final ChartView chart;
  private final FlowPane legend = new FlowPane(14, 3);
  private final Label lines = Bits.prose("", "mono", "panel-lines");
  private final Label said = Bits.prose("", "muted", "panel-said");
  private final Label source = Bits.label("", "faint");
  private final Button attach;
  private final ChangeListener<Instant> ticking = (property, before, now) -> tick(now);
  private @Nullable Incident incident;
  private @Nullable Instant askedAt;
  private @Nullable Told last;

  private record Asked(Incident incident, Instant at) {}

  private record Told(Asked asked, Panels.Answer answer) {}

  public PanelView(Surroundings around, Panels panels, Step step) {
    super(6);
    this.around = around;
    this.words = around.words();
    this.step = step;
    feed =
        new FxFeed<>(
            asked -> new Told(asked, panels.read(step, asked.incident(), asked.at())), this::take);
    chart = new ChartView(around.times());
    String id = step.id().replaceAll("[^A-Za-z0-9_-]", "-");
    setId("panel-" + id);
    getStyleClass().add("panel");
    lines.setId("panel-lines-" + id);
    said.setId("panel-said-" + id);
    legend.setId("panel-legend-" + id);
    attach = Bits.button("attach-" + id, words.get("panel.attach"), "", this::attach);
    attach.getStyleClass().add("ghost");
    source.setMinWidth(USE_PREF_SIZE);
    said.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(said, Priority.ALWAYS);
    getChildren().setAll(chart, legend, lines, Bits.row(8, said, source, attach));
    nothingYet();
    sceneProperty()
        .addListener((property, before, now) -> {
          around.ticker().nowProperty().removeListener(ticking);
          if (now != null) {
            around.ticker().nowProperty().addListener(ticking);
            tick(around.ticker().now()); // a runbook's parts come into the scene piece by piece
          }
        });
  }

  private void nothingYet() {
    Bits.show(chart, false);
    Bits.show(legend, false);
    Bits.show(lines, false);
    Bits.show(attach, false);
    say(words.get("panel.loading"), false);
  }

  /** The incident that it is about now. */
  public void show(Incident next) {
    Incident before = incident;
    incident = next;
    if (before == null || !before.id().equals(next.id())) {
      last = null;
      askedAt = null;
      nothingYet();
    }
    tick(around.ticker().now());
  }

  private void tick(Instant now) {
    Incident about = incident;
    boolean due = askedAt == null || Duration.between(askedAt, now).compareTo(EVERY) >= 0;
    if (about != null && due && isSeen()) {
      askedAt = now;
      feed.offer(new Asked(about, now));
    }
  }

  /** In a window that shows, on the page that shows, and not scrolled away. */
  private boolean isSeen() {
    if (getScene() == null || getScene().getWindow() == null) {
      return false;
    }
    for (Node node = this; node != null; node = node.getParent()) {
      if (!node.isVisible()) {
        return false;
      }
    }
    Bounds here = localToScene(getLayoutBounds());
    return getScene().getWindow().isShowing()
        && here.getMaxY() >= 0
        && here.getMinY() <= getScene().getHeight();
  }

  private void take(Told told) {
    Incident about = incident;
    if (about == null || !about.id().equals(told.asked().incident().id())) {
      return;
    }
    boolean keeps = last != null && told.answer() instanceof Panels.Answer.Failed;
    if (!keeps) {
      last = told;
      Bits.show(chart, false);
      Bits.show(legend, false);
      Bits.show(lines, false);
      source.setText("");
    }
    Bits.state(this, "stale", keeps);
    switch (told.answer()) {
      case Panels.Answer.Chart it -> show(it);
      case Panels.Answer.Lines it -> show(it);
      case Panels.Answer.Failed it -> failed(it);
      case Panels.Answer.Unasked it ->
          say(words.get("panel." + Words.key(it.why()), Plain.line(it.detail(), 160)), false);
    }
    Told shown = last;
    Bits.show(
        attach,
        shown != null
            && ((shown.answer() instanceof Panels.Answer.Chart it && !it.series().isEmpty())
                || shown.answer() instanceof Panels.Answer.Lines));
  }

  private void failed(Panels.Answer.Failed it) {
    String why = SourceWords.fault(it.fault(), words);
    Told shown = last;
    say(
        shown != null && !(shown.answer() instanceof Panels.Answer.Failed)
            ? words.get("panel.stale", around.times().clock(shown.asked().at()), why)
            : words.get("panel.failed", Plain.line(it.source(), 40), why),
        true);
  }

  private void show(Panels.Answer.Chart it) {
    source.setText(Plain.line(it.source(), 40));
    if (it.series().isEmpty()) {
      say(words.get("panel.empty"), false);
      return;
    }
    Drawn drawn = Drawn.of(it.series(), it.leftOut());
    chart.show(it, drawn);
    Bits.show(chart, true);
    legend.getChildren().clear();
    for (int i = 0; i < drawn.lines().size(); i++) {
      legend.getChildren().add(key(drawn.lines().get(i), i, it.unit()));
    }
    if (drawn.left() > 0) {
      legend.getChildren().add(Bits.label(words.get("panel.more", drawn.left()), "chart-text"));
    }
    Bits.show(legend, true);
    say(
        it.warnings().isEmpty()
            ? ""
            : words.get("panel.warning", Plain.line(it.warnings().getFirst(), 160)),
        !it.warnings().isEmpty());
  }

  private static Node key(Drawn.Line line, int number, String unit) {
    Line stroke = new Line(0, 0, 22, 0);
    stroke.getStyleClass().addAll("series", "series-" + number);
    String name = line.name().isEmpty() ? "" : Plain.line(line.name(), NAME) + "  ";
    return Bits.row(6, stroke, Bits.label(name + Scale.written(line.last(), unit), "chart-text"));
  }

  private void show(Panels.Answer.Lines it) {
    source.setText(Plain.line(it.source(), 40));
    int from = Math.max(0, it.lines().size() - LINES);
    StringBuilder text = new StringBuilder();
    for (LogLine line : it.lines().subList(from, it.lines().size())) {
      text.append(text.isEmpty() ? "" : "\n")
          .append(around.times().second(line.at()))
          .append("  ")
          .append(Plain.line(line.text(), 200));
    }
    lines.setText(text.toString());
    Bits.show(lines, !it.lines().isEmpty());
    boolean more = it.more() || from > 0;
    say(
        it.lines().isEmpty()
            ? words.get("panel.no-lines")
            : more ? words.get("panel.newest", it.lines().size() - from) : "",
        false);
  }

  private void say(String text, boolean warns) {
    said.setText(text);
    Bits.state(said, "warns", warns);
  }

  /** What is shown becomes evidence of the incident, so that the review has it. */
  private void attach() {
    Told shown = last;
    Incident about = incident;
    if (shown != null && about != null) {
      String text = PanelText.of(step, shown.answer(), shown.asked().at(), around.times());
      around
          .send()
          .accept(
              new Command.AddEvidence(
                  around.person(),
                  about.id(),
                  new AboutStep(step.id(), step.title()),
                  new Evidence(Evidence.Kind.PANEL, step.title(), text)));
      say(words.get("panel.attached"), false);
    }
  }
}
