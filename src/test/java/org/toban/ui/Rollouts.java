package org.toban.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Matcher;
import org.toban.engine.Board;
import org.toban.incident.Event;
import org.toban.incident.Run;
import org.toban.incident.rollout.Plan;
import org.toban.remedy.Inventory;
import org.toban.remedy.Target;
import org.toban.runbook.Library;
import org.toban.runbook.MarkdownFile;
import org.toban.runbook.RunbookReader;
import org.toban.runbook.Step;

/** Boards with one incident of many hosts, and a step that runs on all of them. */
final class Rollouts {
  static final String ID = "INC-261124-K7QM";

  private final Boards boards;
  private final Library library;
  private final int hosts;

  Rollouts(String language, int hosts, String fence) {
    boolean ja = language.equals("ja");
    String book =
        """
        # Alert: DiskFull

        %s

        ## Respond

        ```bash { name=clean hosts=incident share=25%% FENCE }
        # %s
        journalctl --vacuum-size=200M && df -h -- "$TOBAN_LABEL_MOUNTPOINT"
        ```
        """
            .formatted(
                ja ? "ジャーナルがディスクを埋めています。" : "The journal fills the disk.",
                ja ? "古いログを消す" : "Remove old logs")
            .replace("FENCE", fence)
            .replace("hosts=incident share=25% plain", "");
    this.library = RunbookReader.read(List.of(new MarkdownFile("disk.md", book)));
    this.boards = new Boards(language, library);
    this.hosts = hosts;
  }

  Boards boards() {
    return boards;
  }

  Step step() {
    return library.runbooks().getFirst().steps().getFirst();
  }

  static List<String> names(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "web-" + i).toList();
  }

  Plan plan(int share) {
    return new Plan(
        ID + "-F1", step().id(), step().title(), step().sha256(), names(hosts), share, Map.of());
  }

  /** Every host's alert fires. */
  Board firing(Event... more) {
    boards.one("DiskFull", "mountpoint", "/var");
    List<Event> events = new ArrayList<>();
    for (String host : names(hosts).subList(1, hosts)) {
      Labels labels =
          Labels.of(
              "alertname",
              "DiskFull",
              "instance",
              host + ":5100",
              "job",
              "mks",
              "mountpoint",
              "/var");
      events.add(
          new Event.AlertFired(Boards.ago("4M"), "prod", Alert.active(labels, Boards.ago("4M"))));
    }
    events.addAll(List.of(more));
    return withHosts(boards.after(ID, events.toArray(Event[]::new)));
  }

  Board withHosts(Board it) {
    List<Inventory.Entry> entries = new ArrayList<>();
    for (String name : names(hosts)) {
      entries.add(
          new Inventory.Entry(
              new Target(name, "deploy", "10.0.0." + (entries.size() % 250 + 1), 22),
              List.of(Matcher.of("instance", Matcher.Operator.EQUAL, name + ":5100"))));
    }
    return new Board(
        it.at(),
        it.sources(),
        it.rows(),
        it.incidents(),
        it.output(),
        it.starts(),
        it.trust(),
        it.hold(),
        it.historyProblem(),
        it.messages(),
        it.library(),
        new Inventory(entries),
        it.practice());
  }

  /** So many hosts have succeeded, and the next ones ended with these statuses; null runs yet. */
  List<Event> course(Plan plan, int succeeded, @Nullable Integer... then) {
    List<Event> events = new ArrayList<>();
    events.add(new Event.RolloutPlanned(Boards.ago("2M"), boards.person(), plan));
    for (int i = 0; i < succeeded + then.length; i++) {
      String host = plan.hosts().get(i);
      Instant at = Boards.ago("1M").plusSeconds(i * 20L / Math.max(1, plan.share()));
      events.add(
          new Event.RunPlanned(
              at,
              new Run.Intent(
                  plan.runId(host),
                  plan.stepId(),
                  plan.title(),
                  Run.Stage.RESPOND,
                  host,
                  plan.sha256(),
                  step().script(),
                  false,
                  boards.person(),
                  Map.of())));
      Integer status = i < succeeded ? Integer.valueOf(0) : then[i - succeeded];
      if (status != null) {
        String said =
            status == 0
                ? "Vacuuming done, freed 812.0M of archived journals\n"
                : "\u001b[31mFailed to vacuum\u001b[0m: Read-only file system\n";
        events.add(
            new Event.RunEnded(
                at.plusSeconds(4),
                plan.runId(host),
                new Run.Exited(at.plusSeconds(4), status, Duration.ofMillis(3900), said)));
      }
    }
    return events;
  }

  static Event stopped(Plan plan, String host, int from) {
    return new Event.RolloutEnded(
        Boards.ago("20S"),
        plan.id(),
        host,
        "it did not succeed on " + host + ": exit status 1",
        plan.hosts().subList(from, plan.hosts().size()));
  }
}
