package org.toban.ui.board;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.toban.alert.Severity;
import org.toban.engine.Board;
import org.toban.incident.MaintenanceWindow;
import org.toban.notice.Reach;
import org.toban.source.SourceStatus;
import org.toban.source.SourceStatus.Health;
import org.toban.ui.look.Beside;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;

/** Something that everybody who looks at the board must know first. */
record Banner(Kind kind, String text, String detail, Severity shape, String shapeName) {
  /** What it is about; also its style. */
  enum Kind {
    BLIND,
    HISTORY,
    LOST,
    MAINTENANCE,
    NARROW
  }

  /** How many failing sources are named. */
  private static final int NAMED = 2;

  /** Narrower than this a detail stands below what it explains. */
  private static final double LEAST = 260;

  static List<Banner> of(Board board, Surroundings around) {
    Words words = around.words();
    Instant now = around.ticker().now();
    List<Banner> banners = new ArrayList<>();
    remembered(board, around).ifPresent(banners::add);
    List<SourceStatus> failing =
        board.sources().stream().filter(source -> isFailing(source, now)).toList();
    for (SourceStatus source : failing.subList(0, Math.min(NAMED, failing.size()))) {
      banners.add(
          new Banner(
              Kind.BLIND,
              blind(source, now, around.times()),
              SourceWords.reason(source, now, around.times()),
              Severity.UNKNOWN,
              words.get("blind")));
    }
    if (failing.size() > NAMED) {
      banners.add(
          new Banner(
              Kind.BLIND,
              words.get("blind.more", failing.size() - NAMED),
              "",
              Severity.UNKNOWN,
              words.get("blind")));
    }
    String problem = board.historyProblem();
    if (problem != null) {
      banners.add(
          new Banner(
              Kind.HISTORY,
              words.get("history.down"),
              Plain.line(problem),
              Severity.WARNING,
              words.severity(Severity.WARNING)));
    }
    board.lostChannels().forEach(it -> banners.add(lost(it, around)));
    maintenance(board, around).ifPresent(banners::add);
    if (board.noticesOnly() != null) {
      banners.add(
          new Banner(
              Kind.NARROW,
              words.get("banner.narrow"),
              Plain.line(board.noticesOnly().toString(), 200),
              Severity.WARNING,
              words.severity(Severity.WARNING)));
    }
    return banners;
  }

  /** What is held back now, and by what work. */
  private static Optional<Banner> maintenance(Board board, Surroundings around) {
    Words words = around.words();
    long held =
        board.incidents().values().stream()
            .filter(it -> it.handling().maintenance() != null)
            .count();
    if (board.maintenance().isEmpty() && held == 0) {
      return Optional.empty();
    }
    String which =
        board.maintenance().stream()
            .limit(NAMED)
            .map(it -> said(it, around))
            .collect(Collectors.joining(" · "));
    int more = board.maintenance().size() - NAMED;
    return Optional.of(
        new Banner(
            Kind.MAINTENANCE,
            words.get("banner.maintenance", held),
            more > 0 ? which + " " + words.get("banner.maintenance.more", more) : which,
            Severity.INFO,
            words.severity(Severity.INFO)));
  }

  private static String said(MaintenanceWindow it, Surroundings around) {
    Instant now = around.ticker().now();
    Instant end = it.time().endFor(now);
    String name = Plain.line(it.name(), 60) + " " + Plain.line(it.matchers().toString(), 80);
    return end == null
        ? name
        : around.words().get("banner.maintenance.until", name, around.times().absolute(end, now));
  }

  private static Banner lost(Reach.Lost it, Surroundings around) {
    Words words = around.words();
    String since = around.times().absolute(it.since(), around.ticker().now());
    return new Banner(
        Kind.LOST,
        words.get("banner.lost", Plain.line(it.channel(), 40), since),
        Plain.line(it.problem(), 200),
        Severity.WARNING,
        words.severity(Severity.WARNING));
  }

  /** A source has not answered since the start, and what it said before stands for it. */
  private static Optional<Banner> remembered(Board board, Surroundings around) {
    Words words = around.words();
    Instant now = around.ticker().now();
    List<SourceStatus> all =
        board.sources().stream()
            .filter(it -> it.remembered() && it.lastComplete() != null && !isFailing(it, now))
            .toList();
    return all.stream()
        .map(SourceStatus::lastComplete)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .map(oldest ->
            new Banner(
                Kind.BLIND,
                words.get(
                    "banner.remembered",
                    around.times().absolute(oldest, now),
                    around.times().span(Duration.between(oldest, now))),
                words.get(
                    "banner.remembered.why",
                    all.stream()
                        .map(it -> Plain.line(it.name(), 40))
                        .collect(Collectors.joining(", "))),
                Severity.UNKNOWN,
                words.get("blind")));
  }

  private static boolean isFailing(SourceStatus source, Instant now) {
    return source.health(now) == Health.FAILED;
  }

  private static String blind(SourceStatus source, Instant now, Times times) {
    Instant last = source.lastComplete();
    String name = Plain.line(source.name(), 40);
    return last == null
        ? times.words().get("blind.never", name)
        : times
            .words()
            .get(
                "blind.since",
                name,
                times.span(Duration.between(last, now)),
                times.absolute(last, now));
  }

  Node node() {
    Label strong = Bits.prose(text, "strong");
    Label why = Bits.prose(detail);
    Bits.show(why, !detail.isEmpty());
    if (!detail.isEmpty()) {
      why.setTooltip(new Tooltip(detail));
    }
    Beside said = Beside.filling(10, strong, why, LEAST);
    HBox.setHgrow(said, Priority.ALWAYS);
    var shapeNode = Bits.icon("severity", Words.key(shape));
    shapeNode.setAccessibleText(shapeName);
    var row = Bits.row(10, shapeNode, said);
    row.setId("banner-" + Words.key(kind));
    row.getStyleClass().addAll("banner", Words.key(kind));
    return row;
  }
}
