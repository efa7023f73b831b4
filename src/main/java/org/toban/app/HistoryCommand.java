package org.toban.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.config.Spans;
import org.toban.history.History;
import org.toban.history.SqliteHistory;
import org.toban.incident.Event;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code toban history}: what happened, from the event store. */
@Command(name = "history", description = "Lists, shows, exports, imports and backs up incidents.")
final class HistoryCommand implements Runnable {
  /** Firings that a search looks at, the newest. */
  private static final int MOST_SEARCHED = 200_000;

  private final TobanCommand toban;

  @Spec private @Nullable CommandSpec spec;

  HistoryCommand(TobanCommand toban) {
    this.toban = toban;
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(
          spec.commandLine(), "history needs one of: list, alerts, show, export, import, backup");
    }
  }

  /** Opens the history, and tells a person what there is to know about its file. */
  static <T> T with(TobanCommand toban, Function<History, T> work) {
    Path file =
        toban.configFile().isPresent()
            ? toban.settings().history()
            : toban.surroundings.places().state().resolve("history.db");
    if (!Files.exists(file)) {
      throw new Failure("there is no history yet at " + file);
    }
    try (SqliteHistory history = SqliteHistory.open(file)) {
      history.notices().forEach(toban.surroundings::warn);
      return work.apply(history);
    }
  }

  @Command(name = "list", description = "Incidents, the newest first.")
  int list(
      @Option(names = "--name", paramLabel = "NAME", description = "Only incidents of this name.")
          @Nullable String name,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "50",
              description = "At most so many (50).")
          int limit,
      @Option(names = "--json", description = "Machine output, described in docs/cli.md.")
          boolean json) {
    List<History.Row> rows = with(toban, history -> history.latest(name, limit, null));
    if (json) {
      print(Json.object("incidents", rows.stream().map(HistoryCommand::entry).toList()));
    } else {
      rows.forEach(row ->
          toban.surroundings.say(
              "%s  %s  %-8s  %-10s  %s"
                  .formatted(row.id(), row.openedAt(), row.severity(), row.phase(), row.name())));
      toban.surroundings.say(rows.size() + " incidents");
    }
    return 0;
  }

  @Command(
      name = "alerts",
      description = {
        "Firings of alerts, the newest first, also those that made no incident:",
        "information such as backups and maintenance."
      })
  int alerts(
      @Parameters(
              paramLabel = "TEXT",
              arity = "0..1",
              description = "Only what has this in its name or its source.")
          @Nullable String text,
      @Option(names = "--severity", paramLabel = "SEVERITY", description = "Such as info.")
          @Nullable Severity severity,
      @Option(
              names = "--since",
              paramLabel = "SPAN",
              defaultValue = "7d",
              description = "How far back (7d).")
          String since,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "50",
              description = "At most so many (50).")
          int limit,
      @Option(names = "--json", description = "Machine output, described in docs/cli.md.")
          boolean json) {
    Duration span =
        Spans.parse(since)
            .orElseThrow(() -> new Failure("--since is a time such as 7d, not '" + since + "'"));
    Instant from = toban.surroundings.clock().instant().minus(span);
    List<History.Episode> found =
        with(toban, history -> history.episodesSince(from, MOST_SEARCHED)).stream()
            .filter(it -> severity == null || it.severity() == severity)
            .filter(it -> text == null || has(it.name(), text) || has(it.source(), text))
            .limit(limit)
            .toList();
    if (json) {
      print(Json.object("alerts", found.stream().map(HistoryCommand::episode).toList()));
    } else {
      found.forEach(it ->
          toban.surroundings.say(
              "%s  %s  %-8s  %s (%s)"
                  .formatted(
                      it.startedAt(),
                      it.endedAt() == null ? "fires on" : it.endedAt(),
                      it.severity(),
                      it.name(),
                      it.source())));
      toban.surroundings.say(found.size() + " firings");
    }
    return 0;
  }

  private static boolean has(String all, String part) {
    return all.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  private static Map<String, @Nullable Object> episode(History.Episode it) {
    return Json.object(
        "name", it.name(),
        "source", it.source(),
        "severity", it.severity(),
        "fingerprint", it.fingerprint(),
        "started_at", it.startedAt(),
        "ended_at", it.endedAt(),
        "refires", it.flaps(),
        "incident", it.incident());
  }

  @Command(name = "show", description = "One incident with its events.")
  int show(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--json", description = "Machine output, described in docs/cli.md.")
          boolean json) {
    List<Event> events = with(toban, history -> history.events(id));
    if (events.isEmpty()) {
      throw new Failure("there is no incident " + id + " in the history");
    }
    if (json) {
      print(Json.object("id", id, "events", events.stream().map(HistoryCommand::event).toList()));
    } else {
      events.forEach(event -> toban.surroundings.say(event.at() + "  " + text(event)));
    }
    return 0;
  }

  @Command(name = "export", description = "Everything as JSON lines, to a new file.")
  int export(@Parameters(paramLabel = "FILE", description = "- for standard output.") String file) {
    return with(
        toban,
        history -> {
          if (file.equals("-")) {
            history.exportTo(toban.surroundings.out());
            return 0;
          }
          try (Writer out = Files.newBufferedWriter(Path.of(file), StandardOpenOption.CREATE_NEW)) {
            history.exportTo(out);
            return 0;
          } catch (IOException e) {
            throw new Failure("cannot write " + file + " (" + reason(e) + ")", e);
          }
        });
  }

  @Command(name = "import", description = "Takes in what export wrote; what is there stays.")
  int take(@Parameters(paramLabel = "FILE") Path file) {
    long added =
        with(
            toban,
            history -> {
              try (var in = Files.newBufferedReader(file)) {
                return history.importFrom(in);
              } catch (IOException | UncheckedIOException e) {
                throw new Failure("cannot read " + file + " (" + e.getMessage() + ")", e);
              }
            });
    toban.surroundings.say(added + " new records");
    return 0;
  }

  @Command(
      name = "backup",
      description = "A consistent copy in a new file, also while the desk runs.")
  int backup(@Parameters(paramLabel = "FILE") Path file) {
    if (Files.exists(file)) {
      throw new Failure(file + " is there already; name a new file");
    }
    return with(
        toban,
        history -> {
          history.backup(file);
          return 0;
        });
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.FileAlreadyExistsException
        ? "it is there already; name a new file"
        : e.toString();
  }

  private void print(Object value) {
    toban.surroundings.out().println(Json.pretty(value));
  }

  private static Map<String, @Nullable Object> entry(History.Row row) {
    return Json.object(
        "id", row.id(),
        "name", row.name(),
        "severity", row.severity(),
        "phase", row.phase(),
        "opened_at", row.openedAt(),
        "deadline", row.deadline(),
        "responded_at", row.respondedAt(),
        "recovered_at", row.recoveredAt(),
        "closed_at", row.closedAt(),
        "verdict", row.verdict());
  }

  private static Map<String, @Nullable Object> event(Event event) {
    Map<String, @Nullable Object> object = Json.object("type", event.getClass().getSimpleName());
    object.putAll(Json.ofRecord((Record) event));
    return object;
  }

  /** The event's type, then what it says, in the names of the code. */
  private static String text(Event event) {
    StringBuilder text = new StringBuilder(event.getClass().getSimpleName());
    Json.ofRecord((Record) event)
        .forEach((name, value) -> {
          boolean plain = !(value instanceof Map) && !name.equals("at");
          if (plain && value != null && !value.toString().isEmpty()) {
            text.append("  ").append(name).append('=').append(value);
          }
        });
    return text.toString();
  }
}
