package org.toban.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alerts;
import org.toban.alert.Matcher;
import org.toban.alert.MatcherProblem;
import org.toban.alert.Matchers;
import org.toban.config.Settings;
import org.toban.config.Spans;
import org.toban.source.Answer;
import org.toban.source.SourceSettings;
import org.toban.source.silence.Silence;
import org.toban.source.silence.SilenceMade;
import org.toban.source.silence.SilencePreview;
import org.toban.source.silence.Silences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code toban silence}: the silences of the sources; changes nothing without {@code --yes}. */
@Command(name = "silence", description = "Lists, creates, extends and expires silences.")
final class SilenceCommand implements Runnable {
  private final TobanCommand toban;
  private final SilenceReport report;

  @Spec private @Nullable CommandSpec spec;

  /** What the changing commands share. */
  static final class Change {
    @Option(
        names = "--source",
        paramLabel = "NAME",
        description = "The source; needed when there are several.")
    @Nullable String source;

    @Option(names = "--yes", description = "Does it; without it only a preview is shown.")
    boolean yes;

    @Option(names = "--json", description = "Machine output, described in docs/cli.md.")
    boolean json;
  }

  SilenceCommand(TobanCommand toban) {
    this.toban = toban;
    this.report = new SilenceReport(toban.surroundings);
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(
          spec.commandLine(), "silence needs one of: list, create, extend, expire");
    }
  }

  @Command(name = "list", description = "Silences, the one that ends first on top.")
  int list(
      @Option(names = "--source", paramLabel = "NAME", description = "Only this source.")
          @Nullable String source,
      @Option(names = "--all", description = "Those that are over too.") boolean all,
      @Option(names = "--json", description = "Machine output, described in docs/cli.md.")
          boolean json) {
    List<Silence> found = new ArrayList<>();
    for (Silences silences : sources(source).values()) {
      found.addAll(given(silences.list(), "the silences cannot be read"));
    }
    List<Silence> shown =
        found.stream()
            .filter(it -> all || it.state() != Silence.State.EXPIRED)
            .sorted(Comparator.comparing(Silence::endsAt))
            .toList();
    if (json) {
      print(Json.object("silences", shown.stream().map(SilenceReport::entry).toList()));
    } else {
      shown.forEach(it -> toban.surroundings.say(SilenceReport.line(it)));
      toban.surroundings.say(shown.size() + " silences");
    }
    return 0;
  }

  @Command(
      name = "create",
      description = "Previews a silence, and creates it with --yes; compares afterwards.")
  int create(
      @Parameters(
              paramLabel = "MATCHER",
              arity = "1..*",
              description = "Such as alertname=Down, 'host=~\"web-.*\"'.")
          List<String> matchers,
      @Option(
              names = "--for",
              paramLabel = "SPAN",
              defaultValue = "2h",
              description = "How long, such as 30m or 2h (2h).")
          String length,
      @Option(names = "--comment", paramLabel = "TEXT", required = true, description = "Why.")
          String comment,
      @Option(
              names = "--by",
              paramLabel = "NAME",
              description = "Who; without it the person of the configuration.")
          @Nullable String by,
      @Option(names = "--despite-warnings", description = "Creates it although the preview warns.")
          boolean despiteWarnings,
      @picocli.CommandLine.Mixin Change change) {
    Settings settings = toban.settings();
    Silence.Draft draft =
        Silence.Draft.of(
            parse(matchers), now(), span(length), by == null ? settings.person() : by, comment);
    return put(only(change.source), draft, despiteWarnings, change);
  }

  @Command(
      name = "extend",
      description = "Lets a silence end later; one that is over is created again.")
  int extend(
      @Parameters(paramLabel = "ID") String id,
      @Option(
              names = "--for",
              paramLabel = "SPAN",
              defaultValue = "2h",
              description = "How much longer (2h).")
          String length,
      @Option(names = "--despite-warnings", description = "Extends it although the preview warns.")
          boolean despiteWarnings,
      @picocli.CommandLine.Mixin Change change) {
    Silences silences = only(change.source);
    Silence silence = given(silences.get(id), "silence " + id + " cannot be read");
    if (silence.matchers() == null) {
      throw new Failure("the matchers of silence " + id + " cannot be read; nothing was changed");
    }
    Silence.Draft draft =
        silence.state() == Silence.State.EXPIRED
            ? silence.again(now(), span(length), toban.settings().person())
            : silence.extendedBy(span(length));
    return put(silences, draft, despiteWarnings, change);
  }

  @Command(name = "expire", description = "Ends a silence now.")
  int expire(@Parameters(paramLabel = "ID") String id, @picocli.CommandLine.Mixin Change change) {
    Silences silences = only(change.source);
    Silence silence = given(silences.get(id), "silence " + id + " cannot be read");
    if (change.yes && silence.state() != Silence.State.EXPIRED) {
      given(silences.expire(id), "silence " + id + " was not ended");
    }
    if (change.json) {
      print(Json.object("id", id, "done", change.yes, "silence", SilenceReport.entry(silence)));
    } else {
      toban.surroundings.say(SilenceReport.line(silence));
      toban.surroundings.say(change.yes ? "ended" : "not ended: add --yes to end it");
    }
    return 0;
  }

  private int put(Silences silences, Silence.Draft draft, boolean despite, Change change) {
    Alerts alerts = given(silences.alerts(), "the alerts cannot be read, so nothing was changed");
    SilencePreview preview = SilencePreview.of(draft, alerts, now());
    if (!preview.isPossible()) {
      throw new Failure("not possible: " + SilenceReport.words(preview.problems()));
    }
    boolean held = change.yes && !preview.warnings().isEmpty() && !despite;
    if (!change.yes || held) {
      report.show(draft, preview, null, change.json);
      if (held) {
        throw new Failure(
            "nothing was changed, because of warnings ("
                + SilenceReport.words(preview.warnings())
                + "); add --despite-warnings if it is meant");
      }
      return 0;
    }
    SilenceMade made =
        given(silences.putAndCompare(draft, now()), "it is not known to be silenced");
    report.show(draft, preview, made, change.json);
    return report.verdict(made);
  }

  private static Matchers parse(List<String> texts) {
    List<Matcher> all = new ArrayList<>();
    for (String text : texts) {
      try {
        all.addAll(Matchers.parse(text).all());
      } catch (MatcherProblem e) {
        throw new Failure("'" + text + "' is no matcher, " + e.getMessage(), e);
      }
    }
    return new Matchers(all);
  }

  private static Duration span(String text) {
    return Spans.parse(text)
        .filter(Duration::isPositive)
        .orElseThrow(() -> new Failure("'" + text + "' is no span of time; write 30m or 2h"));
  }

  private Silences only(@Nullable String source) {
    Map<String, Silences> sources = sources(source);
    if (sources.size() > 1) {
      throw new Failure("there are several sources: add --source, one of " + sources.keySet());
    }
    return sources.values().iterator().next();
  }

  private Map<String, Silences> sources(@Nullable String wanted) {
    Map<String, Silences> found = new java.util.LinkedHashMap<>();
    for (SourceSettings it : toban.settings().sources()) {
      if (Silences.has(it.kind()) && (wanted == null || wanted.equals(it.name()))) {
        found.put(it.name(), Silences.of(it));
      }
    }
    if (found.isEmpty()) {
      throw new Failure(
          wanted == null
              ? "no source of the configuration is an Alertmanager"
              : "no source " + wanted + " of the configuration is an Alertmanager");
    }
    return found;
  }

  private Instant now() {
    return toban.surroundings.clock().instant();
  }

  private static <T> T given(Answer<T> answer, String otherwise) {
    return switch (answer) {
      case Answer.Given<T> it -> it.value();
      case Answer.Failed<T> it -> throw new Failure(otherwise + ": " + it.fault().summary());
    };
  }

  private void print(Object value) {
    toban.surroundings.out().println(Json.pretty(value));
  }
}
