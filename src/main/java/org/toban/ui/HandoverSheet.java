package org.toban.ui;

import java.time.Duration;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.review.Documents;
import org.toban.review.Handover;
import org.toban.ui.look.Bits;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.MarkdownNodes;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;
import org.toban.ui.page.ReviewsPage;
import org.toban.ui.parts.HandingOver;

/** The page for whoever is on call next: to read, to copy, to save and to send. */
final class HandoverSheet {
  private static final List<Integer> HOURS = List.of(4, 8, 12, 24);
  private static final int USUAL = 8;
  private static final double WIDTH = 860;

  /** What the window needs around the page: the title above, the deeds below, the shadow. */
  private static final double AROUND = 290;

  private final Surroundings around;
  private final Words words;
  private final HandingOver handover;
  private final Board board;
  private final String folder;
  private final VBox document = Bits.column(0);
  private final Label result = Bits.prose("", "muted");
  private final HBox deeds = Bits.row(8);
  private final Button send;
  private FxFeed.@Nullable Reading reading;
  private @Nullable Handover shown;

  /**
   * A sheet that is not open yet.
   *
   * @param folder where it is saved; empty for the person's home
   */
  HandoverSheet(Surroundings around, HandingOver handover, Board board, String folder) {
    this.around = around;
    this.words = around.words();
    this.handover = handover;
    this.board = board;
    this.folder = folder;
    send = Bits.button("handover-send", words.get("handover.send"), "", this::send);
  }

  void open() {
    ScrollPane scroll = Bits.scroll(document);
    scroll.setId("handover-page");
    scroll.setFocusTraversable(true);
    scroll.setAccessibleText(words.get("act.handover"));
    // as high as the page where there is room, else it scrolls
    scroll
        .prefHeightProperty()
        .bind(
            Bindings.max(
                120,
                Bindings.min(
                    document.heightProperty().add(20),
                    around.sheets().heightProperty().subtract(AROUND))));
    scroll.setMinHeight(Region.USE_PREF_SIZE);
    result.setId("handover-result");
    result.setAccessibleRole(AccessibleRole.TEXT);
    deeds
        .getChildren()
        .addAll(
            Bits.button("handover-copy", words.get("handover.copy"), "c", this::copy),
            Bits.button("handover-save", words.get("handover.save"), "s", this::save),
            send);
    send.setDisable(handover.addressees().isEmpty());
    VBox card =
        Bits.column(
            12,
            Bits.label(words.get("act.handover"), "sheet-title"),
            scroll,
            result,
            Bits.row(
                8,
                deeds,
                Bits.spacer(),
                Bits.label(words.get("handover.shift"), "field-label"),
                hours(),
                Bits.button(
                    "sheet-cancel", words.get("act.dismiss"), "Esc", around.sheets()::close)));
    card.setId("handover");
    card.prefWidthProperty()
        .bind(Bindings.min(WIDTH, around.sheets().widthProperty().subtract(40)));
    card.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    around.sheets().open(card, scroll);
    read(Duration.ofHours(USUAL));
  }

  private ChoiceBox<Integer> hours() {
    ChoiceBox<Integer> hours = new ChoiceBox<>();
    hours.setId("handover-shift");
    hours.setAccessibleText(words.get("handover.shift"));
    hours.getItems().addAll(HOURS);
    hours.setValue(USUAL);
    hours.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Integer length) {
            return length == null ? "" : words.get("handover.hours", length);
          }

          @Override
          public Integer fromString(String text) {
            throw new UnsupportedOperationException(text);
          }
        });
    hours.valueProperty().addListener((property, before, now) -> read(Duration.ofHours(now)));
    return hours;
  }

  private void typed(KeyEvent key) {
    String id =
        switch (key.getCharacter()) {
          case "c" -> "#handover-copy";
          case "s" -> "#handover-save";
          default -> "";
        };
    if (!id.isEmpty() && deeds.lookup(id) instanceof Button button && !deeds.isDisabled()) {
      key.consume();
      button.fire();
    }
  }

  private void read(Duration shift) {
    if (reading != null) {
      reading.drop();
    }
    deeds.setDisable(true);
    document.getChildren().setAll(Bits.label(words.get("handover.reading"), "muted"));
    said(standing(), "muted");
    reading =
        FxFeed.read(
            () -> handover.facts(board, shift),
            this::show,
            failure -> {
              document
                  .getChildren()
                  .setAll(
                      Bits.label(words.get("handover.failed"), "strong"),
                      Bits.prose(message(failure), "muted"));
            });
  }

  private void show(Handover facts) {
    shown = facts;
    deeds.setDisable(false);
    // the sheet has the title already
    String untitled = markdown(facts).replaceFirst("^# [^\n]*\n+", "");
    document.getChildren().setAll(new MarkdownNodes(around.links()).render(untitled));
  }

  private String markdown(Handover facts) {
    return Documents.markdown(facts, words.locale(), around.times().zone());
  }

  /** To whom it would go, before anything was done with it. */
  private String standing() {
    List<String> to = handover.addressees();
    return to.isEmpty()
        ? words.get("handover.no-mail")
        : words.get("handover.to", Plain.line(String.join(", ", to), 300));
  }

  private void copy() {
    if (shown != null) {
      ClipboardContent content = new ClipboardContent();
      content.putString(markdown(shown));
      Clipboard.getSystemClipboard().setContent(content);
      said(words.get("handover.copied"), "ok");
    }
  }

  private void save() {
    Handover facts = shown;
    if (facts != null) {
      deeds.setDisable(true);
      FxFeed.read(
          () -> handover.save(facts, ReviewsPage.place(folder), words.locale()),
          file -> done(words.get("export.done", file), "ok"),
          failure -> done(words.get("export.failed", message(failure)), "warn"));
    }
  }

  private void send() {
    Handover facts = shown;
    if (facts != null) {
      String to = Plain.line(String.join(", ", handover.addressees()), 300);
      deeds.setDisable(true);
      said(words.get("handover.sending", to), "muted");
      FxFeed.read(
          () -> {
            handover.send(facts);
            return to;
          },
          sent -> done(words.get("handover.sent", sent), "ok"),
          failure -> done(words.get("handover.not-sent", message(failure)), "warn"));
    }
  }

  private static String message(Exception failure) {
    return Plain.line(String.valueOf(failure.getMessage()), 300);
  }

  private void done(String text, String style) {
    deeds.setDisable(false);
    said(text, style);
  }

  private void said(String text, String style) {
    result.setText(text);
    result.getStyleClass().removeAll("ok", "warn", "muted");
    result.getStyleClass().add(style);
  }
}
