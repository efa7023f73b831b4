package org.toban.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.TextInputControl;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Labels;
import org.toban.app.doctor.Advice;
import org.toban.config.Places;
import org.toban.config.edit.ConfigText;
import org.toban.engine.Board;
import org.toban.incident.AboutStep;
import org.toban.incident.Event;
import org.toban.incident.Evidence;
import org.toban.incident.Run;
import org.toban.incident.rollout.Plan;
import org.toban.runbook.Difference;
import org.toban.runbook.Library;
import org.toban.runbook.MarkdownFile;
import org.toban.runbook.RunbookReader;
import org.toban.runbook.Step;
import org.toban.saying.Saying;
import org.toban.source.logs.LogBook;
import org.toban.source.logs.LogLine;
import org.toban.ui.parts.Configuring;
import org.toban.ui.parts.FirstRun;
import org.toban.ui.parts.HostSetup;

/** What a desk is given for the views that the fixed boards alone do not lead to. */
final class Scenes {
  static final String SERVICE_DOWN = "INC-261124-K7QM";
  static final String SLOW_API = "INC-261124-M4TA";
  static final String LARGE_LOG = "INC-261124-P8QX";
  static final String NEW = "INC-261124-D7NB";
  static final String ESCALATED = "INC-261124-E6HV";
  static final String RECOVERED = "INC-261123-T3RV";

  private static final String PODS =
      """
      | Alert | Level | Response time | Owner | Automatic response |
      |---|---|---|---|---|
      | PodCrashLooping | Critical | within 15 minutes | SRE | none |

      # Alert: PodCrashLooping

      ## Respond

      ```bash { name=delete }
      # TITLE
      kubectl -n <namespace> delete pod <pod> --grace-period="${GRACE:-30}"
      kubectl -n <namespace> rollout status "deploy/<deployment>" $FLAGS
      ```
      """;

  private static final String CONFIGURATION =
      """
      # 当番チームの設定
      sources:
        - name: prod   # the cluster
          alertmanager: [http://am-1:9093, http://am-2:9093]
        - {name: rules, prometheus: 'http://prom:9090'}
      runbooks: [runbooks]
      hosts:
        web-1: {ssh: deploy@10.0.0.5, match: {instance: 'web-1(:[0-9]+)?'}}
        db-1: {ssh: deploy@10.0.0.9}
      notices:
        desktop: true
      """;

  private Scenes() {}

  private static boolean isJapanese(FakeParts parts) {
    return parts.language().equals("ja");
  }

  // --- boards -----------------------------------------------------------------------------------

  /** The remedy of the service that is down was changed since somebody approved it. */
  static Board edited(FakeParts parts) {
    return parts.boards.edited("sudo systemctl restart mks-backend\nsleep 60");
  }

  /** The step of an alert that wants values. */
  static Board wanting(FakeParts parts) {
    String title =
        isJapanese(parts) ? "Pod を削除する" : "Delete the pod, the deployment makes a new one";
    Library library =
        RunbookReader.read(List.of(new MarkdownFile("pods.md", PODS.replace("TITLE", title))));
    return new Boards(parts.language(), library).one("PodCrashLooping", "namespace", "shop");
  }

  /** The remedy has run, and whether it helped is looked at. */
  static Board verifying(FakeParts parts) {
    Board busy = parts.boards.busy();
    Run running = busy.incidents().get(SERVICE_DOWN).running();
    String id = Objects.requireNonNull(running).intent().runId();
    return parts.boards.after(
        SERVICE_DOWN,
        new Event.RunEnded(
            Boards.ago("2S"), id, new Run.Exited(Boards.ago("2S"), 0, Duration.ofMillis(900), "")),
        new Event.VerificationStarted(Boards.ago("1S"), 1));
  }

  /** What was verified did not hold: it goes to the next. */
  static Board failed(FakeParts parts) {
    Board verifying = verifying(parts);
    String why = isJapanese(parts) ? "ヘルスチェックが 503" : "the health check answered 503";
    Event failed = new Event.VerificationFailed(verifying.at(), 1, why);
    return parts.boards.after(SERVICE_DOWN, failed);
  }

  /** A note and a panel stand under the first step of the service that is down. */
  static Board noted(FakeParts parts) {
    parts.boards.busy();
    Step step = parts.boards.restart();
    AboutStep about = new AboutStep(step.id(), step.title());
    String note = isJapanese(parts) ? "ユニットが deactivating のまま" : "The unit hangs in deactivating";
    String panel = isJapanese(parts) ? "失敗した要求の割合" : "Share of failed requests";
    return parts.boards.after(
        SERVICE_DOWN,
        new Event.NoteAdded(Boards.ago("2S"), parts.boards.person(), note, about),
        new Event.EvidenceAdded(
            Boards.ago("1S"),
            "automatic",
            about,
            new Evidence(
                Evidence.Kind.PANEL, panel, "last 9 %\n03:15 4 %\n03:16 7 %\n03:17 9 %\n")));
  }

  /** Somebody else has what is slow. */
  static Board taken(FakeParts parts) {
    parts.boards.busy();
    String who = isJapanese(parts) ? "千葉" : "Chiba";
    String why = isJapanese(parts) ? "再起動しています" : "restarting it";
    return parts.boards.after(NEW, new Event.Acknowledged(Boards.ago("2M"), who, why, null));
  }

  /** A step on nine hosts that stopped at the fourth. */
  static Board rollout(FakeParts parts) {
    Rollouts rollouts = new Rollouts(parts.language(), 9, "");
    Plan plan = rollouts.plan(2);
    Event[] course =
        Stream.concat(
                rollouts.course(plan, 2, 0, 1).stream(),
                Stream.of(Rollouts.stopped(plan, "web-4", 4)))
            .toArray(Event[]::new);
    Board board = rollouts.firing(course);
    rollouts.boards().events.forEach(parts.boards.events::putIfAbsent);
    return board;
  }

  /** The same before anything ran. */
  static Board severalHosts(FakeParts parts) {
    Rollouts rollouts = new Rollouts(parts.language(), 9, "");
    Board board = rollouts.firing();
    rollouts.boards().events.forEach(parts.boards.events::putIfAbsent);
    return board;
  }

  /** Lines are around the alert. */
  static Board logged(FakeParts parts) {
    List<LogLine> lines =
        IntStream.range(0, 24)
            .mapToObj(i ->
                new LogLine(
                    Boards.ago("6M").plusSeconds(i * 4L),
                    Labels.empty(),
                    i % 5 == 3
                        ? "ERROR o.h.e.j.s.SqlExceptionHelper - HikariPool-1 - Connection is not"
                            + " available, request timed out after 30000ms"
                        : "INFO c.e.shop.OrderController - order " + (88_301 + i) + " in 12 ms"))
            .toList();
    parts.logs = new LogBook.Answer.Lines("backend-errors", lines, true, false);
    return parts.boards.busy();
  }

  /** Four settings of hosts, one in each state. */
  static Board hosts(FakeParts parts) {
    Difference same = Difference.between("a\n", "a\n");
    Difference drift =
        Difference.between(
            "[Service]\nRestart=no\nMemoryMax=2G\n",
            "[Service]\nRestart=on-failure\nRestartSec=10\nMemoryMax=2G\n");
    Difference missing = Difference.between("", "/var/log/mks/*.log {\n  daily\n  rotate 7\n}\n");
    String unit = "/etc/systemd/system/mks-backend.service";
    String turn = "/etc/logrotate.d/mks";
    String reload = "sudo systemctl daemon-reload";
    parts.hosts =
        new FixedHosts(
            List.of(
                row("unit", "web-1", unit, HostSetup.State.DIFFERS, drift, "", reload),
                row("logrotate", "web-1", turn, HostSetup.State.MISSING, missing, "", ""),
                row("unit", "web-2", unit, HostSetup.State.SAME, same, "", reload),
                row(
                    "unit",
                    "web-3",
                    unit,
                    HostSetup.State.UNKNOWN,
                    new Difference(List.of()),
                    "connection refused (10.0.0.7:22)",
                    "")));
    return parts.boards.busy();
  }

  private static HostSetup.Row row(
      String name,
      String host,
      String path,
      HostSetup.State state,
      Difference difference,
      String note,
      String reload) {
    List<String> notes = note.isEmpty() ? List.of() : List.of(note);
    return new HostSetup.Row(name, host, path, state, difference, notes, reload);
  }

  private record FixedHosts(List<HostSetup.Row> rows) implements HostSetup {
    @Override
    public List<Row> look(Board board) {
      return rows;
    }

    @Override
    public Fate install(Row row, String person) {
      return new Fate(true, "");
    }

    @Override
    public Fate undo(String person) {
      return new Fate(true, "");
    }
  }

  /** Nothing was ever kept, and nothing played. */
  static Board fresh(FakeParts parts) {
    parts.nothingKept = true;
    return parts.boards.quiet();
  }

  /** The history cannot be read. */
  static Board unreadable(FakeParts parts) {
    parts.historyFails = true;
    return parts.boards.busy();
  }

  // --- configuration ----------------------------------------------------------------------------

  /** A configuration on a file of this run. */
  static Board configured(FakeParts parts) {
    try {
      Path folder = Files.createTempDirectory(Path.of("target"), "configured");
      Path file = Files.writeString(folder.resolve("toban.yml"), CONFIGURATION);
      ConfigText text = new ConfigText(file, Places.of(Map.of("USER", "sato"), folder));
      parts.configuring = new Written(text, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parts.boards.busy();
  }

  /** Nothing is configured yet. */
  static Board first(FakeParts parts) {
    parts.configuring = new Written(null, new Steps());
    return parts.boards.quiet();
  }

  private record Written(@Nullable ConfigText text, @Nullable FirstRun firstRun)
      implements Configuring {
    @Override
    public List<Saying> takeUp() {
      return List.of();
    }
  }

  /** Finds an Alertmanager and one of two hosts, and no Prometheus. */
  static final class Steps implements FirstRun {
    @Override
    public Found source(Answers answers) {
      return answers.prometheus().isEmpty()
          ? new Found(State.OK, "source", List.of("0.28.0", 3, 12L), null)
          : new Found(
              State.FAILED, "fault", List.of("connection refused"), Advice.UNREACHABLE.of());
    }

    @Override
    public Found runbooks(Answers answers) {
      return new Found(State.WARNING, "runbooks", List.of(2, 0, 1), Advice.LINT.of());
    }

    @Override
    public List<String> hosts() {
      return List.of("web-1", "db-1");
    }

    @Override
    public Found host(Answers answers) {
      return answers.hosts().contains("db-1")
          ? new Found(State.OK, "host", List.of("deploy@10.0.0.5:22", 41L), null)
          : new Found(
              State.FAILED,
              "fault",
              List.of("the host key is not known"),
              Advice.HOST_KEY.of("web-1"));
    }

    @Override
    public String text(Answers answers, String comment) {
      return comment + "sources:\n  - name: prod\n    alertmanager: [http://am:9093]\n";
    }

    @Override
    public List<Saying> write(String text) {
      return List.of();
    }
  }

  // --- what a person does -----------------------------------------------------------------------

  static void select(OnScreen screen, String incident) {
    String key = Pictures.key(screen, incident);
    OnScreen.fx(() -> {
      screen.view.select(key);
      return 0;
    });
    screen.settle();
  }

  /** Fires the first button whose id begins so. */
  static void fire(OnScreen screen, String beginning) {
    OnScreen.await(() -> !buttons(screen, beginning).isEmpty());
    screen.fire(buttons(screen, beginning).getFirst());
  }

  private static List<String> buttons(OnScreen screen, String beginning) {
    List<String> found = new ArrayList<>();
    for (Button it : screen.all(Button.class)) {
      if (it.getId() != null && it.getId().startsWith(beginning) && !it.isDisabled()) {
        found.add(it.getId());
      }
    }
    return found;
  }

  static void perform(OnScreen screen, Act act) {
    OnScreen.fx(() -> {
      screen.view.perform(act);
      return 0;
    });
    screen.settle();
  }

  static void closeSheet(OnScreen screen) {
    OnScreen.fx(() -> {
      screen.around.sheets().close();
      return 0;
    });
  }

  /** Fills a line of the sheet that is open. */
  static void fill(OnScreen screen, String id, String text) {
    OnScreen.fx(() -> {
      screen.get(id, TextInputControl.class).setText(text);
      return 0;
    });
  }
}
