package org.toban.ui.page;

import java.time.Instant;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.ui.look.Bits;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Practice;
import org.toban.ui.parts.Practice.Scenario;

/** The practice estate: what there is to practise, what runs, and the responder's times. */
public final class DrillPage extends VBox {
  private final Surroundings around;
  private final Words words;
  private final @Nullable Practice practice;
  private final Runnable started;
  private final List<Scenario> scenarios;
  private final GridPane cards = new GridPane(10, 10);
  private final VBox times = Bits.column(8);
  private final Label problem = Bits.prose("", "warn");
  private Practice.@Nullable State shown;
  private long second = -1;

  /**
   * The page.
   *
   * @param practice null when Toban watches real sources
   * @param started a scenario was started: time to go to the board
   */
  public DrillPage(Surroundings around, @Nullable Practice practice, Runnable started) {
    this.around = around;
    this.words = around.words();
    this.practice = practice;
    this.started = started;
    setId("page-drill");
    getStyleClass().add("page");
    scenarios = practice == null ? List.of() : practice.scenarios(words.locale());
    HBox top = Bits.row(12, Bits.label(words.get("page.drill"), "page-title"), Bits.spacer());
    top.getStyleClass().add("page-top");
    Bits.show(problem, false);
    VBox content =
        Bits.column(
            16,
            Bits.prose(words.get(practice == null ? "drill.off" : "drill.what"), "muted"),
            problem,
            times,
            cards);
    content.getStyleClass().add("page-content");
    content.setMaxWidth(1240);
    ColumnConstraints half = new ColumnConstraints();
    half.setPercentWidth(50);
    cards.getColumnConstraints().setAll(half, half);
    var scroll = Bits.scroll(content);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().setAll(top, scroll);
    around.ticker().nowProperty().addListener((property, before, now) -> show(now));
    show(around.ticker().now());
  }

  private void show(Instant now) {
    if (practice == null) {
      return;
    }
    Practice.State state = practice.state();
    boolean runs = state.running() != null && now.getEpochSecond() != second;
    if (state.equals(shown) && !runs) {
      return;
    }
    boolean sameCards = shown != null && java.util.Objects.equals(shown.running(), state.running());
    shown = state;
    second = now.getEpochSecond();
    if (!sameCards) {
      cards.getChildren().clear();
      for (int i = 0; i < scenarios.size(); i++) {
        cards.add(card(scenarios.get(i), state), i % 2, i / 2);
      }
    }
    times.getChildren().setAll(DrillTable.of(state.attempts(), around, this::title, now));
  }

  private Node card(Scenario scenario, Practice.State state) {
    boolean running = scenario.id().equals(state.running());
    Button button =
        running
            ? Bits.button("drill-stop", words.get("drill.stop"), "", this::stop)
            : Bits.button(
                "drill-" + scenario.id(), words.get("drill.start"), "", () -> start(scenario));
    button.setDisable(!running && state.running() != null);
    VBox text =
        Bits.column(
            2,
            Bits.label(Plain.line(scenario.title(), 80), "line-name"),
            Bits.prose(Plain.line(scenario.about()), "muted"));
    PlaysNode plays =
        new PlaysNode(around, scenario.id(), Plays.of(scenario.id(), state.attempts()));
    if (!plays.getChildren().isEmpty()) {
      text.getChildren().add(plays);
    }
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox card = Bits.row(12, Bits.shape(scenario.severity(), words), text);
    if (running) {
      Label now = Bits.label(words.get("drill.running"), "chip");
      now.setMinWidth(Region.USE_PREF_SIZE);
      card.getChildren().add(now);
    }
    card.getChildren().add(button);
    card.getStyleClass().add("card");
    card.setMaxHeight(Double.MAX_VALUE);
    button.setMinWidth(Region.USE_PREF_SIZE);
    Bits.state(card, "running", running);
    return card;
  }

  private void start(Scenario scenario) {
    Practice to = practice;
    if (to != null) {
      FxFeed.read(
          () -> {
            to.start(scenario.id());
            return scenario;
          },
          done -> {
            Bits.show(problem, false);
            started.run();
          },
          this::failed);
    }
  }

  private void stop() {
    Practice to = practice;
    if (to != null) {
      FxFeed.read(
          () -> {
            to.stop();
            return to;
          },
          done -> Bits.show(problem, false),
          this::failed);
    }
  }

  private void failed(Exception failure) {
    problem.setText(words.get("drill.failed", Plain.line(String.valueOf(failure.getMessage()))));
    Bits.show(problem, true);
  }

  private String title(String scenario) {
    return scenarios.stream()
        .filter(it -> it.id().equals(scenario))
        .map(Scenario::title)
        .findFirst()
        .orElse(scenario);
  }
}
