package org.toban.ui.incident;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.incident.Incident;
import org.toban.incident.Phase;
import org.toban.incident.Rollout;
import org.toban.runbook.Step;
import org.toban.ui.board.BoardLine;
import org.toban.ui.board.Shown;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Archive;
import org.toban.ui.parts.Guards;
import org.toban.ui.parts.Logs;
import org.toban.ui.parts.Panels;
import org.toban.ui.related.EarlierLine;
import org.toban.ui.related.RelatedPane;

/** The incident of the selected line: one column to read and act from, top to bottom. */
public final class IncidentView extends BorderPane {
  private static final int LATEST = 4;

  private final Surroundings around;
  private final Words words;
  private final ObservableValue<@Nullable Shown> boards;
  private final StringProperty selected;
  private final Chronicle chronicle;
  private final Deeds deeds;
  private final HeadNode head;
  private final FlowNode flow;
  private final EarlierLine earlier;
  private final TabStrip tabs;
  private final RunbookPane runbook;
  private final ScrollPane runbookScroll;
  private final TimelinePane timeline;
  private final AlertsPane alerts;
  private final RelatedPane related;
  private final Staged staged =
      new Staged(this::showNothing, this::showHead, this::showFlow, this::showRest);
  private final VBox latest = Bits.column(5);
  private final VBox body = new VBox();
  private final VBox nothing;
  private final Button acknowledge;
  private final Button diagnose;
  private final Button escalate;
  private final Button review;
  private final Button close;
  private final HBox actions;
  private BoardLine.@Nullable Entry entry;

  /**
   * The view of one line's incident.
   *
   * @param reviewed opens the page where an incident's review is read and exported
   */
  public IncidentView(
      Surroundings around,
      ObservableValue<@Nullable Shown> boards,
      StringProperty selected,
      Guards guards,
      Panels panels,
      Archive archive,
      Consumer<String> reviewed) {
    this.around = around;
    this.words = around.words();
    this.boards = boards;
    this.selected = selected;
    chronicle = new Chronicle(archive::events, around.times(), new EventReader());
    deeds = new Deeds(around, guards, boards::getValue, () -> entry, archive);
    head = new HeadNode(around);
    earlier = new EarlierLine(around, archive, reviewed);
    runbook = new RunbookPane(around, guards, panels, deeds, this::reveal);
    runbookScroll = Bits.scroll(runbook);
    timeline = new TimelinePane(around);
    alerts = new AlertsPane(around);
    related = new RelatedPane(around, archive, this::select, reviewed);
    setId("incident");
    getStyleClass().add("incident");
    acknowledge = button("acknowledge", "a", deeds::acknowledge);
    acknowledge.getStyleClass().add("primary");
    diagnose = button("diagnose", "", deeds::diagnose);
    escalate = button("escalate", "e", deeds::escalate);
    review = button("review", "", () -> deeds.review(reviewed));
    close = button("close", "c", deeds::close);
    Button note = button("note", "n", deeds::note);
    head.buttons().getChildren().setAll(diagnose, escalate, acknowledge);
    Button arrange = button("arrange", "o", deeds::arrange);
    actions = Bits.row(8, note, arrange, Bits.spacer(), review, close);
    actions.getStyleClass().add("actions");
    ScrollPane timelineScroll = Bits.scroll(timeline);
    timelineScroll.visibleProperty().addListener((property, before, now) -> timeline.seen(now));
    ScrollPane alertsScroll = Bits.scroll(alerts);
    alertsScroll.visibleProperty().addListener((property, before, now) -> alerts.seen(now));
    ScrollPane relatedScroll = Bits.scroll(related);
    relatedScroll.visibleProperty().addListener((property, before, now) -> related.seen(now));
    tabs =
        new TabStrip(
            Map.of(
                "runbook", runbookScroll,
                "timeline", timelineScroll,
                "alerts", alertsScroll,
                "related", relatedScroll),
            words);
    Onward onward = new Onward(deeds, tabs, runbook, reviewed);
    flow = new FlowNode(words, stop -> onward.from(stop, entry));
    latest.setId("latest");
    latest.getStyleClass().add("latest");
    nothing = nothing();
    body.getChildren().setAll(head, flow, earlier, tabs);
    VBox.setVgrow(tabs, javafx.scene.layout.Priority.ALWAYS);
    setCenter(new StackPane(body, nothing));
    setBottom(new VBox(actions, latest));
    boards.addListener((property, before, now) -> show());
    selected.addListener((property, before, now) -> show());
    around.ticker().nowProperty().addListener((property, before, now) -> tick(now));
    show();
  }

  /** Scrolls the runbook to one of its nodes, once it has been laid out. */
  private void reveal(Node node) {
    Scene scene = getScene();
    if (scene == null) {
      return;
    }
    Runnable once =
        new Runnable() {
          @Override
          public void run() {
            scene.removePostLayoutPulseListener(this);
            double room = runbookScroll.getViewportBounds().getHeight();
            double spare = runbook.getHeight() - room;
            Bounds at = node.getBoundsInParent();
            double top = at.getMaxY() <= room ? 0 : at.getMinY() - 44; // what leads to it, too
            runbookScroll.setVvalue(spare <= 0 ? 0 : Math.clamp(top / spare, 0, 1));
          }
        };
    scene.addPostLayoutPulseListener(once);
    requestLayout();
  }

  private Button button(String act, String key, Runnable action) {
    return Bits.button(act, words.get("act." + act), key, action);
  }

  private VBox nothing() {
    VBox box =
        Bits.column(
            8,
            Bits.label(words.get("incident.none"), "empty-title"),
            Bits.prose(words.get("incident.none.do"), "muted"));
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add("empty");
    box.setMaxSize(340, USE_PREF_SIZE);
    return box;
  }

  // --- showing ------------------------------------------------------------------------------

  /** The entry that is shown, if it is the one of this key. */
  private BoardLine.@Nullable Entry ofKey(String key) {
    BoardLine.Entry now = entry;
    return now != null && now.key().equals(key) ? now : null;
  }

  private void show() {
    Shown shown = boards.getValue();
    entry = shown == null ? null : shown.rows().follow(selected.get(), ofKey(selected.get()));
    if (entry == null) {
      showNothing();
    } else {
      staged.run();
    }
  }

  private void showNothing() {
    BoardLine.Entry it = entry;
    Bits.show(nothing, it == null);
    if (it == null) {
      Bits.show(body, false);
      Bits.show(flow, false);
      Bits.show(actions, false);
      Bits.show(latest, false);
    }
  }

  private void showHead() {
    BoardLine.Entry it = entry;
    Shown shown = boards.getValue();
    if (it != null && shown != null) {
      head.show(it, shown.board(), around.ticker().now());
      showButtons(it.incident());
      Bits.show(body, true);
    }
  }

  private void showFlow() {
    BoardLine.Entry it = entry;
    Incident incident = it == null ? null : it.incident();
    Bits.show(flow, incident != null);
    Bits.show(actions, incident != null);
    earlier.show(incident);
    if (incident != null) {
      flow.show(Flow.of(incident));
    }
  }

  private void showRest() {
    BoardLine.Entry it = entry;
    Shown shown = boards.getValue();
    if (it == null || shown == null) {
      return;
    }
    Instant now = around.ticker().now();
    alerts.show(it, shown.board(), now);
    Incident incident = it.incident();
    tabs.only(incident == null ? "alerts" : "");
    if (incident == null) {
      Bits.show(latest, false);
    } else {
      runbook.show(shown.board(), incident, now);
      related.show(shown.board(), incident, count -> tabs.count("related", count));
      chronicle.show(incident.id(), incident.version(), shown.board().historyProblem());
    }
  }

  private void tick(Instant now) {
    BoardLine.Entry it = entry;
    Shown shown = boards.getValue();
    if (it != null && shown != null && staged.isThrough()) {
      head.tick(it, now);
      if (it.incident() != null) {
        runbook.show(shown.board(), it.incident(), now);
      }
    }
  }

  private void showButtons(@Nullable Incident incident) {
    boolean open = incident != null && incident.isOpen();
    boolean recovered = incident != null && incident.phase() instanceof Phase.Recovered;
    boolean taken = incident != null && incident.acknowledgement() != null;
    boolean waiting = incident != null && incident.phase() instanceof Phase.Waiting;
    boolean due = recovered && incident != null && incident.reviewedAt() == null;
    Bits.show(acknowledge, open && !recovered && !taken);
    Bits.show(diagnose, waiting && taken);
    Bits.show(escalate, open && !recovered);
    Bits.show(review, incident != null && (recovered || !open));
    review.setText(words.get(due ? "act.review" : "act.open-review"));
    close.setDisable(!open);
  }

  /** Shows what the events of the incident tell. */
  private final class EventReader implements Chronicle.Reader {
    @Override
    public void forget() {
      latest.getChildren().clear();
      timeline.show(List.of(), 0);
      runbook.show(Map.of());
    }

    @Override
    public void show(Chronicle.Told told) {
      List<EventRow> rows = told.rows();
      runbook.show(told.kept());
      timeline.show(rows, told.earlier());
      tabs.count("timeline", told.lines());
      latest
          .getChildren()
          .setAll(
              rows.reversed().stream()
                  .limit(LATEST)
                  .map(row -> TimelinePane.line(row, around, false))
                  .toList());
      Bits.show(latest, !rows.isEmpty());
    }

    @Override
    public void failed(String why) {
      timeline.failed(why);
      Bits.show(latest, false);
    }
  }

  private void select(String incident) {
    Shown shown = boards.getValue();
    selected.set(shown == null ? incident : shown.keyOf(incident));
  }

  /** What can be asked of the shown incident. */
  public Deeds deeds() {
    return deeds;
  }

  /** Opens the lines around the start of the shown alert. */
  public void logs(Logs logs) {
    BoardLine.Entry it = entry;
    if (it == null) {
      return;
    }
    Incident incident = it.incident();
    Alert alert =
        it.row() != null
            ? it.row().alert()
            : incident == null
                ? null
                : Stream.concat(
                        incident.firing().values().stream(), incident.cleared().values().stream())
                    .findFirst()
                    .orElse(null);
    if (alert != null) {
      new LogsSheet(around, logs, alert).open();
    }
  }

  public void runNext() {
    Step next = runbook.next();
    if (next != null) {
      deeds.run(next);
    }
  }

  /** Of a step: of that which has the focus, else of the one that runs or is next. */
  public void note(boolean ofStep) {
    Step step = ofStep ? runbook.chosen() : null;
    if (step == null) {
      deeds.note();
    } else {
      deeds.note(step);
    }
  }

  public void dryRunNext() {
    Step next = runbook.next();
    if (next != null) {
      deeds.dryRun(next);
    }
  }

  /** Lets the run on several hosts that has a rest go on. */
  public void goOn() {
    Rollout resting = runbook.resting();
    if (resting != null) {
      deeds.goOn(resting);
    }
  }

  public void focusHosts() {
    tabs.show("runbook");
    runbook.focusHosts();
  }

  public void showTab(String name) {
    tabs.show(name);
  }

  public void focusFirst() {
    runbook.attendAgain();
    (acknowledge.isVisible() ? acknowledge : tabs.shown()).requestFocus();
  }
}
