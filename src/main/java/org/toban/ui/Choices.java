package org.toban.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.toban.ui.board.BoardLine;
import org.toban.ui.board.Shown;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Order;

/** What the palette offers: everything that can be done, and every alert and incident. */
final class Choices {
  private final Words words;
  private final DeskState state;
  private final Consumer<Act> perform;
  private final Consumer<Order.By> sort;
  private final Consumer<String> select;
  private final Consumer<String> narrow;

  /**
   * The choices of a desk.
   *
   * @param sort sorts the board
   * @param select goes to a line of the board, by its key
   * @param narrow shows the board under a text of its filter
   */
  Choices(
      Words words,
      DeskState state,
      Consumer<Act> perform,
      Consumer<Order.By> sort,
      Consumer<String> select,
      Consumer<String> narrow) {
    this.words = words;
    this.state = state;
    this.perform = perform;
    this.sort = sort;
    this.select = select;
    this.narrow = narrow;
  }

  /** Without anything typed the incidents alone: there may be many alerts. */
  List<Palette.Choice> of(String typed) {
    List<Palette.Choice> choices = new ArrayList<>();
    for (Act act : Act.values()) {
      if (act != Act.PALETTE && act != Act.UP && act != Act.DOWN) {
        choices.add(
            new Palette.Choice(
                words.of("act", act), "", act.shownKey(), null, () -> perform.accept(act)));
      }
    }
    for (Order.By by : Order.By.values()) {
      String title = words.get("palette.sort", words.of("filter.sort", by));
      choices.add(new Palette.Choice(title, "", "", null, () -> sort.accept(by)));
    }
    Shown shown = state.shown().get();
    if (shown != null) {
      shown.rows().entries().values().stream()
          .filter(entry -> !typed.isBlank() || entry.incident() != null)
          .map(this::choice)
          .forEach(choices::add);
    }
    return choices;
  }

  /** The board with what was typed as its filter. */
  Palette.Choice narrowed(String typed) {
    String title = words.get("palette.filter", typed.strip());
    return new Palette.Choice(title, "", "", null, () -> narrow.accept(typed));
  }

  private Palette.Choice choice(BoardLine.Entry entry) {
    String id = entry.incident() == null ? "" : entry.incident().id();
    return new Palette.Choice(
        entry.name(),
        (entry.target() + "  " + id).strip(),
        "",
        entry.severity(),
        () -> select.accept(entry.key()));
  }
}
