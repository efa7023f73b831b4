package org.toban.ui.related;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.engine.Board;
import org.toban.history.History;
import org.toban.incident.Incident;
import org.toban.ui.look.Bits;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Archive;

/** What is open beside an incident and like it, and what worked in the earlier ones of its name. */
public final class RelatedPane extends VBox {
  private static final int MOST_OPEN = 20;
  private static final int MOST = 8; // earlier ones, whose events are read

  private final Surroundings around;
  private final Archive archive;
  private final Consumer<String> select;
  private final Consumer<String> open;
  private final VBox beside = Bits.column(6);
  private final VBox earlier = Bits.column(6);
  private List<Related> shown = List.of();
  private @Nullable Incident incident;
  private @Nullable Map<String, Incident> looked;
  private FxFeed.@Nullable Reading looking;
  private String read = "";
  private boolean seen;
  private FxFeed.@Nullable Reading reading;

  /** One earlier incident, and what became of it. */
  private record Told(History.Row row, Earlier how, boolean here) {}

  /**
   * The pane.
   *
   * @param select goes to an open incident, by its id
   * @param open goes to an earlier incident in the history, by its id
   */
  public RelatedPane(
      Surroundings around, Archive archive, Consumer<String> select, Consumer<String> open) {
    super(14);
    this.around = around;
    this.archive = archive;
    this.select = select;
    this.open = open;
    setId("related");
    getStyleClass().add("pane");
    getChildren().setAll(beside, earlier);
  }

  /**
   * Looks for what is open, off the FX thread since there may be thousands; the history is asked
   * when somebody looks at it.
   *
   * @param counted takes how many there are
   */
  @SuppressWarnings("ReferenceEquality") // another map when any of them has changed
  public void show(Board board, Incident next, IntConsumer counted) {
    boolean other = incident == null || !incident.id().equals(next.id());
    incident = next;
    if (other) {
      counted.accept(0);
      fill(List.of());
    }
    if (other || board.incidents() != looked) {
      looked = board.incidents();
      if (looking != null) {
        looking.drop();
      }
      looking =
          FxFeed.read(
              () -> Related.of(board, next),
              found -> {
                counted.accept(found.size());
                if (!found.equals(shown)) {
                  fill(found);
                }
              },
              failure -> {});
    }
    read();
  }

  /** Whether somebody looks. */
  public void seen(boolean now) {
    seen = now;
    read();
  }

  private void fill(List<Related> found) {
    shown = found;
    Words words = around.words();
    List<Node> lines = new ArrayList<>();
    lines.add(Bits.label(words.get("related.open"), "section-title"));
    for (Related it : shown.subList(0, Math.min(MOST_OPEN, shown.size()))) {
      Incident other = it.incident();
      lines.add(
          line(
              other.severity(),
              other.id(),
              select,
              Plain.line(other.name(), 60) + " · " + words.of("related", it.why()),
              words.of("status", org.toban.ui.board.Status.of(other))));
    }
    if (shown.isEmpty()) {
      lines.add(Bits.prose(words.get("related.none"), "muted"));
    }
    beside.getChildren().setAll(lines);
  }

  private void read() {
    Incident it = incident;
    if (!seen || it == null || it.id().equals(read)) {
      return;
    }
    read = it.id();
    if (reading != null) {
      reading.drop();
    }
    say(around.words().get("related.looking"));
    reading =
        FxFeed.read(
            () -> told(it),
            this::showEarlier,
            failure ->
                say(
                    around
                        .words()
                        .get(
                            "history.failed",
                            Plain.line(String.valueOf(failure.getMessage()), 120))));
  }

  private List<Told> told(Incident it) {
    return Here.of(archive, it, MOST).stream()
        .map(found ->
            new Told(
                found.row(),
                Objects.requireNonNull(Earlier.of(List.of(found.row()), archive::events)),
                found.here()))
        .toList();
  }

  private void say(String text) {
    earlier.getChildren().setAll(title(), Bits.prose(text, "muted"));
  }

  private Node title() {
    return Bits.label(around.words().get("related.earlier"), "section-title");
  }

  private void showEarlier(List<Told> all) {
    if (all.isEmpty()) {
      say(around.words().get("related.first"));
      return;
    }
    Words words = around.words();
    Instant now = around.ticker().now();
    List<Node> lines = new ArrayList<>();
    lines.add(title());
    for (Told it : all) {
      String how = EarlierLine.said(it.how(), around, now);
      lines.add(
          line(
              it.row().severity(),
              it.row().id(),
              open,
              how,
              (it.here() ? words.get("related.same-target") + " · " : "")
                  + words.of("verdict", it.row().verdict())));
    }
    earlier.getChildren().setAll(lines);
  }

  private Node line(
      Severity severity, String id, Consumer<String> goes, String text, String state) {
    Hyperlink link = new Hyperlink(id);
    link.setId("related-" + id);
    link.setMinWidth(USE_PREF_SIZE);
    link.setOnAction(event -> goes.accept(id));
    return Bits.column(
        2,
        Bits.row(8, Bits.shape(severity, around.words()), link, Bits.label(state, "muted")),
        Bits.prose(text));
  }
}
