package org.toban.ui.silence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Matcher;
import org.toban.alert.MatcherProblem;
import org.toban.alert.Matchers;
import org.toban.config.Spans;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.source.SourceSettings;
import org.toban.source.silence.Silence;
import org.toban.source.silence.SilencePreview;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Form;
import org.toban.ui.look.FxFeed;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Words;

/**
 * Makes or changes a silence: its matchers, with the alerts that it hits shown while they are
 * written, its length and its comment. The alerts are computed off the FX thread.
 */
public final class SilenceSheet {
  /** A silence that lasted less was ended early, so its length is nothing to repeat. */
  private static final Duration SHORT = Duration.ofMinutes(10);

  private static final List<String> LENGTHS = List.of("30m", "2h", "8h", "24h");

  private final Surroundings around;
  private final Words words;
  private final Board board;
  private final FxFeed<Wanted, Runnable> feed;
  private final VBox matcherRows = Bits.column(4);
  private final List<MatcherNode> matchers = new ArrayList<>();
  private final ChoiceBox<String> source = new ChoiceBox<>();
  private final PreviewNode preview;
  private final Label problem = Bits.prose("", "warn");
  private @Nullable TextField more;
  private @Nullable TextField length;
  private @Nullable TextField comment;
  private @Nullable Silence changed;
  private @Nullable Wanted newest;

  /** A draft to be looked at. */
  private record Wanted(Silence.Draft draft, String source, Board board, Instant now) {}

  public SilenceSheet(Surroundings around, Board board) {
    this.around = around;
    this.words = around.words();
    this.board = board;
    this.preview = new PreviewNode(words);
    this.feed = new FxFeed<>(this::look, Runnable::run);
  }

  @SuppressWarnings("ReferenceEquality") // what is overtaken must not let the newer be sent
  private Runnable look(Wanted wanted) {
    List<Alert> alerts = new ArrayList<>();
    for (Board.Row row : wanted.board().rows()) {
      if (row.sources().contains(wanted.source())) {
        alerts.add(row.alert());
      }
    }
    SilencePreview seen = SilencePreview.of(wanted.draft(), alerts, wanted.now());
    return () -> {
      if (wanted == newest) {
        preview.show(seen);
      }
    };
  }

  /** For alerts of the board; says so when no source of theirs has silences. */
  public void open(Collection<Board.Row> rows) {
    TreeSet<String> sources = new TreeSet<>();
    rows.forEach(row -> sources.addAll(row.sources()));
    sources.retainAll(silencing());
    if (sources.isEmpty()) {
      refuse();
      return;
    }
    open(
        words.get("silence.title"),
        Proposal.of(rows.stream().map(Board.Row::alert).toList()),
        sources,
        "2h",
        "",
        words.get("act.silence"));
  }

  /** Changes a silence that is not over. */
  void edit(Silence silence) {
    changed = silence;
    Duration left = Duration.between(around.ticker().now(), silence.endsAt());
    reopen(silence, "silence.title-edit", "silence.save", left);
  }

  /** Makes one like a silence that is over. */
  void again(Silence silence) {
    Duration before = Duration.between(silence.startsAt(), silence.endsAt());
    boolean endedEarly = before.compareTo(SHORT) < 0;
    reopen(silence, "silence.title", "act.silence", endedEarly ? SilencePreview.USUAL : before);
  }

  private void reopen(Silence silence, String title, String verb, Duration length) {
    Matchers known = silence.matchers();
    if (known != null) {
      open(
          words.get(title),
          Proposal.of(known.all()),
          List.of(silence.source()),
          Math.max(1, length.toMinutes()) + "m",
          silence.comment(),
          words.get(verb));
    }
  }

  private List<String> silencing() {
    return board.sources().stream()
        .filter(it -> it.kind() == SourceSettings.Kind.ALERTMANAGER)
        .map(org.toban.source.SourceStatus::name)
        .toList();
  }

  private void refuse() {
    new Form(words, around.sheets(), words.get("silence.title"))
        .add(Bits.prose(words.get("silence.no-source"), "warn"))
        .openToRead();
  }

  private void open(
      String title,
      List<Proposal> proposals,
      Collection<String> sources,
      String lasts,
      String why,
      String verb) {
    Form form = new Form(words, around.sheets(), title).wide();
    source.setId("silence-source");
    source.getItems().setAll(sources);
    source.getSelectionModel().selectFirst();
    if (sources.size() > 1) {
      form.labelled(words.get("silence.source"), source);
    }
    for (Proposal proposal : proposals) {
      MatcherNode node = new MatcherNode(proposal, this::changed);
      matchers.add(node);
      matcherRows.getChildren().add(node);
    }
    var scroll = Bits.scroll(matcherRows);
    scroll.setMaxHeight(200);
    scroll.setPrefHeight(Math.min(200, proposals.size() * 40));
    scroll.setMinHeight(Math.min(200, proposals.size() * 40));
    form.labelled(words.get("silence.matchers"), scroll);
    TextField others = form.line("silence-more", words.get("silence.more"), "");
    others.getStyleClass().add("mono");
    more = others;
    TextField span = form.line("silence-length", words.get("silence.length"), lasts);
    length = span;
    form.add(presets(span));
    TextField reason =
        form.line(
            "silence-comment", words.get("silence.comment", Plain.line(around.person(), 40)), why);
    comment = reason;
    form.add(problem);
    form.add(preview);
    source.valueProperty().addListener((property, before, now) -> changed());
    for (TextField field : List.of(others, span, reason)) {
      field.textProperty().addListener((property, before, now) -> changed());
    }
    form.require(preview.decided());
    form.focus(reason);
    changed();
    form.open(verb, "primary", this::send);
  }

  private static HBox presets(TextField span) {
    HBox presets = Bits.row(6);
    for (String it : LENGTHS) {
      presets.getChildren().add(Bits.button("silence-" + it, it, "", () -> span.setText(it)));
    }
    return presets;
  }

  /** Whatever was written: the draft is looked at anew, and until then nothing can be sent. */
  private void changed() {
    preview.unknown();
    newest = null;
    try {
      Optional<Silence.Draft> draft = draft();
      draft.ifPresent(it -> {
        Wanted wanted = new Wanted(it, source.getValue(), board, around.ticker().now());
        newest = wanted;
        feed.offer(wanted);
      });
      Bits.show(problem, draft.isEmpty());
      problem.setText(draft.isEmpty() ? words.get("silence.bad-length") : "");
    } catch (MatcherProblem e) {
      problem.setText(
          words.get(
              "silence.bad-matcher", e.column(), Plain.line(e.detail().in(words.locale()), 120)));
      Bits.show(problem, true);
    }
  }

  /** Empty when the length is none. */
  private Optional<Silence.Draft> draft() {
    TextField others = more;
    TextField span = length;
    TextField reason = comment;
    if (others == null || span == null || reason == null) {
      return Optional.empty();
    }
    List<Matcher> all = new ArrayList<>();
    matchers.forEach(node -> node.matcher().ifPresent(all::add));
    all.addAll(Matchers.parse(others.getText().strip()).all());
    Instant now = around.ticker().now();
    Silence before = changed;
    return Spans.parse(span.getText().strip())
        .filter(Duration::isPositive)
        .map(it ->
            new Silence.Draft(
                before == null ? null : before.id(),
                new Matchers(all),
                before == null ? now : before.startsAt(),
                now.plus(it),
                around.person(),
                reason.getText().strip()));
  }

  private void send() {
    Wanted wanted = newest;
    if (wanted != null) {
      around
          .send()
          .accept(new Command.PutSilence(around.person(), wanted.source(), wanted.draft()));
    }
  }
}
