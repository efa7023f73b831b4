package org.toban.ui.page;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.config.edit.ConfigText;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.runbook.Problem;
import org.toban.source.SourceStatus;
import org.toban.ui.board.Shown;
import org.toban.ui.board.SourceWords;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;
import org.toban.ui.parts.About;
import org.toban.ui.parts.Configuring;
import org.toban.ui.parts.Preferences;
import org.toban.ui.parts.Preferences.Language;
import org.toban.ui.parts.Preferences.Theme;
import org.toban.ui.settings.ConfigurationView;
import org.toban.ui.settings.Guide;
import org.toban.ui.settings.LoginSwitch;
import org.toban.ui.settings.Segments;

/** What a person may change here, and what is read from the configuration, with where it stands. */
public final class SettingsPage extends VBox {
  private static final int MOST_PROBLEMS = 12;

  private final Surroundings around;
  private final Words words;
  private final Preferences preferences;
  private final Consumer<UnaryOperator<Preferences>> changed;
  private final VBox sources = Bits.column(4);
  private final VBox runbooks = Bits.column(4);
  private final Label hold = Bits.prose("");
  private final Button holdButton;

  /**
   * The page.
   *
   * @param configuring where the rest of the settings is
   * @param changed takes what a click changes of the preferences
   * @param holdForm asks for a reason and stops (true) or allows (false) automation
   */
  public SettingsPage(
      Surroundings around,
      ObservableValue<@Nullable Shown> boards,
      About about,
      Configuring configuring,
      Preferences preferences,
      Consumer<UnaryOperator<Preferences>> changed,
      Consumer<Boolean> holdForm) {
    this.around = around;
    this.words = around.words();
    this.preferences = preferences;
    this.changed = changed;
    setId("page-settings");
    getStyleClass().add("page");
    holdButton =
        Bits.button("settings-hold", "", "", () -> holdForm.accept(!isHeld(boards.getValue())));
    HBox top = Bits.row(12, Bits.label(words.get("page.settings"), "page-title"));
    top.getStyleClass().add("page-top");
    VBox content =
        Bits.column(
            20,
            firstRun(configuring),
            section("settings.desk", language(), theme(), LoginSwitch.of(words, configuring)),
            section("settings.automation", hold, Bits.row(8, holdButton)),
            section(
                "settings.sources",
                sources,
                Bits.row(
                    8,
                    asking("poll-now", "act.poll", by -> new Command.PollNow(by, null)),
                    asking("test-notices", "settings.test", Command.TestNotices::new))),
            section("settings.runbooks", runbooks),
            section("settings.about", about(about)));
    content.getStyleClass().add("page-content");
    content.setMaxWidth(860);
    var scroll = Bits.scroll(content);
    ConfigText file = configuring.text();
    Node all =
        file == null ? scroll : new ConfigurationView(around, boards, configuring, file, scroll);
    VBox.setVgrow(all, Priority.ALWAYS);
    getChildren().setAll(top, all);
    boards.addListener((property, before, now) -> show(now));
    around.ticker().nowProperty().addListener((property, before, now) -> show(boards.getValue()));
    visibleProperty().addListener((property, before, now) -> show(boards.getValue()));
    show(boards.getValue());
  }

  private Node firstRun(Configuring configuring) {
    Node button =
        Bits.button(
            "settings-guide", words.get("act.guide"), "", () -> Guide.open(around, configuring));
    Node section = section("guide.title", Bits.prose(words.get("guide.what")), Bits.row(8, button));
    Bits.show(section, configuring.firstRun() != null);
    return section;
  }

  private Node section(String key, Node... nodes) {
    VBox box = Bits.column(8, nodes);
    box.getStyleClass().add("card");
    return Bits.column(6, Bits.label(words.get(key), "section-title"), box);
  }

  private Node language() {
    return Segments.row(
        words,
        "language",
        new @Nullable Language[] {Language.JAPANESE, Language.ENGLISH, null},
        preferences.language(),
        it -> it == null ? words.get("language.system") : words.of("language", it),
        it -> changed.accept(kept -> kept.withLanguage(it)));
  }

  private Node theme() {
    return Segments.row(
        words,
        "theme",
        Theme.values(),
        preferences.theme(),
        it -> it == null ? "" : words.of("theme", it),
        it -> {
          if (it != null) {
            changed.accept(kept -> kept.withTheme(it));
          }
        });
  }

  private Node about(About about) {
    Path file = about.configuration();
    GridPane grid = new GridPane(16, 6);
    String[][] rows = {
      {words.get("settings.version"), about.version()},
      {words.get("settings.person"), Plain.line(about.seat().configured(), 80)},
      {words.get("settings.zone"), about.zone().getId()},
      {
        words.get("settings.file"),
        file == null ? words.get("settings.no-file") : Plain.line(file.toString())
      },
      {"Java", Runtime.version().toString()},
    };
    for (int i = 0; i < rows.length; i++) {
      Label name = Bits.label(rows[i][0], "muted");
      name.setMinWidth(160);
      grid.add(name, 0, i);
      grid.add(Bits.label(rows[i][1], "mono"), 1, i);
    }
    return Bits.column(8, grid, Bits.prose(words.get("settings.elsewhere"), "muted"));
  }

  private Node asking(String id, String text, Function<String, Command> command) {
    return Bits.button(
        id, words.get(text), "", () -> around.send().accept(command.apply(around.person())));
  }

  private static boolean isHeld(@Nullable Shown shown) {
    return shown != null && shown.board().hold() != null;
  }

  private void show(@Nullable Shown shown) {
    if (shown == null || !isVisible()) {
      return;
    }
    Board board = shown.board();
    Board.Hold held = board.hold();
    hold.setText(
        held == null
            ? words.get("hold.allowed")
            : words.get(
                "hold.held",
                Plain.line(held.by(), 40),
                around.times().absolute(held.since(), around.ticker().now()),
                Plain.line(held.reason(), 160)));
    holdButton.setText(words.get(held == null ? "hold.stop" : "hold.allow"));
    sources.getChildren().setAll(board.sources().stream().map(this::source).toList());
    showRunbooks(board);
  }

  private Node source(SourceStatus source) {
    var now = around.ticker().now();
    Times times = around.times();
    Label reason = Bits.prose(SourceWords.reason(source, now, times));
    Bits.state(reason, "bad", !source.isTrustworthy(now) || source.notableSkew() != null);
    reason.getStyleClass().add("source-reason");
    reason.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(reason, Priority.ALWAYS);
    Region icon = Bits.icon("health", Words.key(SourceWords.shown(source, now)));
    icon.setAccessibleText(words.of("health", SourceWords.shown(source, now)));
    icon.setTranslateY(4);
    return Bits.topRow(
        10,
        icon,
        cell(Plain.line(source.name(), 40), 130, "line-name"),
        cell(words.of("kind", source.kind()), 112, "muted"),
        cell(words.get("settings.every", times.span(source.interval())), 78, "muted"),
        cell(words.get("settings.alerts", source.alerts()), 76, "muted"),
        cell(SourceWords.age(source, now, times), 64, "muted"),
        reason);
  }

  private static Label cell(String text, double width, String style) {
    Label cell = Bits.label(text, style);
    cell.setMinWidth(width);
    cell.setPrefWidth(width);
    cell.setTooltip(new Tooltip(text));
    return cell;
  }

  private void showRunbooks(Board board) {
    var library = board.library();
    runbooks
        .getChildren()
        .setAll(
            Bits.label(
                words.get(
                    "settings.library",
                    library.runbooks().size(),
                    library.policies().size(),
                    library.problems().size())));
    for (Problem problem :
        library.problems().subList(0, Math.min(MOST_PROBLEMS, library.problems().size()))) {
      Label place = Bits.label(Plain.line(problem.place().toString(), 60), "mono", "muted");
      place.setMinWidth(200);
      Node line = Bits.row(10, place, Bits.prose(Plain.line(words.of(problem))));
      runbooks.getChildren().add(line);
    }
  }
}
