package org.toban.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.config.Settings;
import org.toban.config.Spans;
import org.toban.source.Reading;
import org.toban.source.Source;
import org.toban.source.logs.LogBook;
import org.toban.source.logs.LogLine;
import org.toban.source.logs.LogRule;
import org.toban.source.logs.Tail;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code toban logs}: the lines of a rule, or those around an alert. */
@Command(
    name = "logs",
    description = {
      "The newest lines of a log rule, or the lines around the start of an alert that fires.",
      "With --follow goes on with lines as they arrive, until it is stopped."
    })
final class LogsCommand implements Callable<Integer> {
  private static final Duration REACH = Duration.ofMinutes(5);

  private final TobanCommand toban;

  @Parameters(
      paramLabel = "ALERT|RULE",
      description = "A name under 'logs:', or the name or fingerprint of an alert that fires.")
  private String name = "";

  @Option(
      names = "--since",
      paramLabel = "5m",
      description = "How far back; for an alert, how far before and after its start (5m).")
  private @Nullable String since;

  @Option(names = "--follow", description = "Lines as they arrive, too.")
  private boolean follow;

  @Option(names = "--json", description = "Machine output, described in docs/cli.md.")
  private boolean json;

  LogsCommand(TobanCommand toban) {
    this.toban = toban;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = toban.settings();
    if (settings.logs().isEmpty()) {
      throw new Failure("the configuration has no 'logs:'; docs/sources.md shows how to write one");
    }
    LogBook book = new LogBook(settings.logs());
    LogRule rule = book.rule(name).orElse(null);
    Alert alert = rule == null ? alert(settings) : null;
    Instant now = toban.surroundings.clock().instant();
    show(
        rule != null && rule.isWatched()
            ? book.matching(rule, now.minus(span(rule.condition().window())), now)
            : book.around(alert == null ? lookedIn(rule) : alert, start(alert, now), span(REACH)));
    if (follow) {
      follow(book, rule, alert, now);
    }
    return 0;
  }

  private static Instant start(@Nullable Alert alert, Instant now) {
    return alert == null ? now : alert.startsAt();
  }

  private Duration span(Duration otherwise) {
    if (since == null) {
      return otherwise;
    }
    return Spans.parse(since)
        .filter(it -> !it.isZero())
        .orElseThrow(() -> new Failure("--since needs a time such as 15m or 1h30m, not " + since));
  }

  private static Alert lookedIn(@Nullable LogRule rule) {
    throw new Failure(
        (rule == null ? "it" : "'" + rule.name() + "'")
            + " has no query and is only looked in for alerts; name an alert");
  }

  /** The alert that fires under this name; a source that does not answer may hide it. */
  private Alert alert(Settings settings) {
    List<Alert> found = new ArrayList<>();
    List<String> blind = new ArrayList<>();
    for (Source source : sources(settings)) {
      switch (source.read(toban.surroundings.clock())) {
        case Reading.Complete it -> it.alerts().stream().filter(this::isMeant).forEach(found::add);
        case Reading.Partial it -> it.alerts().stream().filter(this::isMeant).forEach(found::add);
        case Reading.Inspected _ -> {} // says nothing of alerts
        case Reading.Failed it -> blind.add(it.source() + ": " + it.fault().summary());
      }
    }
    List<Alert> distinct =
        found.stream()
            .collect(
                Collectors.toMap(
                    Alert::fingerprint, it -> it, Alert::merge, java.util.TreeMap::new))
            .values()
            .stream()
            .toList();
    if (distinct.isEmpty()) {
      throw new Failure(
          "no log rule and no alert that fires is called '"
              + name
              + "'"
              + (blind.isEmpty() ? "" : "; not every source answers: " + String.join("; ", blind)));
    }
    if (distinct.size() > 1) {
      throw new Failure(
          "several alerts are called '"
              + name
              + "'; name one by its fingerprint:\n"
              + distinct.stream()
                  .map(it -> it.fingerprint() + "  " + it.labels())
                  .collect(Collectors.joining("\n")));
    }
    return distinct.getFirst();
  }

  private static List<Source> sources(Settings settings) {
    List<Source> sources = new ArrayList<>();
    settings.sources().forEach(it -> sources.add(Source.of(it)));
    settings.logs().stream().filter(LogRule::isWatched).forEach(it -> sources.add(it.source()));
    return sources;
  }

  private boolean isMeant(Alert alert) {
    return alert.name().equals(name) || alert.fingerprint().toString().equals(name);
  }

  private void show(LogBook.Answer answer) {
    switch (answer) {
      case LogBook.Answer.Nowhere _ ->
          throw new Failure(
              "no entry of 'logs:' has an 'around' whose labels this alert has; docs/sources.md");
      case LogBook.Answer.Failed it -> throw new Failure(it.rule() + ": " + it.fault().summary());
      case LogBook.Answer.Lines it -> {
        note(it.earlier(), "earlier");
        it.lines().forEach(this::print);
        note(it.later(), "later");
        if (it.lines().isEmpty() && !json) {
          toban.surroundings.warn("there are no lines in this time");
        }
      }
    }
  }

  private void note(boolean left, String where) {
    if (left) {
      toban.surroundings.warn("there are more " + where + " lines, which are not shown");
    }
  }

  private void print(LogLine line) {
    if (json) {
      toban
          .surroundings
          .out()
          .println(
              Json.line(
                  Json.object("at", line.at(), "labels", line.labels(), "line", line.text())));
    } else {
      String text = line.text().strip().replace("\n", "\n    ");
      toban.surroundings.say(line.at() + "  " + text);
    }
  }

  private void follow(LogBook book, @Nullable LogRule rule, @Nullable Alert alert, Instant from)
      throws InterruptedException {
    try (Tail tail = tail(book, rule, alert, from)) {
      Runtime.getRuntime().addShutdownHook(new Thread(tail::close, "tail"));
      new CountDownLatch(1).await(); // until a signal ends the process
    }
  }

  private Tail tail(LogBook book, @Nullable LogRule rule, @Nullable Alert alert, Instant from) {
    if (rule != null) {
      return book.follow(rule, from, this::take);
    }
    return book.follow(alert == null ? lookedIn(null) : alert, from, this::take)
        .orElseThrow(() -> new Failure("no entry of 'logs:' says where its lines are"));
  }

  private void take(Tail.Event event) {
    switch (event) {
      case Tail.Event.Lines it -> it.lines().forEach(this::print);
      case Tail.Event.Dropped it ->
          toban.surroundings.warn(it.lines() + " lines were dropped on the way");
      case Tail.Event.Live _ -> toban.surroundings.warn("following");
      case Tail.Event.Lost it ->
          toban.surroundings.warn("no lines come any more: " + it.fault().summary());
    }
  }
}
