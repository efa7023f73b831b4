package org.toban.app.panel;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.engine.Board;
import org.toban.incident.Incident;
import org.toban.runbook.Step;
import org.toban.runbook.query.Comparison;
import org.toban.runbook.query.QueryProblem;
import org.toban.runbook.query.QueryText;
import org.toban.source.LokiNumbers;
import org.toban.source.Prometheus;
import org.toban.source.QueryAnswer;
import org.toban.source.SourceSettings;
import org.toban.source.SourceSettings.Kind;
import org.toban.source.fault.Fault;
import org.toban.source.logs.LogBook;
import org.toban.source.logs.LogRule;
import org.toban.ui.parts.Panels;

/**
 * Asks the servers of the configuration. A block that names none goes to the Prometheus that the
 * alert came from, or to the only one of its kind.
 */
public final class DeskPanels implements Panels {
  private static final Logger LOG = LoggerFactory.getLogger(DeskPanels.class);
  private static final int LINES = 50;

  private final List<SourceSettings> sources;
  private final List<LogRule> logs;
  private final Function<Fingerprint, List<String>> sightings;

  /**
   * Panels of a configuration.
   *
   * @param sightings the sources that show an alert
   */
  public DeskPanels(
      List<SourceSettings> sources,
      List<LogRule> logs,
      Function<Fingerprint, List<String>> sightings) {
    this.sources = List.copyOf(sources);
    this.logs = List.copyOf(logs);
    this.sightings = sightings;
  }

  /** Panels of a console, which knows from its newest board where an alert was seen. */
  public static DeskPanels of(
      List<SourceSettings> sources, List<LogRule> logs, Supplier<@Nullable Board> newest) {
    return new DeskPanels(
        sources,
        logs,
        alert ->
            Optional.ofNullable(newest.get()).map(Board::rows).orElse(List.of()).stream()
                .filter(row -> row.fingerprint().equals(alert))
                .findFirst()
                .map(Board.Row::sources)
                .orElse(List.of()));
  }

  @Override
  public Answer read(Step step, Incident incident, Instant now) {
    try {
      Span span = Span.of(incident, now);
      Alert subject = incident.subject();
      Function<String, @Nullable String> labels =
          name -> subject == null ? null : subject.labels().get(name);
      String query = QueryText.filled(step.language(), step.script(), labels, span.step());
      return switch (step.language()) {
        case "promql" -> numbers(step, query, subject, span);
        case "logql" ->
            LokiNumbers.areAskedBy(query)
                ? counts(step, query, span)
                : lines(step, query, Kind.LOKI, span);
        default -> lines(step, query, Kind.ELASTICSEARCH, span);
      };
    } catch (QueryProblem e) {
      return new Answer.Unasked(Why.BAD_QUERY, e.what());
    } catch (RuntimeException e) {
      LOG.error("a panel could not be read", e);
      return new Answer.Failed("", new Fault.Unreadable("the query", String.valueOf(e)));
    }
  }

  private Answer numbers(Step step, String query, @Nullable Alert subject, Span span) {
    List<SourceSettings> all = sources.stream().filter(it -> it.kind() == Kind.PROMETHEUS).toList();
    List<String> seen = subject == null ? List.of() : sightings.apply(subject.fingerprint());
    List<String> names = all.stream().map(SourceSettings::name).toList();
    Choice choice = choose(step.attributes().get("source"), names, seen);
    if (choice.unasked() != null) {
      return choice.unasked();
    }
    SourceSettings source =
        all.stream().filter(it -> it.name().equals(choice.name())).findFirst().orElseThrow();
    Comparison comparison = Comparison.of(query);
    return chart(
        step,
        comparison,
        span,
        source.name(),
        Prometheus.of(source).query(comparison.shown(), span.from(), span.to(), span.step()));
  }

  /** What a Loki counts is drawn as what a Prometheus measures. */
  private Answer counts(Step step, String query, Span span) {
    Picked picked = pick(step, Kind.LOKI);
    if (picked.rule() == null) {
      return picked.unasked();
    }
    SourceSettings loki = picked.rule().server();
    Comparison comparison = Comparison.of(query);
    return chart(
        step,
        comparison,
        span,
        picked.rule().name(),
        LokiNumbers.query(loki, comparison.shown(), span.from(), span.to(), span.step()));
  }

  private static Answer chart(
      Step step, Comparison comparison, Span span, String source, QueryAnswer answer) {
    return switch (answer) {
      case QueryAnswer.Failed it -> new Answer.Failed(source, it.fault());
      case QueryAnswer.Values it ->
          new Answer.Chart(
              source,
              span,
              it.series(),
              it.leftOut(),
              it.warnings(),
              threshold(step.attributes(), comparison),
              step.attributes().getOrDefault("unit", ""));
    };
  }

  private static @Nullable Double threshold(Map<String, String> attributes, Comparison comparison) {
    String written = attributes.get("threshold");
    try {
      return written == null ? comparison.threshold() : Double.valueOf(written);
    } catch (NumberFormatException e) {
      return comparison.threshold();
    }
  }

  /** The entry of the configuration that a block is asked through, or why there is none. */
  private record Picked(@Nullable LogRule rule, Answer unasked) {}

  private Picked pick(Step step, Kind kind) {
    List<LogRule> all = logs.stream().filter(it -> it.server().kind() == kind).toList();
    List<String> names = all.stream().map(LogRule::name).toList();
    // entries of one server differ in what they look for, which the block says itself
    boolean same = all.stream().map(it -> it.server().urls()).distinct().count() == 1;
    Choice choice =
        choose(
            step.attributes().get("source"),
            same && !step.attributes().containsKey("source") ? names.subList(0, 1) : names,
            List.of());
    if (choice.unasked() != null) {
      return new Picked(null, choice.unasked());
    }
    return new Picked(
        all.stream().filter(it -> it.name().equals(choice.name())).findFirst().orElseThrow(),
        new Answer.Unasked(Why.NO_SERVER, ""));
  }

  private Answer lines(Step step, String query, Kind kind, Span span) {
    Picked picked = pick(step, kind);
    LogRule rule = picked.rule();
    if (rule == null) {
      return picked.unasked();
    }
    LogRule.Question asked = rule.question();
    LogRule other =
        new LogRule(
            rule.server(),
            new LogRule.Question(query, asked.index(), asked.fields(), List.of(), LINES),
            rule.condition(),
            rule.labels(),
            rule.annotations(),
            rule.groupBy(),
            rule.around());
    return switch (new LogBook(List.of(other)).matching(other, span.from(), span.to())) {
      case LogBook.Answer.Lines it -> new Answer.Lines(it.rule(), it.lines(), it.earlier());
      case LogBook.Answer.Failed it -> new Answer.Failed(it.rule(), it.fault());
      case LogBook.Answer.Nowhere _ -> new Answer.Unasked(Why.NO_SERVER, "");
    };
  }

  private record Choice(String name, @Nullable Answer unasked) {}

  private static Choice choose(@Nullable String named, List<String> names, List<String> seen) {
    if (named != null) {
      return names.contains(named)
          ? new Choice(named, null)
          : new Choice("", new Answer.Unasked(Why.UNKNOWN_SERVER, named));
    }
    List<String> candidates = new ArrayList<>(names);
    candidates.retainAll(seen);
    if (!candidates.isEmpty()) {
      return new Choice(candidates.getFirst(), null);
    }
    return switch (names.size()) {
      case 0 -> new Choice("", new Answer.Unasked(Why.NO_SERVER, ""));
      case 1 -> new Choice(names.getFirst(), null);
      default -> new Choice("", new Answer.Unasked(Why.SEVERAL_SERVERS, String.join(", ", names)));
    };
  }
}
