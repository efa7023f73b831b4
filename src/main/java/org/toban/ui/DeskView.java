package org.toban.ui;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Command;
import org.toban.ui.board.BoardFilter;
import org.toban.ui.board.BoardView;
import org.toban.ui.board.Shown;
import org.toban.ui.incident.Forms;
import org.toban.ui.incident.IncidentView;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Keys;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;
import org.toban.ui.page.DrillPage;
import org.toban.ui.page.HistoryPage;
import org.toban.ui.page.ReviewsPage;
import org.toban.ui.page.SettingsPage;
import org.toban.ui.parts.Logs;
import org.toban.ui.parts.Preferences;
import org.toban.ui.silence.Difference;

/** The whole window: bars, pages, the palette and the keys. */
final class DeskView extends StackPane {
  /** What the view asks of the window that it stands in. */
  interface Host {
    void changed(Preferences preferences);

    void hide();

    /** Puts the compact bar in the place of the window. */
    void shrink();

    void quit();
  }

  private final Surroundings around;
  private final Words words;
  private final DeskState state;
  private final Host host;
  private final Forms forms;
  private final Logs logs;
  private final BoardView board;
  private final IncidentView incident;
  private final HistoryPage history;
  private final ReviewsPage reviews;
  private final Map<Page, Node> pages;
  private final SideBar side;
  private final Difference difference;
  private final Chosen chosen;
  private final StuckStrip stuck;
  private final WhoActs who;
  private final Panes panes;
  private final Choices choices;
  private final Arrangement arrangement;
  private final Attention attention;
  private final UndoStrip undo;
  private Preferences current;
  private final ChangeListener<@Nullable Shown> showing;

  DeskView(
      Surroundings given, DeskState state, DeskParts parts, Preferences preferences, Host host) {
    undo = new UndoStrip(given, state.shown()::get);
    this.around = given.telling(undo::sent);
    this.words = around.words();
    this.state = state;
    this.host = host;
    this.logs = parts.logs();
    setId("desk");
    getStyleClass().add("desk");
    forms = new Forms(around);
    difference = new Difference(around);
    Toast toast = new Toast(around);
    chosen = new Chosen(around, state, forms, parts, toast);
    current = preferences;
    Consumer<String> folder = chosen -> keep(current.withFolder(chosen));
    String home = preferences.folder().isEmpty() ? "~" : preferences.folder();
    arrangement = new Arrangement(state, preferences, this::settle);
    attention = new Attention(state, parts.about().clock(), this, around.ticker().nowProperty());
    board =
        new BoardView(
            around,
            state.shown(),
            arrangement.beside(),
            state.selection(),
            arrangement.arranging(),
            this::enter);
    incident =
        new IncidentView(
            around,
            state.shown(),
            state.selected(),
            parts.guards(),
            parts.panels(),
            parts.archive(),
            this::review);
    history = new HistoryPage(around, parts.archive(), home, folder);
    reviews = new ReviewsPage(around, state.shown(), parts.archive(), home, folder);
    SplitPane split = new SplitPane(board, incident);
    split.setId("split");
    pages =
        Map.of(
            Page.BOARD, split,
            Page.HISTORY, history,
            Page.REVIEWS, reviews,
            Page.DRILL, new DrillPage(around, parts.practice(), () -> go(Page.BOARD)),
            Page.SETTINGS,
                new SettingsPage(
                    around,
                    state.shown(),
                    parts.about(),
                    parts.configuring(),
                    preferences,
                    this::settle,
                    forms::hold));
    side = new SideBar(around, state.shown(), state.page(), this::filter);
    who = new WhoActs(around, state, toast, person -> keep(current.withPerson(person)));
    TopBar top = new TopBar(around, state.shown(), this::palette, forms::hold, who::open);
    Node strip = new PracticeStrip(words, parts, chosen::guide);
    BorderPane frame = new BorderPane();
    stuck = new StuckStrip(around.times());
    frame.setTop(new VBox(strip, stuck, top));
    frame.setLeft(side);
    frame.setCenter(new StackPane(pages.values().toArray(new Node[0])));
    panes =
        new Panes(
            new StackPane(frame, toast, undo, around.sheets()),
            side,
            split,
            board,
            incident,
            preferences.layout(),
            change -> keep(current.withLayout(change.apply(current.layout()))));
    board.dense(preferences.layout().dense());
    choices =
        new Choices(
            around,
            state,
            parts.archive(),
            this::review,
            this::perform,
            arrangement::sort,
            this::select,
            this::narrow);
    board.menu(new ActMenu(words, this::perform));
    getChildren().setAll(panes);
    showing = (property, before, now) -> shown(now, toast, strip);
    state.shown().addListener(showing);
    around
        .ticker()
        .nowProperty()
        .addListener((property, before, now) -> toast.show(state.shown().get()));
    state.page().addListener((property, before, now) -> show(now));
    new DeskKeys(this, around.sheets(), state.page()::get, this::perform, this::escape);
    Keys.enterPresses(this);
    show(state.page().get());
    shown(state.shown().get(), toast, strip);
    who.remind();
  }

  private void settle(UnaryOperator<Preferences> change) {
    keep(change.apply(current));
  }

  private void keep(Preferences next) {
    current = next;
    host.changed(next);
  }

  /** Parts of the program that stand still now. */
  void stuck(Set<String> parts) {
    stuck.show(parts, state.shown().get());
  }

  /** What its parts stand in. */
  Surroundings surroundings() {
    return around;
  }

  UndoStrip undo() {
    return undo;
  }

  /** Gives the keyboard to the board. */
  void focusBoard() {
    board.focusList();
  }

  /** When a person last used it; from any thread. */
  Instant touchedAt() {
    return attention.touchedAt();
  }

  /** Lets go of the state when another view takes over. */
  void dispose() {
    state.shown().removeListener(showing);
    attention.end();
  }

  private void shown(@Nullable Shown now, Toast toast, Node strip) {
    toast.show(now);
    if (now != null) {
      Bits.show(strip, now.board().practice());
      difference.look(now.board());
      undo.look(now.board());
    }
  }

  // --- going places -------------------------------------------------------------------------

  private void show(Page page) {
    pages.forEach((it, node) -> node.setVisible(it == page));
    if (page == Page.HISTORY) {
      history.refresh();
    }
    focus(page);
  }

  /** Not on a text field, which would swallow the keys. */
  private void focus(Page page) {
    switch (page) {
      case BOARD -> board.focusList();
      case HISTORY -> history.focusList();
      case REVIEWS -> reviews.focusList();
      case DRILL, SETTINGS -> side.focus(page);
    }
  }

  private void go(Page page) {
    state.page().set(page);
  }

  private void review(String id) {
    boolean open =
        state.shown().get() != null && state.shown().get().board().incidents().containsKey(id);
    go(open ? Page.REVIEWS : Page.HISTORY);
    if (open) {
      reviews.select(id);
    } else {
      history.select(id);
    }
  }

  /** Shows one line of the board, such as the one that a notification is about. */
  void select(String key) {
    go(Page.BOARD);
    state.selected().set(key);
  }

  private void enter() {
    incident.focusFirst();
  }

  private void filter(BoardFilter.Kind kind) {
    state.refilter(state.filter().withKind(kind));
  }

  // --- keys and the palette -----------------------------------------------------------------

  private void escape() {
    panes.show(Panes.Extent.WHOLE);
    go(Page.BOARD);
    board.focusList();
  }

  /** Does what a key or a line of the palette asks for. */
  void perform(Act act) {
    switch (act) {
      case ACKNOWLEDGE -> chosen.acknowledge();
      case DIAGNOSE -> incident.deeds().diagnose();
      case DRY_RUN -> incident.dryRunNext();
      case RUN_NEXT -> incident.runNext();
      case STOP_RUN -> incident.deeds().stopRun();
      case GO_ON -> incident.goOn();
      case RUN_HOSTS -> incident.focusHosts();
      case VERIFY -> incident.deeds().verify();
      case ESCALATE -> incident.deeds().escalate();
      case NOTE, STEP_NOTE -> incident.note(act == Act.STEP_NOTE);
      case SNOOZE -> incident.deeds().snooze();
      case ARRANGE -> incident.deeds().arrange();
      case SILENCE -> chosen.silence();
      case SILENCES -> chosen.silences();
      case HANDOVER -> chosen.handover(current.folder());
      case HOSTS -> chosen.hosts();
      case UNDO -> undo.undo();
      case CLOSE -> incident.deeds().close();
      case FIND -> find();
      case MARK -> state.selection().toggle();
      case MARK_ALL -> chosen.markAll();
      case COPY -> chosen.copy(arrangement.columns().getValue());
      case NEXT_NEW -> board.nextNew();
      case SEEN -> state.looks(state.looks().get().sawAll(around.ticker().now()));
      case DOWN -> board.move(1);
      case UP -> board.move(-1);
      case PALETTE -> palette();
      case BOARD -> go(Page.BOARD);
      case HISTORY -> go(Page.HISTORY);
      case REVIEWS -> go(Page.REVIEWS);
      case DRILL -> go(Page.DRILL);
      case SETTINGS -> go(Page.SETTINGS);
      case RUNBOOK -> incident.showTab("runbook");
      case TIMELINE -> incident.showTab("timeline");
      case ALERTS -> incident.showTab("alerts");
      case RELATED -> incident.showTab("related");
      case LOGS -> incident.logs(logs);
      case HOLD -> chosen.hold();
      case MAINTENANCE -> chosen.maintenance();
      case POLL -> around.send().accept(new Command.PollNow(around.person(), null));
      case PERSON -> who.open();
      case GUIDE -> chosen.guide();
      case FOCUS -> alone(Panes.Extent.FOCUS);
      case WALL -> alone(Panes.Extent.WALL);
      case BAR -> host.shrink();
      case DENSE -> dense();
      case COLUMNS -> {
        go(Page.BOARD);
        board.openColumns();
      }
      case WIDER -> panes.widen(1);
      case NARROWER -> panes.widen(-1);
      case LARGER -> panes.zoom(1);
      case SMALLER -> panes.zoom(-1);
      case AS_DESIGNED -> panes.zoom(0);
      case KEYS -> KeysSheet.open(around);
      case HIDE -> host.hide();
      case QUIT -> host.quit();
    }
  }

  private void find() {
    if (state.page().get() == Page.HISTORY) {
      history.focusSearch();
    } else {
      go(Page.BOARD);
      board.focusFilter();
    }
  }

  private void alone(Panes.Extent extent) {
    go(Page.BOARD);
    panes.toggle(extent);
    if (panes.extent() == Panes.Extent.FOCUS) {
      incident.focusFirst();
    } else {
      board.focusList();
    }
  }

  private void dense() {
    boolean next = !current.layout().dense();
    keep(current.withLayout(current.layout().withDense(next)));
    board.dense(next);
  }

  private void narrow(String text) {
    go(Page.BOARD);
    state.refilter(state.filter().withText(text));
  }

  private void palette() {
    new Palette(words, around.sheets(), "palette.", choices::of, choices::narrowed)
        .with(choices.later())
        .open();
  }
}
