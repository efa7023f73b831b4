package org.toban.ui.page;

import java.util.List;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.toban.history.History;
import org.toban.ui.look.Bits;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Archive;

/** Every incident there was, newest first, with its review. */
public final class HistoryPage extends VBox {
  private static final int MOST = 500;

  private final Surroundings around;
  private final Words words;
  private final Archive archive;
  private final TextField search = new TextField();
  private final Label count = Bits.label("", "muted");
  private final RecordList records;
  private final ReviewPane review;
  private final PauseTransition typing = new PauseTransition(Duration.millis(200));
  private FxFeed.@Nullable Reading reading;

  public HistoryPage(
      Surroundings around, Archive archive, String folder, Consumer<String> folderChosen) {
    this.around = around;
    this.words = around.words();
    this.archive = archive;
    setId("page-history");
    getStyleClass().add("page");
    records = new RecordList(words, "history-list");
    records.placeholder(words.get("history.reading"));
    review = new ReviewPane(around, archive, folder, folderChosen);
    search.setId("history-search");
    search.setPromptText(words.get("history.search"));
    search.setAccessibleText(words.get("history.search"));
    search.setPrefWidth(280);
    search.textProperty().addListener((property, before, now) -> typing.playFromStart());
    typing.setOnFinished(done -> refresh());
    records
        .list()
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((property, before, now) -> {
          if (now != null) {
            review.show(now.id());
          }
        });
    HBox top =
        Bits.row(
            12, Bits.label(words.get("page.history"), "page-title"), search, count, Bits.spacer());
    top.getStyleClass().add("page-top");
    SplitPane split = new SplitPane(records, review);
    split.setDividerPositions(0.58);
    VBox.setVgrow(split, Priority.ALWAYS);
    getChildren().setAll(top, split);
  }

  /** Reads the history again; what is selected stays selected. */
  public void refresh() {
    String text = search.getText().strip();
    History.Filter filter =
        new History.Filter(text.isEmpty() ? null : text, null, null, null, null);
    if (reading != null) {
      reading.drop();
    }
    reading = FxFeed.read(() -> archive.find(filter, MOST), this::show, this::failed);
  }

  public void focusList() {
    records.list().requestFocus();
  }

  public void select(String incident) {
    records.select(incident);
    review.show(incident);
  }

  private void show(History.Found found) {
    List<RecordLine> lines =
        found.rows().stream()
            .map(row -> RecordLine.of(row, around.times(), around.ticker().now()))
            .toList();
    records.placeholder(
        words.get(search.getText().isBlank() ? "history.empty" : "history.no-match"));
    records.show(lines);
    count.setText(words.get("history.count", found.count()));
    if (records.selected() == null && !lines.isEmpty()) {
      records.list().getSelectionModel().selectFirst();
    }
  }

  private void failed(Exception failure) {
    records.show(List.of());
    records.placeholder(
        words.get("history.failed", Plain.line(String.valueOf(failure.getMessage()))));
  }
}
