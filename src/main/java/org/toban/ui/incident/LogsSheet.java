package org.toban.ui.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.source.logs.LogBook;
import org.toban.source.logs.LogLine;
import org.toban.source.logs.Tail;
import org.toban.ui.board.SourceWords;
import org.toban.ui.look.Bits;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Logs;

/** The lines around an alert's start, ten minutes at a time. */
public final class LogsSheet {
  private static final Duration REACH = Duration.ofMinutes(5);
  private static final int LONGEST = 2000;
  private static final int MOST = 5000;

  private final Surroundings around;
  private final Words words;
  private final Logs logs;
  private final Alert alert;
  private final ObservableList<LogLine> lines = FXCollections.observableArrayList();
  private final ListView<LogLine> list = new ListView<>(lines);
  private final Label said = Bits.prose("", "muted");
  private final Label span = Bits.label("", "muted");
  private final Label left = Bits.prose("", "muted");
  private final Button copy;
  private final Button follow;
  private @Nullable Tail tail;
  private FxFeed.@Nullable Reading reading;
  private Instant moment;
  private int asked;

  public LogsSheet(Surroundings around, Logs logs, Alert alert) {
    this.around = around;
    this.words = around.words();
    this.logs = logs;
    this.alert = alert;
    this.moment = alert.startsAt();
    copy = Bits.button("logs-copy", words.get("logs.copy"), "", this::copy);
    follow = Bits.button("logs-follow", words.get("logs.follow"), "", this::follow);
  }

  public void open() {
    VBox card = Bits.column(10);
    card.setId("logs");
    card.setPrefWidth(960);
    said.setId("logs-said");
    span.setId("logs-span");
    left.setId("logs-left");
    list.setId("logs-lines");
    list.setAccessibleText(around.words().get("act.logs"));
    list.setPrefHeight(520);
    list.getStyleClass().add("log-lines");
    list.setCellFactory(view -> new LineCell());
    StackPane middle = new StackPane(list, said);
    Button earlier =
        Bits.button("logs-earlier", words.get("logs.earlier"), "", () -> move(REACH.negated()));
    Button later = Bits.button("logs-later", words.get("logs.later"), "", () -> move(REACH));
    Button close =
        Bits.button("sheet-cancel", words.get("act.dismiss"), "Esc", around.sheets()::close);
    String title = words.get("logs.title", Plain.line(alert.name(), 60));
    card.getChildren()
        .setAll(
            Bits.row(8, Bits.label(title, "sheet-title"), Bits.spacer(), span),
            middle,
            left,
            Bits.row(8, earlier, later, follow, Bits.spacer(), copy, close));
    card.sceneProperty()
        .addListener((property, before, now) -> {
          if (now == null) {
            stop();
          }
        });
    around.sheets().open(card, list);
    load();
  }

  private void move(Duration reach) {
    moment = moment.plus(reach.multipliedBy(2));
    load();
  }

  /** From now on, until another time is asked for or the sheet is closed. */
  private void follow() {
    if (tail != null) {
      load();
      return;
    }
    int mine = ++asked;
    LiveLines live =
        new LiveLines(news -> {
          if (mine == asked) {
            show(news);
          }
        });
    tail = logs.follow(alert, around.ticker().now(), live::take).orElse(null);
    if (tail == null) {
      say(words.get("logs.nowhere"));
      return;
    }
    say(lines.isEmpty() ? words.get("logs.waiting") : "");
    follow.setText(words.get("logs.unfollow"));
    span.setText(words.get("logs.following"));
  }

  private void stop() {
    if (reading != null) {
      reading.drop();
      reading = null;
    }
    Tail open = tail;
    tail = null;
    asked++;
    if (open != null) {
      open.close();
      follow.setText(words.get("logs.follow"));
    }
  }

  private void show(LiveLines.News news) {
    lines.addAll(news.lines());
    if (lines.size() > MOST) {
      lines.remove(0, lines.size() - MOST);
    }
    if (!news.lines().isEmpty()) {
      list.scrollTo(lines.size() - 1);
      copy.setDisable(false);
      say("");
    }
    String text =
        news.fault() != null
            ? words.get("logs.lost", SourceWords.fault(news.fault(), words))
            : news.dropped() > 0 ? words.get("logs.dropped", news.dropped()) : "";
    left.setText(text);
    Bits.show(left, !text.isEmpty());
  }

  private void load() {
    stop();
    int mine = ++asked;
    lines.clear();
    say(words.get("logs.loading"));
    Bits.show(left, false);
    copy.setDisable(true);
    Instant now = around.ticker().now();
    span.setText(
        around.times().absolute(moment.minus(REACH), now)
            + " – "
            + around.times().absolute(moment.plus(REACH), now));
    Instant at = moment;
    reading =
        FxFeed.read(
            () -> logs.around(alert, at, REACH),
            answer -> {
              if (mine == asked) {
                show(answer);
              }
            },
            failure -> {
              if (mine == asked) {
                say(words.get("logs.failed", "Toban", Plain.line(String.valueOf(failure), 160)));
              }
            });
  }

  private void say(String text) {
    said.setText(text);
    Bits.show(said, !text.isEmpty());
  }

  private void show(LogBook.Answer answer) {
    switch (answer) {
      case LogBook.Answer.Nowhere _ -> say(words.get("logs.nowhere"));
      case LogBook.Answer.Failed it ->
          say(
              words.get(
                  "logs.failed", Plain.line(it.rule(), 40), SourceWords.fault(it.fault(), words)));
      case LogBook.Answer.Lines it -> {
        say(it.lines().isEmpty() ? words.get("logs.empty", Plain.line(it.rule(), 40)) : "");
        lines.setAll(it.lines());
        copy.setDisable(it.lines().isEmpty());
        showLeft(it);
        list.scrollTo(Math.max(0, firstAfter(it.lines()) - 3));
      }
    }
  }

  /** What the span has besides is said, never left out in silence. */
  private void showLeft(LogBook.Answer.Lines answer) {
    String text =
        answer.earlier() && answer.later()
            ? words.get("logs.more-both", LogBook.SIDE)
            : answer.earlier()
                ? words.get("logs.more-earlier", LogBook.SIDE)
                : answer.later() ? words.get("logs.more-later", LogBook.SIDE) : "";
    left.setText(text);
    Bits.show(left, !text.isEmpty());
  }

  private int firstAfter(List<LogLine> all) {
    int first = 0;
    while (first < all.size() && all.get(first).at().isBefore(alert.startsAt())) {
      first++;
    }
    return first;
  }

  private void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putString(
        lines.stream()
            .map(line -> line.at() + "  " + Plain.block(line.text()))
            .collect(Collectors.joining("\n")));
    Clipboard.getSystemClipboard().setContent(content);
  }

  /** One line: when, and its text with nothing in it that could act. */
  private final class LineCell extends ListCell<LogLine> {
    @Override
    protected void updateItem(@Nullable LogLine line, boolean empty) {
      super.updateItem(line, empty);
      Bits.state(this, "after-start", line != null && !line.at().isBefore(alert.startsAt()));
      setText(
          line == null || empty
              ? null
              : around.times().second(line.at()) + "  " + Plain.line(line.text(), LONGEST));
    }
  }
}
