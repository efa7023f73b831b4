package org.toban.ui.board;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Matchers;
import org.toban.engine.Command;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;

/**
 * What can be done with the filter: groups, order, saved filters, and whether it narrows the
 * notifications.
 */
public final class FilterMenu extends MenuButton {
  /** More labels than this make no menu. */
  private static final int MOST_LABELS = 25;

  private final Surroundings around;
  private final Words words;
  private final ObservableValue<@Nullable Shown> boards;
  private final Consumer<BoardFilter> refilter;
  private final SavedFilters saved;

  /** The saved filters by name, and how they are kept. */
  public interface SavedFilters {
    Map<String, String> all();

    void keep(Map<String, String> filters);
  }

  FilterMenu(
      Surroundings around,
      ObservableValue<@Nullable Shown> boards,
      Consumer<BoardFilter> refilter,
      SavedFilters saved) {
    this.around = around;
    this.words = around.words();
    this.boards = boards;
    this.refilter = refilter;
    this.saved = saved;
    setId("filter-menu");
    setText(words.get("filter.menu"));
    setMinWidth(USE_PREF_SIZE);
    fill(List.of());
    setOnShowing(event -> {
      Shown shown = boards.getValue();
      if (shown != null) {
        fill(List.of());
        FxFeed.read(() -> Completion.names(shown.board()), this::fill, failure -> {});
      }
    });
  }

  private void fill(List<String> labels) {
    Shown shown = boards.getValue();
    BoardFilter filter = shown == null ? BoardFilter.all() : shown.filter();
    getItems()
        .setAll(
            groups(labels, filter),
            OrderMenu.of(words, filter, next -> refilter.accept(now().withOrder(next.order()))),
            filters(filter),
            new SeparatorMenuItem(),
            narrow(shown, filter));
  }

  private Menu groups(List<String> labels, BoardFilter filter) {
    Menu menu = new Menu(words.get("filter.group-by"));
    menu.setId("filter-group-by");
    menu.getItems().add(group(words.get("filter.group-by.auto"), "", filter));
    labels.stream()
        .limit(MOST_LABELS)
        .map(label -> group(Plain.line(label, 40), label, filter))
        .forEach(menu.getItems()::add);
    return menu;
  }

  private MenuItem group(String text, String label, BoardFilter filter) {
    RadioMenuItem item = new RadioMenuItem(text);
    item.setMnemonicParsing(false);
    item.setSelected(filter.groupBy().equals(label));
    item.setOnAction(event -> refilter.accept(now().withGroupBy(label)));
    return item;
  }

  private Menu filters(BoardFilter filter) {
    Menu menu = new Menu(words.get("filter.saved"));
    menu.setId("filter-saved");
    Map<String, String> all = saved.all();
    all.forEach((name, text) -> {
      MenuItem item = new MenuItem(Plain.line(name, 60));
      item.setMnemonicParsing(false);
      item.setOnAction(event -> refilter.accept(now().withText(text)));
      menu.getItems().add(item);
    });
    MenuItem save = new MenuItem(words.get("filter.save"));
    String typed = filter.text().strip();
    save.setDisable(typed.isEmpty() || all.containsValue(typed));
    save.setOnAction(event -> keep(now().text().strip()));
    MenuItem forget = new MenuItem(words.get("filter.forget"));
    forget.setDisable(!all.containsValue(typed));
    forget.setOnAction(event -> forget(now().text().strip()));
    menu.getItems().addAll(new SeparatorMenuItem(), save, forget);
    return menu;
  }

  private void keep(String text) {
    Map<String, String> next = new TreeMap<>(saved.all());
    next.put(text, text);
    saved.keep(next);
  }

  private void forget(String text) {
    Map<String, String> next = new TreeMap<>(saved.all());
    next.values().removeIf(text::equals);
    saved.keep(next);
  }

  /** Only matchers can narrow notifications; with words among them the engine could not tell. */
  private MenuItem narrow(@Nullable Shown shown, BoardFilter filter) {
    Query query = Query.parse(filter.text());
    boolean on = shown != null && shown.board().noticesOnly() != null;
    boolean possible =
        query.problem() == null && query.words().isEmpty() && !query.matchers().all().isEmpty();
    CheckMenuItem item = new CheckMenuItem(words.get("filter.narrow-notices"));
    item.setSelected(on);
    item.setDisable(!on && !possible);
    item.setOnAction(event -> {
      Matchers only = on ? null : query.matchers();
      around.send().accept(new Command.NarrowNotices(around.person(), only));
    });
    return item;
  }

  private BoardFilter now() {
    Shown shown = boards.getValue();
    return shown == null ? BoardFilter.all() : shown.filter();
  }
}
