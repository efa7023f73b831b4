package org.toban.ui.page;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Incident;
import org.toban.ui.board.Shown;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Archive;

/** Recovered incidents whose review is due or drafted, and those closed since the start. */
public final class ReviewsPage extends VBox {
  private final Surroundings around;
  private final Words words;
  private final RecordList records;
  private final ReviewPane review;
  private final Label count = Bits.label("", "muted");
  private long version = -1;

  public ReviewsPage(
      Surroundings around,
      ObservableValue<@Nullable Shown> boards,
      Archive archive,
      String folder,
      Consumer<String> folderChosen) {
    this.around = around;
    this.words = around.words();
    setId("page-reviews");
    getStyleClass().add("page");
    records = new RecordList(words, "reviews-list");
    records.placeholder(words.get("reviews.none"));
    review = new ReviewPane(around, archive, folder, folderChosen);
    records
        .list()
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((property, before, now) -> {
          if (now != null && (before == null || !before.id().equals(now.id()))) {
            review.show(now.id());
          }
        });
    HBox top =
        Bits.row(12, Bits.label(words.get("page.reviews"), "page-title"), count, Bits.spacer());
    top.getStyleClass().add("page-top");
    SplitPane split = new SplitPane(records, review);
    split.setDividerPositions(0.5);
    VBox.setVgrow(split, Priority.ALWAYS);
    getChildren().setAll(top, split);
    boards.addListener((property, before, now) -> show(now));
    show(boards.getValue());
  }

  public void focusList() {
    records.list().requestFocus();
  }

  public void select(String incident) {
    records.select(incident);
  }

  private void show(@Nullable Shown shown) {
    if (shown == null) {
      return;
    }
    List<Incident> incidents = shown.reviewable();
    long next = incidents.stream().mapToLong(Incident::version).sum();
    records.show(
        incidents.stream()
            .map(it -> RecordLine.of(it, around.times(), around.ticker().now()))
            .toList());
    count.setText(words.get("reviews.count", shown.due()));
    if (records.selected() == null && !incidents.isEmpty()) {
      records.list().getSelectionModel().selectFirst();
    }
    if (next != version) {
      version = next;
      review.refresh();
    }
  }

  /** The folder that a person means; without any words their home. */
  public static Path place(String written) {
    return ReviewPane.place(written.isEmpty() ? "~" : written);
  }
}
