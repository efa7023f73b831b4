package org.toban.ui;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.source.SourceStatus;
import org.toban.ui.board.BoardFilter;
import org.toban.ui.board.Shown;
import org.toban.ui.board.SourceWords;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Digits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;

/** The left column: pages, simple filters, and every source with its health, age and reason. */
final class SideBar extends VBox {
  private static final double WIDE = 192;
  private static final double RAIL = 52;

  /** Some four lines; the tooltip has all of it. */
  private static final int MOST_OF_REASON = 96;

  private final Surroundings around;
  private final Words words;
  private final Map<Page, ToggleButton> pages = new EnumMap<>(Page.class);
  private final Map<Page, Label> pageCounts = new EnumMap<>(Page.class);
  private final Map<BoardFilter.Kind, ToggleButton> filters = new EnumMap<>(BoardFilter.Kind.class);
  private final Map<BoardFilter.Kind, Label> filterCounts = new EnumMap<>(BoardFilter.Kind.class);
  private final List<Label> names = new ArrayList<>();
  private final VBox sources = Bits.column(2);
  private final VBox filterBox = Bits.column(2);
  private final VBox sourceBox;
  private boolean rail;

  SideBar(
      Surroundings around,
      ObservableValue<@Nullable Shown> boards,
      Property<Page> page,
      Consumer<BoardFilter.Kind> filter) {
    super(14);
    this.around = around;
    this.words = around.words();
    setId("side-bar");
    getStyleClass().add("side-bar");
    VBox nav = Bits.column(2);
    ToggleGroup group = new ToggleGroup();
    for (Page it : Page.values()) {
      Label count = Bits.label("", "count-faint");
      ToggleButton button =
          line(
              "page-" + Words.key(it),
              Bits.icon("nav", "nav-" + Words.key(it)),
              words.of("page", it),
              count);
      button.setToggleGroup(group);
      button.setOnAction(event -> page.setValue(it));
      button.setTooltip(new Tooltip(words.of("page", it) + "  " + Act.valueOf(it.name()).key()));
      pages.put(it, button);
      pageCounts.put(it, count);
      nav.getChildren().add(button);
    }
    buildFilters(page, filter);
    ScrollPane scroll = Bits.scroll(sources);
    scroll.setFocusTraversable(false);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    sourceBox = Bits.column(4, Bits.label(words.get("side.sources"), "side-title"), scroll);
    VBox.setVgrow(sourceBox, Priority.ALWAYS);
    getChildren().setAll(nav, filterBox, sourceBox);
    page.addListener((property, before, now) -> choose(page.getValue()));
    boards.addListener((property, before, now) -> show(now));
    around.ticker().nowProperty().addListener((property, before, now) -> tick(boards.getValue()));
    choose(page.getValue());
    show(boards.getValue());
    rail(false);
  }

  private void buildFilters(Property<Page> page, Consumer<BoardFilter.Kind> filter) {
    filterBox.getChildren().add(Bits.label(words.get("side.filters"), "side-title"));
    for (BoardFilter.Kind it : BoardFilter.Kind.values()) {
      if (it == BoardFilter.Kind.ALL) {
        continue;
      }
      Label count = Bits.label("", "count-faint");
      ToggleButton button = line("filter-" + Words.key(it), null, words.of("filter", it), count);
      button.setOnAction(event -> {
        page.setValue(Page.BOARD);
        filter.accept(button.isSelected() ? it : BoardFilter.Kind.ALL);
      });
      filters.put(it, button);
      filterCounts.put(it, count);
      filterBox.getChildren().add(button);
    }
  }

  private ToggleButton line(String id, @Nullable Node icon, String text, Label count) {
    HBox line = Bits.row(9);
    if (icon != null) {
      line.getChildren().add(icon);
    }
    Label name = Bits.label(text, "side-name");
    names.add(name);
    count.setMinWidth(USE_PREF_SIZE);
    line.getChildren().addAll(name, Bits.spacer(), count);
    ToggleButton button = new ToggleButton();
    button.setId(id);
    button.getStyleClass().add("side-line");
    button.setGraphic(line);
    button.setAccessibleText(text);
    button.setMaxWidth(Double.MAX_VALUE);
    line.prefWidthProperty().bind(button.widthProperty().subtract(20));
    return button;
  }

  void focus(Page page) {
    ToggleButton button = pages.get(page);
    if (button != null) {
      button.requestFocus();
    }
  }

  /** Icons only, for a narrow window. */
  void rail(boolean on) {
    rail = on;
    setMinWidth(on ? RAIL : WIDE);
    setPrefWidth(on ? RAIL : WIDE);
    Bits.state(this, "rail", on);
    Bits.show(filterBox, !on);
    names.forEach(name -> Bits.show(name, !on));
    pageCounts.values().forEach(node -> Bits.show(node, !on));
    sourceBox.getChildren().getFirst().setManaged(!on);
    sourceBox.getChildren().getFirst().setVisible(!on);
  }

  private void choose(Page page) {
    pages.forEach((it, button) -> button.setSelected(it == page));
  }

  private void show(@Nullable Shown shown) {
    if (shown == null) {
      return;
    }
    count(pageCounts.get(Page.BOARD), shown.rows().kinds().getOrDefault(BoardFilter.Kind.ALL, 0));
    count(pageCounts.get(Page.REVIEWS), shown.due());
    filters.forEach((kind, button) -> {
      button.setSelected(shown.filter().kind() == kind);
      count(filterCounts.get(kind), shown.rows().kinds().getOrDefault(kind, 0));
    });
    tick(shown);
  }

  private void count(@Nullable Label label, int count) {
    if (label != null) {
      label.setText(count == 0 ? "" : around.words().get("count.plain", count));
    }
  }

  private void tick(@Nullable Shown shown) {
    if (shown == null) {
      return;
    }
    List<SourceStatus> all = shown.board().sources();
    if (sources.getChildren().size() != all.size()) {
      sources.getChildren().setAll(all.stream().map(it -> new SourceNode()).toList());
    }
    for (int i = 0; i < all.size(); i++) {
      ((SourceNode) sources.getChildren().get(i)).show(all.get(i));
    }
  }

  /** One source. */
  private final class SourceNode extends VBox {
    private final Label name = Bits.label("");
    private final Digits age = new Digits(Pos.CENTER_RIGHT, "count-faint");
    private final Label reason = Bits.prose("", "reason");
    private final HBox line = Bits.row(9);
    private final Tooltip tooltip = new Tooltip();
    private String shape = "";

    SourceNode() {
      getStyleClass().add("source");
      name.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(name, Priority.ALWAYS);
      line.getChildren().addAll(new Region(), name, age);
      getChildren().setAll(line, reason);
      Tooltip.install(this, tooltip);
    }

    void show(SourceStatus source) {
      var now = around.ticker().now();
      SourceStatus.Health health = SourceWords.shown(source, now);
      if (!shape.equals(Words.key(health))) {
        shape = Words.key(health);
        Region icon = Bits.icon("health", shape);
        icon.setAccessibleText(words.of("health", health));
        line.getChildren().set(0, icon);
      }
      setId("source-" + source.name());
      name.setText(Plain.line(source.name(), 40));
      age.setText(SourceWords.age(source, now, around.times()));
      String why = SourceWords.reason(source, now, around.times());
      boolean bad = !source.isTrustworthy(now) || source.notableSkew() != null;
      reason.setText(Plain.line(why, MOST_OF_REASON));
      tooltip.setText(source.name() + ": " + why);
      Bits.show(reason, bad && !rail);
      Bits.show(name, !rail);
      Bits.show(age, !rail);
    }
  }
}
