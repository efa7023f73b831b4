package org.toban.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.control.ScrollPane;
import org.toban.alert.Matcher;
import org.toban.history.History;
import org.toban.remedy.Inventory;
import org.toban.remedy.Target;
import org.toban.runbook.Runbook;
import org.toban.ui.board.BoardLine;
import org.toban.ui.board.Shown;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Form;
import org.toban.ui.look.MarkdownNodes;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Archive;
import org.toban.ui.parts.Order;

/**
 * What the palette offers: everything that can be done, every alert and incident, and once
 * something is typed the runbooks, the hosts, and what the history knows.
 */
final class Choices {
  private static final int MOST_EARLIER = 20;
  private static final double PAGE_HEIGHT = 460;

  private final Surroundings around;
  private final Words words;
  private final DeskState state;
  private final Archive archive;
  private final Consumer<String> earlier;
  private final Consumer<Act> perform;
  private final Consumer<Order.By> sort;
  private final Consumer<String> select;
  private final Consumer<String> narrow;

  /**
   * The choices of a desk.
   *
   * @param earlier shows an incident of the history, by its id
   * @param sort sorts the board
   * @param select goes to a line of the board, by its key
   * @param narrow shows the board under a text of its filter
   */
  Choices(
      Surroundings around,
      DeskState state,
      Archive archive,
      Consumer<String> earlier,
      Consumer<Act> perform,
      Consumer<Order.By> sort,
      Consumer<String> select,
      Consumer<String> narrow) {
    this.around = around;
    this.words = around.words();
    this.state = state;
    this.archive = archive;
    this.earlier = earlier;
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
                words.of("act", act),
                "",
                kind("command"),
                act.shownKey(),
                null,
                () -> perform.accept(act)));
      }
    }
    for (Order.By by : Order.By.values()) {
      String title = words.get("palette.sort", words.of("filter.sort", by));
      choices.add(new Palette.Choice(title, "", kind("command"), "", null, () -> sort.accept(by)));
    }
    Shown shown = state.shown().get();
    if (shown != null) {
      shown.rows().entries().values().stream()
          .filter(entry -> !typed.isBlank() || entry.incident() != null)
          .map(this::choice)
          .forEach(choices::add);
      if (!typed.isBlank()) {
        shown.board().library().runbooks().forEach(book -> choices.add(runbook(book)));
        shown.board().inventory().entries().forEach(host -> choices.add(host(host)));
      }
    }
    return choices;
  }

  private String kind(String name) {
    return words.get("palette.kind." + name);
  }

  private Palette.Choice runbook(Runbook book) {
    return new Palette.Choice(
        Plain.line(book.title(), 80),
        Plain.line(book.place().toString(), 60),
        kind("runbook"),
        "",
        null,
        () -> read(book));
  }

  private void read(Runbook book) {
    ScrollPane page = Bits.scroll(new MarkdownNodes(around.links()).render(book.source().text()));
    page.setId("book-page");
    page.setFocusTraversable(true);
    page.setAccessibleText(Plain.line(book.title(), 80));
    page.setPrefHeight(PAGE_HEIGHT);
    new Form(words, around.sheets(), Plain.line(book.title(), 80))
        .wide()
        .add(page)
        .focus(page)
        .openToRead();
  }

  /** The board with what is of this host. */
  private Palette.Choice host(Inventory.Entry host) {
    Target target = host.target();
    String filter =
        host.match().isEmpty()
            ? target.name()
            : host.match().stream().map(Matcher::toString).collect(Collectors.joining(" "));
    return new Palette.Choice(
        Plain.line(target.name(), 60),
        Plain.line(target.user() + "@" + target.host(), 60),
        kind("host"),
        "",
        null,
        () -> narrow.accept(filter));
  }

  /** Of the history what is not on the board; blocks. */
  Later later() {
    return new Later(
        words,
        typed -> {
          Shown shown = state.shown().get();
          return archive
              .find(new History.Filter(typed, null, null, null, null), MOST_EARLIER)
              .rows()
              .stream()
              .filter(row -> shown == null || !shown.board().incidents().containsKey(row.id()))
              .map(this::old)
              .toList();
        });
  }

  private Palette.Choice old(History.Row row) {
    String when = around.times().absolute(row.openedAt(), around.ticker().now());
    return new Palette.Choice(
        Plain.line(row.name(), 60),
        row.id() + "  " + when,
        kind("earlier"),
        "",
        row.severity(),
        () -> earlier.accept(row.id()));
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
        kind(id.isEmpty() ? "alert" : "incident"),
        "",
        entry.severity(),
        () -> select.accept(entry.key()));
  }
}
