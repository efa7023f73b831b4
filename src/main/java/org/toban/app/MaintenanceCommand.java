package org.toban.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.MatcherProblem;
import org.toban.alert.Matchers;
import org.toban.config.MaintenanceFile;
import org.toban.config.Spans;
import org.toban.incident.MaintenanceWindow;
import org.toban.ui.look.Plain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code toban maintenance}: announced work; a desk that runs takes it up within seconds. */
@Command(
    name = "maintenance",
    description = {
      "Lists, declares and ends maintenance: while it lasts, nobody is told of the alerts that it",
      "covers and nothing runs by itself; what fires on at its end is told then."
    })
final class MaintenanceCommand implements Runnable {
  private final TobanCommand toban;

  @Spec private @Nullable CommandSpec spec;

  MaintenanceCommand(TobanCommand toban) {
    this.toban = toban;
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(
          spec.commandLine(), "maintenance needs one of: list, start, end");
    }
  }

  @Command(name = "list", description = "Windows of the configuration, and declared ones.")
  int list(
      @Option(names = "--json", description = "Machine output, described in docs/cli.md.")
          boolean json) {
    List<MaintenanceWindow> windows =
        new ArrayList<>(
            toban.configFile().isPresent()
                ? DeskRun.windows(toban.settings(), toban.surroundings.places())
                : file().read());
    windows.removeIf(it -> it.isOver(now()));
    if (json) {
      toban
          .surroundings
          .out()
          .println(
              Json.pretty(Json.object("maintenance", windows.stream().map(this::entry).toList())));
      return 0;
    }
    windows.forEach(it -> toban.surroundings.say(line(it)));
    toban.surroundings.say(windows.size() + " windows");
    return 0;
  }

  @Command(name = "start", description = "Declares maintenance; one of the same name is replaced.")
  int start(
      @Parameters(paramLabel = "NAME", description = "What the work is called.") String name,
      @Parameters(
              paramLabel = "MATCHER",
              arity = "0..*",
              description = "Which alerts are expected, such as 'cluster=\"a\"'.")
          @Nullable List<String> matchers,
      @Option(names = "--for", paramLabel = "SPAN", required = true, description = "How long.")
          String length,
      @Option(names = "--in", paramLabel = "SPAN", description = "When it begins; without it now.")
          @Nullable String in,
      @Option(names = "--everything", description = "Without a matcher: all alerts are expected.")
          boolean everything,
      @Option(names = "--by", paramLabel = "NAME", description = "Who; without it you.")
          @Nullable String by) {
    Matchers all = parse(matchers == null ? List.of() : matchers);
    if (all.all().isEmpty() != everything) {
      throw new Failure(
          everything
              ? "--everything goes without a matcher"
              : "which alerts are expected? Give a matcher such as 'cluster=\"a\"', or --everything");
    }
    Instant from = in == null ? now() : now().plus(span("--in", in));
    MaintenanceWindow window =
        MaintenanceWindow.declared(
            name,
            all,
            from,
            from.plus(span("--for", length)),
            by == null ? toban.surroundings.places().user() : by);
    file().save(name, window, now());
    toban.surroundings.say(line(window));
    return 0;
  }

  @Command(name = "end", description = "Ends declared maintenance now.")
  int end(@Parameters(paramLabel = "NAME", description = "What the work is called.") String name) {
    if (file().read().stream().noneMatch(it -> it.name().equals(name) && !it.isOver(now()))) {
      throw new Failure(
          "no maintenance '" + name + "' is declared here; see toban maintenance list");
    }
    file().save(name, null, now());
    return 0;
  }

  private MaintenanceFile file() {
    return new MaintenanceFile(toban.surroundings.places().maintenanceFile());
  }

  private Instant now() {
    return toban.surroundings.clock().instant();
  }

  private static Duration span(String option, String written) {
    return Spans.parse(written)
        .filter(it -> !it.isZero())
        .orElseThrow(
            () -> new Failure(option + " is a time such as 30m or 2h, not '" + written + "'"));
  }

  private static Matchers parse(List<String> written) {
    try {
      return Matchers.parse(String.join(",", written));
    } catch (MatcherProblem e) {
      throw new Failure("not a matcher: " + e.getMessage());
    }
  }

  private String line(MaintenanceWindow it) {
    String time =
        switch (it.time()) {
          case MaintenanceWindow.Once once -> once.from() + " to " + once.until();
          case MaintenanceWindow.Weekly weekly ->
              weekly.hours().days().stream().sorted().toList()
                  + " "
                  + weekly.hours().from()
                  + "-"
                  + weekly.hours().to()
                  + " "
                  + weekly.hours().zone();
        };
    String open = it.time().endFor(now()) == null ? "" : "  under way";
    return Plain.exact(it.name() + "  " + it.matchers() + "  " + time + "  " + it.by() + open);
  }

  private Map<String, @Nullable Object> entry(MaintenanceWindow it) {
    boolean once = it.time() instanceof MaintenanceWindow.Once;
    Instant end = it.time().endFor(now());
    return Json.object(
        "name",
        it.name(),
        "matchers",
        it.matchers().toString(),
        "by",
        it.by(),
        "weekly",
        !once,
        "from",
        it.time() instanceof MaintenanceWindow.Once o ? o.from() : null,
        "until",
        it.time() instanceof MaintenanceWindow.Once o ? o.until() : end,
        "under_way",
        end != null);
  }
}
