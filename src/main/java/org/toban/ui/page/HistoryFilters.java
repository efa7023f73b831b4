package org.toban.ui.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.history.History;
import org.toban.incident.Verdict;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;

/** What of the history is wanted: a text, and choices that must all hold. */
final class HistoryFilters extends FlowPane {
  /** How far back. */
  enum Span {
    DAY(1),
    WEEK(7),
    MONTH(30),
    QUARTER(91),
    YEAR(365);

    private final int days;

    Span(int days) {
      this.days = days;
    }
  }

  /** A line of a choice; null for all. */
  private record Pick<T>(@Nullable T value, String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  private final Surroundings around;
  private final Words words;
  private final Runnable changed;
  private final TextField text = new TextField();
  private final ChoiceBox<Pick<Severity>> severity;
  private final ChoiceBox<Pick<Verdict>> verdict;
  private final ChoiceBox<Pick<History.Answer>> answer;
  private final ChoiceBox<Pick<String>> owner;
  private final ChoiceBox<Pick<Span>> span;
  private final Button day;
  private final Button clear;
  private final PauseTransition typing = new PauseTransition(javafx.util.Duration.millis(200));
  private @Nullable LocalDate chosen;
  private boolean applying;

  /**
   * The filters.
   *
   * @param changed another choice was made
   */
  HistoryFilters(Surroundings around, Runnable changed) {
    super(8, 8);
    this.around = around;
    this.words = around.words();
    this.changed = changed;
    getStyleClass().add("filters");
    text.setId("history-search");
    text.setPromptText(words.get("history.search"));
    text.setAccessibleText(words.get("history.search"));
    text.setPrefWidth(220);
    text.textProperty().addListener((property, before, now) -> typed());
    typing.setOnFinished(done -> changed.run());
    severity = choice("history-severity", "history.any-severity");
    Stream.of(Severity.values())
        .filter(it -> it != Severity.NONE)
        .forEach(it -> severity.getItems().add(new Pick<>(it, words.severity(it))));
    verdict = choice("history-verdict", "history.any-verdict");
    Stream.of(Verdict.values())
        .forEach(it -> verdict.getItems().add(new Pick<>(it, words.of("verdict", it))));
    answer = choice("history-answer", "history.any-answer");
    Stream.of(History.Answer.values())
        .forEach(it -> answer.getItems().add(new Pick<>(it, words.of("history.answer", it))));
    owner = choice("history-owner", "history.any-owner");
    span = choice("history-span", "history.any-time");
    Stream.of(Span.values())
        .forEach(
            it -> span.getItems().add(new Pick<>(it, words.get("history.span." + Words.key(it)))));
    day = Bits.button("history-day", "", "", () -> day(null));
    day.setGraphic(Bits.icon("cross"));
    clear = Bits.button("history-clear", words.get("history.clear"), "", this::clear);
    getChildren().setAll(text, severity, verdict, answer, owner, span, day, clear);
    tellDay();
  }

  private <T> ChoiceBox<Pick<T>> choice(String id, String any) {
    ChoiceBox<Pick<T>> box = new ChoiceBox<>();
    box.setId(id);
    box.setAccessibleText(words.get(any));
    box.getItems().add(new Pick<>(null, words.get(any)));
    box.getSelectionModel().selectFirst();
    box.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> chose());
    return box;
  }

  private void typed() {
    if (!applying) {
      typing.playFromStart();
    }
    tellDay();
  }

  private void chose() {
    if (!applying) {
      tellDay();
      changed.run();
    }
  }

  /** Whoever is in charge of anything can be chosen. */
  void owners(List<String> names) {
    List<Pick<String>> picks = new ArrayList<>();
    picks.add(owner.getItems().getFirst());
    names.forEach(name -> picks.add(new Pick<>(name, Plain.line(name, 40))));
    if (!picks.equals(owner.getItems())) {
      Pick<String> before = owner.getValue();
      applying = true;
      owner.getItems().setAll(picks);
      owner.setValue(picks.contains(before) ? before : picks.getFirst());
      applying = false;
    }
  }

  /** Only one day, or (null) no longer only that. */
  void day(@Nullable LocalDate wanted) {
    chosen = Objects.equals(wanted, chosen) ? null : wanted;
    tellDay();
    changed.run();
  }

  @Nullable LocalDate day() {
    return chosen;
  }

  private void clear() {
    applying = true;
    text.clear();
    for (ChoiceBox<?> box : List.of(severity, verdict, answer, owner, span)) {
      box.getSelectionModel().selectFirst();
    }
    applying = false;
    typing.stop();
    chosen = null;
    tellDay();
    changed.run();
  }

  private void tellDay() {
    LocalDate only = chosen;
    Bits.show(day, only != null);
    span.setDisable(only != null);
    if (only != null) {
      Instant noon = only.atTime(12, 0).atZone(zone()).toInstant();
      day.setText(words.get("history.only-day", around.times().day(noon)));
      day.setAccessibleText(words.get("history.not-only-day", around.times().day(noon)));
    }
    Bits.show(clear, isNarrow());
  }

  void focusText() {
    text.requestFocus();
    text.selectAll();
  }

  private ZoneId zone() {
    return around.times().zone();
  }

  /** Whether anything is left out. */
  boolean isNarrow() {
    return chosen != null || span.getValue().value() != null || !timeless().equals(ALL);
  }

  private static final History.Filter ALL =
      new History.Filter(null, null, null, null, null, null, null);

  /** All that is asked for but the time. */
  private History.Filter timeless() {
    String typed = text.getText().strip();
    return new History.Filter(
        typed.isEmpty() ? null : typed,
        severity.getValue().value(),
        verdict.getValue().value(),
        null,
        null,
        owner.getValue().value(),
        answer.getValue().value());
  }

  /** What the list shows. */
  History.Filter filter() {
    LocalDate only = chosen;
    if (only != null) {
      return timeless().within(start(only), start(only.plusDays(1)));
    }
    Span back = span.getValue().value();
    Instant now = around.ticker().now();
    return timeless().within(back == null ? null : now.minus(Duration.ofDays(back.days)), null);
  }

  /** What the calendar shows: a year, whatever part of it the list shows. */
  History.Filter year() {
    LocalDate today = today();
    return timeless().within(start(HeatYear.of(java.util.Map.of(), today).first()), null);
  }

  LocalDate today() {
    return LocalDate.ofInstant(around.ticker().now(), zone());
  }

  private Instant start(LocalDate date) {
    return date.atStartOfDay(zone()).toInstant();
  }
}
