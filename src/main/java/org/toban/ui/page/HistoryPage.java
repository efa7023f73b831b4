package org.toban.ui.page;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
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
  private final HistoryFilters filters;
  private final HeatMap heat;
  private final Label count = Bits.label("", "muted");
  private final RecordList records;
  private final ReviewPane review;
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
    filters = new HistoryFilters(around, this::refresh);
    heat = new HeatMap(words, filters.today(), filters::day);
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
        Bits.row(12, Bits.label(words.get("page.history"), "page-title"), count, Bits.spacer());
    top.getStyleClass().add("page-top");
    SplitPane split = new SplitPane(records, review);
    split.setDividerPositions(0.58);
    VBox.setVgrow(split, Priority.ALWAYS);
    VBox asking = Bits.column(10, filters, heat);
    asking.getStyleClass().add("asking");
    getChildren().setAll(top, asking, split);
  }

  /** Reads the history again; what is selected stays selected. */
  public void refresh() {
    History.Filter filter = filters.filter();
    History.Filter year = filters.year();
    if (reading != null) {
      reading.drop();
    }
    reading =
        FxFeed.read(
            () -> new Answer(archive.find(filter, MOST), archive.days(year), archive.owners()),
            this::show,
            this::failed);
  }

  /** What the history says: the incidents, the year of days, and who was ever in charge. */
  private record Answer(History.Found found, Map<LocalDate, Long> days, List<String> owners) {}

  public void focusList() {
    records.list().requestFocus();
  }

  /** Gives the keyboard to the text that searches. */
  public void focusSearch() {
    filters.focusText();
  }

  public void select(String incident) {
    records.select(incident);
    review.show(incident);
  }

  private void show(Answer answer) {
    History.Found found = answer.found();
    heat.show(answer.days(), filters.day(), filters.today());
    Bits.show(heat, true);
    filters.owners(answer.owners());
    List<RecordLine> lines =
        found.rows().stream()
            .map(row -> RecordLine.of(row, around.times(), around.ticker().now()))
            .toList();
    records.placeholder(words.get(filters.isNarrow() ? "history.no-match" : "history.empty"));
    records.show(lines);
    count.setText(words.get("history.count", found.count()));
    if (records.selected() == null && !lines.isEmpty()) {
      records.list().getSelectionModel().selectFirst();
    }
  }

  private void failed(Exception failure) {
    records.show(List.of());
    Bits.show(heat, false); // an empty year would say that nothing happened
    count.setText("");
    records.placeholder(
        words.get("history.failed", Plain.line(String.valueOf(failure.getMessage()))));
  }
}
