package org.toban.ui.silence;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.source.silence.Silence;
import org.toban.source.silence.SilenceBook;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;

/** Every silence of every source: who, until when, why; and what can be done with it. */
public final class SilenceList {
  /** More rows than this nobody reads in a sheet. */
  private static final int MOST = 200;

  /** Those that are over are shown for this long. */
  private static final Duration OVER_SHOWN = Duration.ofHours(24);

  private static final Duration EXTENSION = Duration.ofHours(1);

  private final Surroundings around;
  private final Words words;
  private final Board board;

  public SilenceList(Surroundings around, Board board) {
    this.around = around;
    this.words = around.words();
    this.board = board;
  }

  public void open() {
    Instant now = around.ticker().now();
    VBox rows = Bits.column(8);
    List<Silence> silences = of(board, now);
    silences.stream().limit(MOST).map(it -> row(it, now)).forEach(rows.getChildren()::add);
    if (silences.isEmpty()) {
      rows.getChildren().add(Bits.prose(words.get("silence.list-empty"), "muted"));
    }
    if (silences.size() > MOST) {
      rows.getChildren()
          .add(Bits.label(words.get("silence.and-more", silences.size() - MOST), "muted"));
    }
    ScrollPane scroll = Bits.scroll(rows);
    scroll.setMaxHeight(520);
    scroll.setMinHeight(Math.min(520, 20 + silences.size() * 92));
    VBox card =
        Bits.column(
            12,
            Bits.label(words.get("silence.list-title", silences.size()), "sheet-title"),
            faults(),
            scroll,
            Bits.row(
                8,
                Bits.spacer(),
                Bits.button(
                    "sheet-cancel", words.get("act.dismiss"), "Esc", around.sheets()::close)));
    card.setId("silences");
    card.setPrefWidth(860);
    around.sheets().open(card, null);
  }

  /** What is not over first, the one that ends first on top; then the newest of those that are. */
  static List<Silence> of(Board board, Instant now) {
    Comparator<Silence> over =
        Comparator.comparing((Silence it) -> it.state() == Silence.State.EXPIRED);
    return board.silences().values().stream()
        .flatMap(book -> book.byId().values().stream())
        .filter(
            it -> it.state() != Silence.State.EXPIRED || it.endsAt().plus(OVER_SHOWN).isAfter(now))
        .sorted(over.thenComparingLong(SilenceList::order))
        .toList();
  }

  private static long order(Silence it) {
    long end = it.endsAt().getEpochSecond();
    return it.state() == Silence.State.EXPIRED ? -end : end;
  }

  private VBox faults() {
    VBox faults = Bits.column(2);
    board
        .silences()
        .forEach((source, book) -> {
          if (book.fault() != null) {
            faults.getChildren().add(fault(source, book));
          }
        });
    Bits.show(faults, !faults.getChildren().isEmpty());
    return faults;
  }

  private Node fault(String source, SilenceBook book) {
    String summary = book.fault() == null ? "" : book.fault().summary();
    return Bits.prose(
        words.get("silence.list-fault", Plain.line(source, 40), Plain.line(summary, 200)), "warn");
  }

  private Node row(Silence it, Instant now) {
    boolean over = it.state() == Silence.State.EXPIRED;
    VBox row =
        Bits.column(
            3,
            Bits.row(
                8,
                Bits.label(words.of("silence.state", it.state()), "chip"),
                Bits.label(
                    words.get(
                        over ? "silence.ended" : "silence.until",
                        around.times().absolute(it.endsAt(), now)),
                    "strong"),
                Bits.label(Plain.line(it.source(), 40), "muted"),
                Bits.spacer(),
                deeds(it, over)),
            Bits.prose(
                it.matchers() == null
                    ? words.get("silence.matchers-unknown")
                    : Plain.line(it.matchers().toString(), 400),
                "mono"),
            Bits.prose(
                words.get(
                    "silence.by", Plain.line(it.createdBy(), 60), Plain.line(it.comment(), 200)),
                "muted"));
    row.getStyleClass().add("alert-card");
    row.setId("silence-row-" + it.id());
    return row;
  }

  private HBox deeds(Silence it, boolean over) {
    HBox deeds = Bits.row(6);
    boolean known = it.matchers() != null;
    if (over && known) {
      deeds
          .getChildren()
          .add(Bits.button("silence-again", words.get("silence.again"), "", () -> again(it)));
    } else if (!over) {
      if (known) {
        deeds
            .getChildren()
            .addAll(
                Bits.button("silence-edit", words.get("silence.edit"), "", () -> edit(it)),
                Bits.button("silence-extend", words.get("silence.extend"), "", () -> extend(it)));
      }
      deeds
          .getChildren()
          .add(Bits.button("silence-expire", words.get("silence.expire"), "", () -> expire(it)));
    }
    return deeds;
  }

  private void edit(Silence it) {
    new SilenceSheet(around, board).edit(it);
  }

  private void again(Silence it) {
    new SilenceSheet(around, board).again(it);
  }

  private void extend(Silence it) {
    around.sheets().close();
    around
        .send()
        .accept(new Command.PutSilence(around.person(), it.source(), it.extendedBy(EXTENSION)));
  }

  private void expire(Silence it) {
    around.sheets().close();
    around.send().accept(new Command.ExpireSilence(around.person(), it.source(), it.id()));
  }
}
