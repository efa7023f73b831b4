package org.toban.app;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.toban.config.Spans;
import org.toban.source.Prometheus;
import org.toban.source.QueryAnswer;
import org.toban.source.Series;
import org.toban.source.SourceSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code toban query}: one question to a Prometheus, as the panels of runbooks ask it. */
@Command(
    name = "query",
    description = {
      "Asks a Prometheus of the configuration for the value of an expression, now or over a time."
    })
final class QueryCommand implements Callable<Integer> {
  private final TobanCommand toban;

  @Parameters(index = "0", paramLabel = "SOURCE", description = "Its name in the configuration.")
  private String source = "";

  @Parameters(index = "1", paramLabel = "EXPR", description = "In PromQL.")
  private String expression = "";

  @Option(
      names = "--since",
      paramLabel = "SPAN",
      description = "All values since so long ago, such as 1h.")
  private @Nullable String since;

  @Option(
      names = "--step",
      paramLabel = "SPAN",
      description = "With --since: one value in so long; without it a value for each 250th part.")
  private @Nullable String step;

  @Option(names = "--json", description = "Machine output, described in docs/cli.md.")
  private boolean json;

  QueryCommand(TobanCommand toban) {
    this.toban = toban;
  }

  @Override
  public Integer call() {
    Prometheus prometheus = Prometheus.of(settings());
    Instant now = toban.surroundings.clock().instant();
    if (since == null && step != null) {
      throw new Failure("--step needs --since");
    }
    QueryAnswer answer;
    if (since == null) {
      answer = prometheus.query(expression, now);
    } else {
      Duration span = span(since);
      Duration each = step == null ? span.dividedBy(250) : span(step);
      answer = prometheus.query(expression, now.minus(span), now, each);
    }
    return switch (answer) {
      case QueryAnswer.Failed it -> throw new Failure(source + ": " + it.fault().summary());
      case QueryAnswer.Values it -> {
        print(it);
        yield 0;
      }
    };
  }

  private SourceSettings settings() {
    List<SourceSettings> sources = toban.settings().sources();
    return sources.stream()
        .filter(it -> it.name().equals(source))
        .findFirst()
        .map(it -> {
          if (it.kind() != SourceSettings.Kind.PROMETHEUS) {
            throw new Failure(source + " is no Prometheus, so it takes no query");
          }
          return it;
        })
        .orElseThrow(() ->
            new Failure(
                "there is no source "
                    + source
                    + "; there are "
                    + String.join(", ", sources.stream().map(SourceSettings::name).toList())));
  }

  private static Duration span(String text) {
    return Spans.parse(text)
        .filter(Duration::isPositive)
        .orElseThrow(() -> new Failure("'" + text + "' is no span of time; write 15s or 1h30m"));
  }

  private void print(QueryAnswer.Values answer) {
    if (json) {
      toban.surroundings.out().println(Json.pretty(json(answer)));
      return;
    }
    answer.warnings().forEach(toban.surroundings::warn);
    for (Series series : answer.series()) {
      toban.surroundings.say(series.labels().toString());
      series
          .samples()
          .forEach(it -> toban.surroundings.say("  " + it.at() + "  " + written(it.value())));
    }
    if (answer.series().isEmpty()) {
      toban.surroundings.say("nothing matches");
    }
    if (answer.leftOut() > 0) {
      toban.surroundings.warn(answer.leftOut() + " more series are left out");
    }
  }

  private static Map<String, @Nullable Object> json(QueryAnswer.Values answer) {
    return Json.object(
        "series",
        answer.series().stream()
            .map(series ->
                Json.object(
                    "labels",
                    series.labels(),
                    "samples",
                    series.samples().stream()
                        .map(it -> Json.object("at", it.at(), "value", written(it.value())))
                        .toList()))
            .toList(),
        "left_out",
        answer.leftOut(),
        "warnings",
        answer.warnings());
  }

  /** As text, for JSON has no infinity, and as Prometheus writes it. */
  private static String written(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
