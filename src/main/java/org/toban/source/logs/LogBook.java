package org.toban.source.logs;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;

/** Looks into logs when a person asks: the lines around an alert, the lines of a rule. */
public final class LogBook {
  /** Lines on each side of the moment that is asked for. */
  public static final int SIDE = 500;

  private final Map<String, LogRule> rules = new LinkedHashMap<>();
  private final Map<String, LogServer> servers = new LinkedHashMap<>();

  public LogBook(List<LogRule> rules) {
    rules.forEach(rule -> {
      this.rules.put(rule.name(), rule);
      servers.put(rule.name(), LogServer.of(rule));
    });
  }

  /** What a look gave. */
  public sealed interface Answer {
    /**
     * Lines, oldest first.
     *
     * @param rule the entry of the configuration that was asked
     * @param earlier whether the span has lines before these that were not read
     * @param later whether the span has lines after these that were not read
     */
    record Lines(String rule, List<LogLine> lines, boolean earlier, boolean later)
        implements Answer {
      public Lines {
        lines = List.copyOf(lines);
      }
    }

    record Failed(String rule, Fault fault) implements Answer {}

    /** No entry of the configuration says where the lines of this alert are. */
    record Nowhere() implements Answer {}
  }

  public Optional<LogRule> rule(String name) {
    return Optional.ofNullable(rules.get(name));
  }

  /**
   * The lines around a moment of an alert; nearest to the moment when there are too many.
   *
   * @param reach before the moment and after it
   */
  public Answer around(Alert alert, Instant moment, Duration reach) {
    Place place = place(alert);
    if (place == null) {
      return new Answer.Nowhere();
    }
    Search before = new Search(place.what(), moment.minus(reach), moment, true, SIDE);
    Search after = new Search(place.what(), moment, moment.plus(reach), false, SIDE);
    return look(
        place.rule(),
        base -> {
          LogServer server = server(place.rule());
          Found earlier = server.search(base, before);
          Found later = server.search(base, after);
          List<LogLine> all = new ArrayList<>(earlier.lines());
          all.addAll(later.lines());
          return new Answer.Lines(place.rule().name(), all, !earlier.whole(), !later.whole());
        });
  }

  /** The newest lines that a rule counts. */
  public Answer matching(LogRule rule, Instant from, Instant to) {
    Search search =
        new Search(new Search.What.Counted(), from, to, true, rule.question().maxLines());
    return look(
        rule,
        base -> {
          Found found = server(rule).search(base, search);
          return new Answer.Lines(rule.name(), found.lines(), !found.whole(), false);
        });
  }

  /** The lines that a rule counts, as they arrive. */
  public Tail follow(LogRule rule, Instant from, Consumer<Tail.Event> events) {
    return tail(rule, new Search.What.Counted(), from, events);
  }

  /** The lines of an alert's place as they arrive; empty when no entry says where they are. */
  public Optional<Tail> follow(Alert alert, Instant from, Consumer<Tail.Event> events) {
    return Optional.ofNullable(place(alert))
        .map(place -> tail(place.rule(), place.what(), from, events));
  }

  private Tail tail(LogRule rule, Search.What what, Instant from, Consumer<Tail.Event> events) {
    return new Tail(rule.name(), server(rule).follow(what, from), events).start();
  }

  /** Whether a rule's server answers and knows what the rule names; the lines of its window. */
  public Answer check(LogRule rule, Instant now) {
    Instant from = now.minus(rule.condition().window());
    Map<String, String> equal = new LinkedHashMap<>();
    rule.around().forEach((name, value) -> equal.put(name, value.replaceAll("[{}]", "")));
    Search.What what =
        rule.isWatched() ? new Search.What.Counted() : new Search.What.Around(false, equal);
    return look(
        rule,
        base -> {
          server(rule).check(base);
          Found found =
              server(rule)
                  .search(base, new Search(what, from, now, true, rule.question().maxLines()));
          return new Answer.Lines(rule.name(), found.lines(), !found.whole(), false);
        });
  }

  /** Whether a rule's streams or index had any line at all since then. */
  public boolean isSilent(LogRule rule, Instant since, Instant now) {
    Search any = new Search(new Search.What.Around(true, Map.of()), since, now, true, 1);
    return look(
                rule,
                base ->
                    new Answer.Lines(
                        rule.name(), server(rule).search(base, any).lines(), false, false))
            instanceof Answer.Lines it
        && it.lines().isEmpty();
  }

  private record Place(LogRule rule, Search.What what) {}

  /** An alert of a rule has its lines where the rule says; others where their labels are asked. */
  private @Nullable Place place(Alert alert) {
    LogRule own = rules.get(alert.labels().getOrDefault("log_rule", ""));
    if (own != null) {
      Optional<Map<String, String>> filled = Around.fill(own.around(), alert.labels());
      if (own.around().isEmpty() || filled.isEmpty()) {
        Map<String, String> group = Around.groupOf(own, alert.labels());
        return new Place(own, new Search.What.Around(true, group));
      }
      return new Place(own, new Search.What.Around(false, filled.get()));
    }
    for (LogRule rule : rules.values()) {
      Optional<Map<String, String>> filled = Around.fill(rule.around(), alert.labels());
      if (!rule.around().isEmpty() && filled.isPresent()) {
        return new Place(rule, new Search.What.Around(false, filled.get()));
      }
    }
    return null;
  }

  private LogServer server(LogRule rule) {
    LogServer server = servers.get(rule.name());
    return server == null ? LogServer.of(rule) : server;
  }

  /** One question to one address. */
  private interface Look {
    Answer at(URI base) throws PollFailure;
  }

  private static Answer look(LogRule rule, Look look) {
    Fault fault = new Fault.Unreachable("no address");
    for (URI base : rule.server().urls()) {
      try {
        return look.at(base);
      } catch (PollFailure e) {
        fault = e.fault();
      }
    }
    return new Answer.Failed(rule.name(), fault);
  }
}
