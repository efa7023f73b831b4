package org.toban.ui.page;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.ui.look.Bits;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.MarkdownNodes;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Archive;
import org.toban.ui.parts.Archive.Format;

/** The review of one incident to read, and to write into a folder. */
final class ReviewPane extends BorderPane {
  private final Surroundings around;
  private final Words words;
  private final Archive archive;
  private final TextField folder;
  private final Label result = Bits.prose("", "muted");
  private final VBox document = new VBox();
  private final HBox exports = Bits.row(8);
  private @Nullable String incident;
  private FxFeed.@Nullable Reading reading;

  /**
   * The pane.
   *
   * @param start the folder to export to at first
   * @param chosen called when the person exports to another one
   */
  ReviewPane(Surroundings around, Archive archive, String start, Consumer<String> chosen) {
    this.around = around;
    this.words = around.words();
    this.archive = archive;
    getStyleClass().add("review");
    folder = new TextField(start);
    folder.setId("export-folder");
    folder.setAccessibleText(words.get("export.folder"));
    HBox.setHgrow(folder, Priority.ALWAYS);
    result.setId("export-result");
    Label to = Bits.label(words.get("export.folder"), "muted");
    to.setMinWidth(USE_PREF_SIZE);
    exports.getChildren().addAll(to, folder);
    for (Format format : Format.values()) {
      Button button =
          Bits.button(
              "export-" + Words.key(format),
              words.of("format", format),
              "",
              () -> export(format, chosen));
      exports.getChildren().add(button);
    }
    document.getStyleClass().add("document");
    VBox foot = Bits.column(6, exports, result);
    foot.getStyleClass().add("actions");
    setCenter(Bits.scroll(document));
    setBottom(foot);
    show(null);
  }

  void show(@Nullable String id) {
    dropReading();
    incident = id;
    result.setText("");
    Bits.show(result, false);
    exports.setDisable(id == null);
    if (id == null) {
      document.getChildren().setAll(Bits.prose(words.get("review.none"), "muted"));
      return;
    }
    read(id);
  }

  private void dropReading() {
    if (reading != null) {
      reading.drop();
    }
  }

  private void read(String id) {
    dropReading();
    reading =
        FxFeed.read(
            () -> archive.review(id, words.locale()),
            text -> document.getChildren().setAll(new MarkdownNodes(around.links()).render(text)),
            failure ->
                document
                    .getChildren()
                    .setAll(
                        Bits.label(words.get("review.failed"), "strong"),
                        Bits.prose(Plain.line(String.valueOf(failure.getMessage())), "muted")));
  }

  /** Reads the review of the shown incident again. */
  void refresh() {
    String id = incident;
    if (id != null) {
      read(id);
    }
  }

  private void export(Format format, Consumer<String> chosen) {
    String id = incident;
    if (id == null) {
      return;
    }
    String wanted = folder.getText().strip();
    exports.setDisable(true);
    FxFeed.read(
        () -> archive.export(id, format, place(wanted), words.locale()),
        file -> {
          chosen.accept(wanted);
          said(words.get("export.done", file), "ok");
        },
        failure ->
            said(
                words.get("export.failed", Plain.line(String.valueOf(failure.getMessage()))),
                "warn"));
  }

  /** The folder that is meant; {@code ~} is the person's home, as in a shell. */
  static Path place(String written) {
    boolean home = written.equals("~") || written.startsWith("~/");
    return home
        ? Path.of(System.getProperty("user.home", "") + written.substring(1))
        : Path.of(written);
  }

  private void said(String text, String style) {
    exports.setDisable(false);
    result.setText(text);
    result.getStyleClass().removeAll("ok", "warn", "muted");
    result.getStyleClass().add(style);
    Bits.show(result, true);
  }
}
