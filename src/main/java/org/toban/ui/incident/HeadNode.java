package org.toban.ui.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.toban.engine.Board;
import org.toban.incident.Handling;
import org.toban.incident.Incident;
import org.toban.incident.NextAction;
import org.toban.incident.ResponseTime;
import org.toban.source.SourceStatus;
import org.toban.ui.board.BoardLine;
import org.toban.ui.board.Due;
import org.toban.ui.board.SourceWords;
import org.toban.ui.board.Status;
import org.toban.ui.look.Beside;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Digits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;

/** The head of the incident column: what it is, its deadline in large, and the first action. */
final class HeadNode extends VBox {
  private final Surroundings around;
  private final StackPane shape = new StackPane();
  private final Label title = Bits.prose("", "head-title");
  private final Label id = Bits.label("", "chip", "id-chip");
  private final Label practice;
  private final Label about = Bits.prose("", "muted");
  private final Label dueLabel = Bits.label("", "muted", "due-label");
  private final Digits due = new Digits(Pos.CENTER_LEFT, "due-big");
  private final Label doubt = Bits.prose("", "late", "next-action");
  private final Label next = Bits.label("", "muted", "next-action");
  private final HBox buttons = Bits.row(8);

  HeadNode(Surroundings around) {
    super(5);
    this.around = around;
    getStyleClass().add("head");
    setMinHeight(USE_PREF_SIZE);
    practice = Bits.label(around.words().get("practice.badge"), "practice-badge");
    id.setId("incident-id");
    due.setId("due-big");
    id.setMinWidth(USE_PREF_SIZE);
    practice.setMinWidth(USE_PREF_SIZE);
    HBox first = Bits.row(10, shape, title, id);
    Beside second = Beside.atEnd(8, due, buttons);
    getChildren().setAll(first, Bits.row(8, practice, about), dueLabel, second, next, doubt);
  }

  HBox buttons() {
    return buttons;
  }

  void show(BoardLine.Entry entry, Board board, Instant now) {
    Words words = around.words();
    shape.getChildren().setAll(Bits.shape(entry.severity(), words));
    title.setText(entry.name());
    Incident incident = entry.incident();
    id.setText(incident == null ? "" : incident.id());
    Bits.show(id, incident != null);
    Bits.show(practice, board.practice());
    NextAction action = incident == null ? null : board.next().get(incident.id());
    Bits.show(next, action != null);
    next.setText(
        action == null
            ? ""
            : words.get("next." + Words.key(action.kind()), around.times().clock(action.at())));
    about.setText(about(entry, now));
    doubt.setId("doubt");
    doubt.setText(doubt(entry, board, now));
    Bits.show(doubt, !doubt.getText().isEmpty());
    tick(entry, now);
  }

  /** Why nobody vouches for the alert now; empty when somebody does. */
  private String doubt(BoardLine.Entry entry, Board board, Instant now) {
    Board.Row row = entry.row();
    if (row == null || !row.stale()) {
      return "";
    }
    List<SourceStatus> seenBy =
        board.sources().stream().filter(it -> row.sources().contains(it.name())).toList();
    // a source that is believed says nothing of it: only a return that was too quick is held
    return seenBy.stream().anyMatch(it -> it.health(now) == SourceStatus.Health.LIVE)
        ? around.words().get("doubt.flapping")
        : seenBy.stream()
            .map(it ->
                Plain.line(it.name(), 40) + ": " + SourceWords.reason(it, now, around.times()))
            .collect(Collectors.joining(" · "));
  }

  private String about(BoardLine.Entry entry, Instant now) {
    StringBuilder text = new StringBuilder(entry.target().isEmpty() ? "–" : entry.target());
    if (!entry.owner().isEmpty()) {
      text.append(" · ").append(entry.owner());
    }
    text.append(" · ").append(around.times().absolute(entry.since(), now));
    Incident incident = entry.incident();
    if (incident != null && incident.acknowledgement() != null) {
      text.append(" · ")
          .append(
              around.words().get("head.taken-by", Plain.line(incident.acknowledgement().by(), 40)));
    }
    if (incident != null) {
      arranged(incident, now).forEach(part -> text.append(" · ").append(part));
    }
    if (incident != null && incident.escalationLevel() > 0) {
      text.append(" · ").append(around.words().get("head.level", incident.escalationLevel()));
    }
    return text.toString();
  }

  /** What people have arranged about it. */
  private List<String> arranged(Incident it, Instant now) {
    Words words = around.words();
    Handling handling = it.handling();
    List<String> parts = new ArrayList<>();
    if (handling.snooze() != null) {
      parts.add(
          words.get(
              "head.snoozed",
              around.times().absolute(handling.snooze().until(), now),
              Plain.line(handling.snooze().by(), 40)));
    }
    Handling.Maintenance maintenance = handling.maintenance();
    if (maintenance != null) {
      String name = Plain.line(maintenance.name(), 60);
      parts.add(
          maintenance.until() == null
              ? words.get("head.maintenance", name)
              : words.get(
                  "head.maintenance.until",
                  name,
                  around.times().absolute(maintenance.until(), now)));
    }
    if (handling.assignee() != null && it.acknowledgement() == null) {
      parts.add(words.get("head.assigned", Plain.line(handling.assignee(), 40)));
    }
    if (handling.mergedInto() != null) {
      parts.add(words.get("head.merged", handling.mergedInto()));
    }
    if (!handling.links().isEmpty()) {
      parts.add(
          words.get(
              "head.linked",
              String.join(", ", handling.links().stream().sorted().limit(3).toList())));
    }
    if (it.deadlines().pausedSince() != null && maintenance == null) {
      parts.add(
          words.get("head.paused", around.times().absolute(it.deadlines().pausedSince(), now)));
    }
    return parts;
  }

  void tick(BoardLine.Entry entry, Instant now) {
    Incident incident = entry.incident();
    Times times = around.times();
    Words words = around.words();
    String big =
        switch (Due.of(incident, now)) {
          case Due.None it -> noDeadline(entry, words);
          case Due.Counting it -> {
            style(it.atRisk() ? "at-risk" : "on-time");
            yield words.get("due.left", times.countdown(it.left()));
          }
          case Due.Overrun it -> {
            style("breached");
            yield words.get("due.overrun", times.countdown(it.by()));
          }
          case Due.Met it -> {
            style("met");
            yield words.get("due.met", minutes(it.took(), words));
          }
          case Due.Missed it -> {
            style("missed");
            yield words.get("due.missed", minutes(it.late(), words));
          }
        };
    due.setText(big);
    dueLabel.setText(dueLabel(incident, now));
  }

  private String noDeadline(BoardLine.Entry entry, Words words) {
    style("none");
    return entry.incident() == null
        ? words.of("status", entry.status())
        : words.of("status", Status.of(entry.incident()));
  }

  private void style(String style) {
    Bits.styleOneOf(due, style, List.of("none", "met", "on-time", "at-risk", "breached", "missed"));
  }

  private String dueLabel(@org.jspecify.annotations.Nullable Incident incident, Instant now) {
    Words words = around.words();
    if (incident == null || incident.deadline() == null) {
      return words.get("due.none");
    }
    return words.get(
        "due.label",
        responseTime(incident.policy().responseTime(), words),
        around.times().absolute(incident.deadline(), now));
  }

  private String responseTime(@org.jspecify.annotations.Nullable ResponseTime time, Words words) {
    return switch (time) {
      case null -> "–";
      case ResponseTime.Wall it -> span(it.time(), words);
      case ResponseTime.BusinessDays it -> words.get("due.business-days", it.days());
    };
  }

  private static String span(Duration time, Words words) {
    long minutes = time.toMinutes();
    return minutes % 60 == 0
        ? words.get("due.hours", minutes / 60)
        : words.get("due.minutes", minutes);
  }

  /** A length as a sentence has it: {@code 2m 08s}, {@code 2分08秒}. */
  private static String minutes(Duration span, Words words) {
    long seconds = span.toSeconds();
    String two = String.format(java.util.Locale.ROOT, "%02d", seconds % 60);
    return seconds >= 3600
        ? words.get(
            "due.long.h",
            seconds / 3600,
            String.format(java.util.Locale.ROOT, "%02d", seconds / 60 % 60))
        : words.get("due.long.m", seconds / 60, two);
  }
}
