package org.toban.ui.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.toban.alert.Alert;
import org.toban.engine.Board;
import org.toban.incident.Incident;
import org.toban.source.GrafanaLinks;
import org.toban.source.SourceStatus;
import org.toban.source.silence.Silence;
import org.toban.ui.board.BoardLine;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Gradually;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;

/** What the sources say: every label and annotation of the alerts, and where they come from. */
final class AlertsPane extends VBox {
  private static final int MOST = 20;
  private static final int CHARACTERS = 4000;

  private final Surroundings around;
  private final Gradually gradually = new Gradually(this);
  private List<Object> built = List.of();
  private String key = "";
  private Runnable fill = () -> {};
  private boolean seen;

  AlertsPane(Surroundings around) {
    super(14);
    this.around = around;
    setId("alerts");
    getStyleClass().add("pane");
  }

  void show(BoardLine.Entry entry, Board board, Instant now) {
    List<Alert> alerts = new ArrayList<>();
    var incident = entry.incident();
    if (entry.row() != null) {
      alerts.add(entry.row().alert());
    }
    if (incident != null) {
      incident.firing().values().stream().filter(it -> !isShown(alerts, it)).forEach(alerts::add);
      incident.cleared().values().stream().filter(it -> !isShown(alerts, it)).forEach(alerts::add);
    }
    boolean earlier = incident != null && incident.cleared().size() >= Incident.CLEARED_KEPT;
    List<String> sources = entry.row() == null ? List.of() : entry.row().sources();
    List<GrafanaLinks> grafanas =
        board.sources().stream()
            .filter(it -> sources.contains(it.name()))
            .map(SourceStatus::links)
            .filter(Objects::nonNull)
            .toList();
    List<Object> next = new ArrayList<>(alerts);
    next.add(sources);
    next.add(grafanas);
    next.add(board.silences());
    if (next.equals(built)) {
      return;
    }
    built = next;
    if (!entry.key().equals(key)) {
      key = entry.key();
      getChildren().clear();
    }
    fill = () -> fill(alerts, earlier, sources, grafanas, board, now);
    if (seen) {
      fill.run();
    }
  }

  /** Its cards are made when somebody looks. */
  void seen(boolean now) {
    if (now && !seen) {
      fill.run();
    }
    seen = now;
  }

  private void fill(
      List<Alert> alerts,
      boolean earlier,
      List<String> sources,
      List<GrafanaLinks> grafanas,
      Board board,
      Instant now) {
    fill = () -> {};
    List<Node> cards = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST, alerts.size()); i++) {
      Alert alert = alerts.get(i);
      VBox card = alert(alert, i == 0 ? sources : List.of(), board, now);
      if (i == 0) {
        grafanas.stream().flatMap(it -> it.of(alert).stream()).forEach(it -> link(card, it));
      }
      cards.add(card);
    }
    if (alerts.size() > MOST) {
      cards.add(Bits.label(around.words().get("alerts.more", alerts.size() - MOST), "muted"));
    }
    if (earlier) {
      cards.add(Bits.label(around.words().get("alerts.earlier"), "muted"));
    }
    gradually.show(cards, () -> {});
  }

  private static boolean isShown(List<Alert> alerts, Alert other) {
    return !alerts.isEmpty() && alerts.getFirst().fingerprint().equals(other.fingerprint());
  }

  private void link(VBox card, GrafanaLinks.Link link) {
    String words = around.words().of("grafana", link.kind());
    card.getChildren().add(around.links().node(words, link.uri().toString()));
  }

  private VBox alert(Alert alert, List<String> sources, Board board, Instant now) {
    Words words = around.words();
    VBox box = Bits.column(5);
    box.getStyleClass().add("alert-card");
    box.getChildren()
        .add(
            Bits.row(
                8,
                Bits.label(Plain.line(alert.name(), 80), "strong"),
                Bits.label(words.of("alert-state", alert.state()), "chip"),
                Bits.spacer(),
                Bits.label(around.times().when(alert.startsAt(), now), "muted")));
    if (!sources.isEmpty()) {
      box.getChildren().add(pair(words.get("alerts.sources"), String.join(", ", sources)));
    }
    list(box, words.get("alerts.silenced-by"), silences(alert, board, now));
    list(box, words.get("alerts.inhibited-by"), alert.suppressedBy(Alert.INHIBITED));
    list(box, words.get("alerts.muted-by"), alert.suppressedBy(Alert.MUTED));
    list(box, words.get("alerts.receivers"), alert.receivers());
    for (Map.Entry<String, String> annotation : new TreeMap<>(alert.annotations()).entrySet()) {
      box.getChildren().add(pair(annotation.getKey(), annotation.getValue()));
    }
    for (Map.Entry<String, String> label : alert.labels().entries()) {
      box.getChildren().add(pair(label.getKey(), label.getValue()));
    }
    String generator = alert.generatorUrl();
    if (generator != null) {
      box.getChildren().add(around.links().node(words.get("alerts.generator"), generator));
    }
    return box;
  }

  /** By whom, until when and why, where the silence is known; else its id. */
  private List<String> silences(Alert alert, Board board, Instant now) {
    List<String> sources = List.copyOf(board.silences().keySet());
    return alert.suppressedBy(Alert.SILENCE).stream()
        .map(id -> {
          Silence silence = board.silence(sources, Alert.SILENCE + id);
          return silence == null
              ? id
              : around
                  .words()
                  .get(
                      "alerts.silenced",
                      silence.createdBy(),
                      around.times().absolute(silence.endsAt(), now),
                      silence.comment());
        })
        .toList();
  }

  private static void list(VBox box, String name, List<String> values) {
    if (!values.isEmpty()) {
      box.getChildren().add(pair(name, String.join(", ", values)));
    }
  }

  private static Node pair(String name, String value) {
    Label left = Bits.label(Plain.line(name, 60), "muted");
    left.setMinWidth(120);
    left.setPrefWidth(120);
    left.setMaxWidth(120);
    boolean isBlock = value.strip().indexOf('\n') >= 0;
    String shown =
        isBlock
            ? Plain.block(value.substring(0, Math.min(CHARACTERS, value.length()))).strip()
            : Plain.line(value, 600);
    Label right = Bits.prose(shown, "mono");
    HBox.setHgrow(right, Priority.ALWAYS);
    right.setMaxWidth(Double.MAX_VALUE);
    HBox pair = Bits.topRow(8, left, right);
    return pair;
  }
}
