package org.toban.ui.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.incident.Incident;
import org.toban.incident.Rollout;
import org.toban.incident.Run;
import org.toban.runbook.Place;
import org.toban.runbook.Runbook;
import org.toban.runbook.Step;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Gradually;
import org.toban.ui.look.MarkdownNodes;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Guards;
import org.toban.ui.parts.Panels;

/** The incident's runbook, top to bottom: overview, the three stages, checks, contacts, links. */
final class RunbookPane extends VBox {
  private final Surroundings around;
  private final Guards guards;
  private final Panels panels;
  private final StepView.Actions actions;
  private final Map<String, StepView> steps = new HashMap<>();
  private final CheckBoxes checks =
      new CheckBoxes((check, done) -> ask((by, id) -> new Command.SetCheck(by, id, check, done)));
  private final Consumer<Node> reveal;
  private final Gradually gradually = new Gradually(this);
  private final List<Node> parts = new ArrayList<>();
  private List<StepRow> rows = List.of();
  private Map<String, List<Kept>> kept = Map.of();
  private String built = "";
  private String attended = "";
  private @Nullable Incident incident;
  private @Nullable Runbook runbook;

  /**
   * The pane.
   *
   * @param reveal brings one of its nodes into view
   */
  RunbookPane(
      Surroundings around,
      Guards guards,
      Panels panels,
      StepView.Actions actions,
      Consumer<Node> reveal) {
    this.reveal = reveal;
    super(12);
    this.around = around;
    this.guards = guards;
    this.panels = panels;
    this.actions = actions;
    setId("runbook");
    getStyleClass().add("pane");
  }

  void show(Board board, Incident next, Instant now) {
    incident = next;
    Runbook found = board.library().runbook(next.runbook()).orElse(null);
    boolean same = found != null && found.equals(runbook) && built.equals(next.id());
    runbook = found;
    if (found == null) {
      built = "";
      parts.clear();
      parts.add(noRunbook(next));
      then(next, null);
      gradually.show(parts, () -> {});
      return;
    }
    if (!same) {
      build(next, found);
      built = next.id();
      attended = "";
    }
    rows = StepRow.of(board, next, found, guards, around.times(), now);
    for (StepRow row : rows) {
      StepView view = steps.get(row.step().id());
      if (view != null) {
        view.show(row, board);
        view.show(next);
      }
    }
    attend();
    checks.show(next);
  }

  /** Brings the step that runs, or the next one, into view once, when it becomes that. */
  private void attend() {
    String wanted =
        rows.stream()
            .filter(StepRow::running)
            .findFirst()
            .or(() -> rows.stream().filter(StepRow::next).findFirst())
            .map(row -> row.step().id())
            .orElse("");
    StepView view = steps.get(wanted);
    if (!wanted.equals(attended)
        && view != null
        && view.getParent() == this
        && getScene() != null) {
      attended = wanted;
      reveal.accept(view);
    }
  }

  /** Brings it into view once more, such as when there is another room for all of it. */
  void attendAgain() {
    attended = "";
    attend();
  }

  /** The step that the key for the next one runs. */
  @Nullable Step next() {
    return incident == null || runbook == null ? null : StepRow.next(incident, runbook);
  }

  /** The step that has the focus, else the one that runs or is next. */
  @Nullable Step chosen() {
    Node focused = getScene() == null ? null : getScene().getFocusOwner();
    for (Node node = focused; node != null; node = node.getParent()) {
      for (Map.Entry<String, StepView> it : steps.entrySet()) {
        if (it.getValue() == node) {
          return step(it.getKey());
        }
      }
    }
    return step(attended);
  }

  private @Nullable Step step(String id) {
    return runbook == null
        ? null
        : runbook.steps().stream().filter(it -> it.id().equals(id)).findFirst().orElse(null);
  }

  /** Notes and evidence, by the steps that they belong to. */
  void show(Map<String, List<Kept>> next) {
    kept = next;
    steps.forEach((id, view) -> view.show(next.getOrDefault(id, List.of())));
  }

  /** The rollout that the key for going on is about, if there is one. */
  @Nullable Rollout resting() {
    Incident it = incident;
    return it == null
        ? null
        : it.rollouts().reversed().stream()
            .filter(each -> each.mayGoOn(it.runs()))
            .findFirst()
            .orElse(null);
  }

  /** Puts the keyboard on the hosts of the step that last ran on several. */
  void focusHosts() {
    if (incident != null && !incident.rollouts().isEmpty()) {
      StepView view = steps.get(incident.rollouts().getLast().plan().stepId());
      if (view != null) {
        reveal.accept(view);
        view.focusHosts();
      }
    }
  }

  /** Puts the keyboard on the next step, or on the button that verifies when there is none. */
  void focusNext() {
    Step next = next();
    StepView view = next == null ? null : steps.get(next.id());
    Node verify = lookup("#verify");
    if (view != null) {
      reveal.accept(view);
      view.focusRun();
    } else if (verify != null) {
      reveal.accept(verify.getParent());
      verify.requestFocus();
    }
  }

  private Node noRunbook(Incident next) {
    Words words = around.words();
    return Bits.column(
        6,
        Bits.label(words.get("runbook.none"), "strong"),
        Bits.prose(words.get("runbook.none.do", Plain.line(next.alertName(), 80)), "muted"));
  }

  /** Says when the runbook is not the one that the incident opened with. */
  private void then(Incident next, @Nullable Runbook now) {
    Node line = BookThen.of(around, next, now);
    if (line != null) {
      parts.add(line);
    }
  }

  private void build(Incident next, Runbook book) {
    steps.clear();
    checks.clear();
    parts.clear();
    getChildren().clear();
    then(next, book);
    if (!book.prose().isBlank()) {
      parts.add(new MarkdownNodes(around.links()).render(book.prose()));
    }
    for (Run.Stage stage : Run.Stage.values()) {
      stage(book, stage);
    }
    checks(book);
    people(book);
    links(book);
    parts.add(Bits.label(Plain.line(book.place().toString(), 120), "mono", "faint", "place"));
    gradually.show(parts, this::attend);
  }

  private void stage(Runbook book, Run.Stage stage) {
    List<Object> points = new ArrayList<>(book.steps(stage));
    points.addAll(book.checks(stage));
    points.sort(Comparator.comparing(RunbookPane::place));
    Words words = around.words();
    HBox heading =
        Bits.row(
            8,
            Bits.label(number(stage), "stage-number"),
            Bits.label(words.of("stage", stage), "stage-title"),
            Bits.spacer());
    heading.getStyleClass().add("stage");
    if (stage == Run.Stage.VERIFY) {
      Button verify =
          Bits.button("verify", words.get("act.verify"), "v", () -> ask(Command.Verify::new));
      heading.getChildren().add(verify);
    }
    parts.add(heading);
    String guidance = book.guidance().get(stage);
    if (guidance != null && !guidance.isBlank()) {
      VBox text = new MarkdownNodes(around.links()).render(guidance);
      text.getStyleClass().add("guidance");
      parts.add(text);
    }
    if (points.isEmpty()) {
      String key = stage == Run.Stage.VERIFY ? "stage.none.verify" : "stage.none";
      parts.add(Bits.prose(words.get(key), "muted"));
    }
    for (Object point : points) {
      if (point instanceof Step step) {
        StepView view = new StepView(around, panels, step, actions);
        steps.put(step.id(), view);
        view.show(kept.getOrDefault(step.id(), List.of()));
        parts.add(view);
      } else if (point instanceof Runbook.CheckItem check) {
        parts.add(checks.box(check));
      }
    }
  }

  private static Place place(Object point) {
    return point instanceof Step step ? step.place() : ((Runbook.CheckItem) point).place();
  }

  private static String number(Run.Stage stage) {
    return switch (stage) {
      case DIAGNOSE -> "1";
      case RESPOND -> "2";
      case VERIFY -> "3";
    };
  }

  /** A command of a person on an incident. */
  private interface Asked {
    Command by(String person, String incident);
  }

  private void ask(Asked asked) {
    Incident shown = incident;
    if (shown != null) {
      around.send().accept(asked.by(around.person(), shown.id()));
    }
  }

  private void checks(Runbook book) {
    List<Runbook.CheckItem> items = book.checks(null);
    if (!items.isEmpty()) {
      parts.addAll(List.of(section("section.checks"), checks.grid(items)));
    }
  }

  private void people(Runbook book) {
    if (book.contacts().isEmpty()) {
      return;
    }
    VBox list = Bits.column(4);
    for (Runbook.Contact contact : book.contacts()) {
      list.getChildren()
          .add(
              Bits.row(
                  8,
                  fixed(Bits.label(Plain.line(contact.role(), 40), "muted")),
                  Bits.label(Plain.line(contact.who(), 80))));
    }
    parts.addAll(List.of(section("section.contacts"), list));
  }

  private static Node fixed(javafx.scene.control.Label label) {
    label.setPrefWidth(130);
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  private void links(Runbook book) {
    if (book.links().isEmpty()) {
      return;
    }
    HBox row = Bits.row(16);
    book.links().forEach(it -> row.getChildren().add(around.links().node(it.text(), it.target())));
    HBox.setHgrow(row, Priority.ALWAYS);
    parts.addAll(List.of(section("section.links"), row));
  }

  private Node section(String key) {
    return Bits.label(around.words().get(key), "section-title");
  }
}
