package org.toban.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.alert.SeverityMap;
import org.toban.config.RunbookFolder;
import org.toban.engine.Board;
import org.toban.incident.BusinessCalendar;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Policy;
import org.toban.incident.ResponseTime;
import org.toban.incident.Run;
import org.toban.incident.RunbookText;
import org.toban.incident.Verdict;
import org.toban.remedy.Inventory;
import org.toban.remedy.Target;
import org.toban.runbook.Approval;
import org.toban.runbook.Library;
import org.toban.runbook.Runbook;
import org.toban.runbook.Step;
import org.toban.runbook.Trust;
import org.toban.runbook.field.Fields;
import org.toban.source.SourceSettings;
import org.toban.source.SourceStatus;
import org.toban.source.fault.Fault;

/** Fixed boards that the view tests show: one night at 03:17:42 in Tokyo, made of real events. */
final class Boards {
  static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");
  static final Instant NOW = Instant.parse("2026-11-23T18:17:42Z");

  private final String language;
  private final Library library;
  private final List<Board.Row> rows = new ArrayList<>();
  private @Nullable RunbookText then;
  private final Map<String, Incident> incidents = new LinkedHashMap<>();
  private final Map<String, String> output = new LinkedHashMap<>();
  private final Map<String, List<Instant>> starts = new LinkedHashMap<>();
  private Trust trust;

  /** The events of every incident on the boards made here, by id. */
  final Map<String, List<Event>> events = new LinkedHashMap<>();

  Boards(String language) {
    this.language = language;
    library = RunbookFolder.shipped(language);
    trust = Trust.nothing().with(Approval.of(restart(), person(), ago("240H")));
  }

  /** Boards on a runbook of a test's own; nothing of it is approved. */
  Boards(String language, Library library) {
    this.language = language;
    this.library = library;
    trust = Trust.nothing();
  }

  /** One incident of an alert with these labels. */
  Board one(String alert, String... labels) {
    simple(alert, "INC-261124-K7QM", "5M", null, labels("web-1:5100", "mks", labels), "");
    return board(sources(false), false, null, null);
  }

  /** The remedy of the service that is down: it may run by itself. */
  Step restart() {
    return library.runbooks().stream()
        .flatMap(book -> book.steps().stream())
        .filter(step -> step.automatic() && step.id().contains("service-down"))
        .findFirst()
        .orElseThrow();
  }

  /** The service is down, and its remedy was changed since it was approved with this text. */
  Board edited(String approved) {
    Step step = restart();
    Step before =
        new Step(
            step.id(),
            step.stage(),
            step.title(),
            step.kind(),
            approved,
            "ab".repeat(32),
            step.host(),
            step.limit(),
            step.automatic(),
            step.place(),
            Fields.of(approved),
            step.language(),
            step.attributes());
    trust = Trust.nothing().with(Approval.of(before, person(), ago("240H")));
    Labels labels = labels("web-1:5100", "mks-backend", "env", "prod");
    simple("ServiceDown", "INC-261124-K7QM", "5M", null, labels, "");
    return board(sources(false), false, null, null);
  }

  /** An incident that opened with a runbook's text, whatever the runbook says now. */
  Board openedWith(@Nullable RunbookText book) {
    then = book;
    Labels labels = labels("web-1:5100", "mks-backend", "env", "prod");
    simple("ServiceDown", "INC-261124-K7QM", "5M", null, labels, "");
    return board(sources(false), false, null, null);
  }

  /** Who sits at the desk. */
  String person() {
    return in("佐藤 彩", "Aya Sato");
  }

  private String in(String japanese, String english) {
    return language.equals("ja") ? japanese : english;
  }

  static Instant ago(String duration) {
    return NOW.minus(Duration.parse("PT" + duration));
  }

  // --- boards -----------------------------------------------------------------------------------

  /** A busy night: everything that a board can hold. */
  Board busy() {
    serviceDown();
    simple(
        "ApiResponseSlow",
        "INC-261124-M4TA",
        "18M",
        "13M29S",
        labels("api-2:5100", "mks-backend"),
        "p95 6.2 s");
    simple(
        "LogFileLarge",
        "INC-261124-P8QX",
        "57M",
        "34M50S",
        labels("web-1", "mks-backend"),
        "1.3 GB");
    simple(
        "MemoryUsageHigh", "INC-261124-R2WE", "31M", "25M", labels("web-2", "mks-backend"), "84 %");
    simple(
        "DatabaseUnreachable",
        "INC-261124-D7NB",
        "11M39S",
        null,
        labels("db-1:5432", "postgresql", "database", "pg-main"),
        "");
    escalated();
    simple(
        "MemoryUsageHigh",
        "INC-261124-S5KD",
        "1H12M",
        "1H02M",
        labels("db-2", "postgresql"),
        "81 %");
    simple(
        "CiPipelineFailed",
        "INC-261124-C1PF",
        "47M55S",
        null,
        labels("ci", "delivery", "pipeline", "deploy"),
        "#4812");
    row(
        "CertificateExpiring",
        labels("www.example.com", "delivery"),
        "21 d",
        "5H",
        null,
        Alert.State.ACTIVE);
    row("BackupSucceeded", labels("db-1", "backup"), "", "2H12M", null, Alert.State.ACTIVE);
    simple(
        "SomethingNew",
        "INC-261124-U9ZZ",
        "9M",
        null,
        Labels.of(
            "alertname", "SomethingNew", "instance", "lb-1", "job", "delivery", "severity", "sev9"),
        "");
    for (int i = 1; i <= 5; i++) {
      row("MemoryUsageHigh", labels("batch-" + i, "batch"), "", "3H", null, Alert.State.SUPPRESSED);
    }
    row(
        "DiskAbove90Percent",
        labels("web-2", "mks-backend", "mountpoint", "/"),
        "91 %",
        "4M",
        null,
        Alert.State.PENDING);
    row(
        "Watchdog",
        Labels.of("alertname", "Watchdog", "severity", "none"),
        "",
        "72H",
        null,
        Alert.State.ACTIVE);
    recovered();
    return board(sources(false), false, null, null);
  }

  /** The same night after the first source has stopped answering. */
  Board blind() {
    busy();
    rows.replaceAll(Boards::inDoubt);
    return board(sources(true), false, null, null);
  }

  /** A row that may be out of date. */
  static Board.Row inDoubt(Board.Row row) {
    return new Board.Row(
        row.fingerprint(),
        row.alert(),
        row.sources(),
        row.severity(),
        row.policy(),
        row.incident(),
        row.firstSeen(),
        true);
  }

  /** Nothing fires, and every source answers. */
  Board quiet() {
    row(
        "Watchdog",
        Labels.of("alertname", "Watchdog", "severity", "none"),
        "",
        "72H",
        null,
        Alert.State.ACTIVE);
    return board(sources(false).subList(0, 2), false, null, null);
  }

  /** Before the first answers. */
  Board starting() {
    return board(
        List.of(
            SourceStatus.unasked(settings("prod")), SourceStatus.unasked(settings("prometheus"))),
        false,
        null,
        null);
  }

  /** The busy night with automation stopped, history down, in the practice estate. */
  Board troubled() {
    busy();
    return board(
        sources(false).subList(0, 2),
        true,
        new Board.Hold(ago("4M"), in("田中", "Tanaka"), in("切替作業中", "switch-over in progress")),
        in("ディスクに空きがありません: history.db", "the disk is full: history.db"));
  }

  /** Many alerts at once: 10,000 of 40 services. */
  Board storm(int count) {
    serviceDown();
    for (int i = 0; i < count - 1; i++) {
      String severity = i % 97 == 0 ? "critical" : i % 11 == 0 ? "info" : "warning";
      Labels labels =
          Labels.of(
              "alertname",
              "PodCrashLooping",
              "severity",
              severity,
              "namespace",
              "shop-" + i % 40,
              "pod",
              "checkout-" + Integer.toHexString(i * 7919),
              "instance",
              "node-" + i % 200);
      add(labels, Map.of(), ago((i % 50 + 1) + "M"), null, Alert.State.ACTIVE);
    }
    return board(sources(false), false, null, null);
  }

  /** The busy night after more has happened to one incident. */
  Board after(String incident, Event... more) {
    List<Event> list = new ArrayList<>(events.get(incident));
    list.addAll(List.of(more));
    keep(incident, list);
    return board(sources(false), false, null, null);
  }

  /** The busy night after a run has printed more. */
  Board printing(String run, String text) {
    output.put(run, text);
    return board(sources(false), false, null, null);
  }

  /** The same board with other rows. */
  static Board with(Board board, List<Board.Row> rows) {
    return new Board(
        board.at(),
        board.sources(),
        rows,
        board.incidents(),
        board.output(),
        board.starts(),
        board.trust(),
        board.hold(),
        board.historyProblem(),
        board.messages(),
        board.library(),
        board.inventory(),
        board.practice());
  }

  Board board(
      List<SourceStatus> sources,
      boolean practice,
      Board.@Nullable Hold hold,
      @Nullable String historyProblem) {
    return new Board(
        NOW,
        sources,
        List.copyOf(rows),
        Map.copyOf(incidents),
        Map.copyOf(output),
        Map.copyOf(starts),
        trust,
        hold,
        historyProblem,
        List.of(),
        library,
        inventory(),
        practice);
  }

  /** The board with one message. */
  Board telling(Board board, Board.Message message) {
    return new Board(
        board.at(),
        board.sources(),
        board.rows(),
        board.incidents(),
        board.output(),
        board.starts(),
        board.trust(),
        board.hold(),
        board.historyProblem(),
        List.of(message),
        board.library(),
        board.inventory(),
        board.practice());
  }

  static Inventory inventory() {
    return new Inventory(
        List.of(new Inventory.Entry(new Target("web-1", "deploy", "10.0.0.5", 22), List.of())));
  }

  static SourceSettings settings(String name) {
    return new SourceSettings(
        name,
        name.startsWith("prom") ? SourceSettings.Kind.PROMETHEUS : SourceSettings.Kind.ALERTMANAGER,
        List.of(java.net.URI.create("http://127.0.0.1:9093")),
        Duration.ofSeconds(15),
        Duration.ofSeconds(10),
        64_000_000,
        null,
        SourceSettings.Http.plain());
  }

  private static List<SourceStatus> sources(boolean blind) {
    SourceStatus prod =
        blind
            ? source("prod", "6M24S", new Fault.Unreachable("connection refused (am-1:9093)"), 25)
            : source("prod", "3S", null, 0);
    return List.of(
        prod,
        source("prometheus", "4S", null, 0),
        source("staging", "9S", null, 0),
        source("dr-site", "42S", new Fault.Refused(401, ""), 2));
  }

  private static SourceStatus source(String name, String age, @Nullable Fault fault, int failures) {
    SourceSettings settings = settings(name);
    return new SourceStatus(
        name,
        settings.kind(),
        settings.interval(),
        ago(age),
        ago("2S"),
        fault,
        failures,
        24,
        Duration.ofMillis(120));
  }

  // --- alerts and incidents ---------------------------------------------------------------------

  private static Labels labels(String instance, String job, String... more) {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("instance", instance);
    map.put("job", job);
    for (int i = 0; i < more.length; i += 2) {
      map.put(more[i], more[i + 1]);
    }
    return Labels.of(map);
  }

  private Board.Row row(
      String name,
      Labels labels,
      String value,
      String age,
      @Nullable String incident,
      Alert.State state) {
    Map<String, String> all = labels.asMap();
    all.put("alertname", name);
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put("summary", name + " @ " + labels.getOrDefault("instance", "-"));
    if (!value.isEmpty()) {
      annotations.put("value", value);
    }
    return add(Labels.of(all), annotations, ago(age), incident, state);
  }

  private Board.Row add(
      Labels labels,
      Map<String, String> annotations,
      Instant at,
      @Nullable String incident,
      Alert.State state) {
    Alert alert =
        new Alert(
            labels,
            Fingerprint.of(labels),
            annotations,
            at,
            state,
            state == Alert.State.SUPPRESSED ? List.of("silence:8c1f") : List.of(),
            "http://prom.example:9090/graph?g0.expr=up");
    Policy policy = library.policyFor(alert, SeverityMap.standard());
    Board.Row row =
        new Board.Row(
            alert.fingerprint(),
            alert,
            List.of("prod"),
            policy.severity(),
            policy,
            incident,
            at.plusSeconds(4),
            false);
    rows.add(row);
    return row;
  }

  private Event.Opened opened(Board.Row row) {
    ResponseTime time = row.policy().responseTime();
    Instant at = row.firstSeen();
    Runbook book = library.runbookFor(row.alert()).orElse(null);
    return new Event.Opened(
        at,
        row.policy().name(),
        row.alert().name(),
        row.alert().labels().only(List.of("alertname", "instance")),
        row.severity(),
        row.policy(),
        time == null ? null : time.due(at, BusinessCalendar.standard(ZONE)),
        book == null ? null : book.id(),
        book == null ? List.of() : book.contacts().stream().map(Runbook.Contact::who).toList(),
        in("表による", "by the table"),
        null,
        null,
        then);
  }

  private void keep(String id, List<Event> list) {
    events.put(id, List.copyOf(list));
    incidents.put(id, Incident.fold(id, list));
  }

  private void simple(
      String name, String id, String age, @Nullable String answered, Labels labels, String value) {
    Board.Row row = row(name, labels, value, age, id, Alert.State.ACTIVE);
    List<Event> list = new ArrayList<>();
    list.add(opened(row));
    list.add(new Event.AlertFired(row.firstSeen(), "prod", row.alert()));
    list.add(
        new Event.Notified(row.firstSeen().plusSeconds(1), "desktop", person(), in("新規", "new")));
    if (answered != null) {
      boolean mine = name.equals("ApiResponseSlow");
      list.add(
          new Event.Acknowledged(
              ago(answered),
              mine ? person() : in("田中", "Tanaka"),
              in("対応します", "I am on it"),
              null));
    }
    if (name.equals("LogFileLarge")) {
      list.add(new Event.DiagnosisStarted(ago("34M"), in("田中", "Tanaka")));
    }
    keep(id, list);
  }

  private void escalated() {
    String id = "INC-261124-E6HV";
    Board.Row row =
        row(
            "DiskAbove90Percent",
            labels("db-1", "postgresql", "mountpoint", "/var"),
            "93 %",
            "1H04M14S",
            id,
            Alert.State.ACTIVE);
    keep(
        id,
        List.of(
            opened(row),
            new Event.AlertFired(row.firstSeen(), "prod", row.alert()),
            new Event.Notified(row.firstSeen(), "desktop", "SRE", in("新規", "new")),
            new Event.DeadlineAtRisk(ago("19M10S")),
            new Event.DeadlineBreached(ago("4M10S")),
            new Event.HandedOver(ago("4M10S"), 1, "SRE", "Toban", in("期限超過", "deadline missed"))));
  }

  private Run.Intent intent(String id, Step step, int number, boolean automatic) {
    return new Run.Intent(
        id + "-" + number,
        step.id(),
        step.title(),
        step.stage(),
        "web-1",
        step.sha256(),
        step.script(),
        automatic,
        automatic ? Incident.AUTOMATIC : person(),
        Map.of());
  }

  private void serviceDown() {
    String id = "INC-261124-K7QM";
    Board.Row row =
        row(
            "ServiceDown",
            labels("web-1:5100", "mks-backend", "env", "prod"),
            "",
            "5M42S",
            id,
            Alert.State.ACTIVE);
    Runbook book = library.runbookFor(row.alert()).orElseThrow();
    List<Event> list = new ArrayList<>();
    list.add(opened(row));
    list.add(new Event.AlertFired(row.firstSeen(), "prod", row.alert()));
    list.add(new Event.Notified(ago("5M37S"), "desktop", person(), in("新規の重大", "new critical")));
    list.add(new Event.Acknowledged(ago("3M30S"), person(), in("対応します", "I am on it"), null));
    list.add(new Event.DiagnosisStarted(ago("3M10S"), person()));
    int number = 1;
    for (Step step : book.steps(Run.Stage.DIAGNOSE).subList(0, 3)) {
      int status = number == 1 ? 3 : 0;
      String text = printed(number);
      Run.Intent intent = intent(id, step, number, false);
      list.add(new Event.RunPlanned(ago("3M").plusSeconds(number * 20L), intent));
      Instant end = ago("3M").plusSeconds(number * 20L + 1);
      list.add(
          new Event.RunEnded(
              end, intent.runId(), new Run.Exited(end, status, Duration.ofMillis(800), text)));
      output.put(intent.runId(), text);
      number++;
    }
    list.add(new Event.ResponseChosen(ago("20S"), true, in("自動再起動", "restart the service")));
    Step remedy = book.steps(Run.Stage.RESPOND).getFirst();
    Run.Intent running = intent(id, remedy, 4, true);
    list.add(new Event.RunPlanned(ago("3S"), running));
    output.put(running.runId(), "");
    starts.put(remedy.sha256() + "@web-1", List.of(ago("3S")));
    keep(id, list);
  }

  private static String printed(int number) {
    return switch (number) {
      case 1 ->
          """
          ● mks-backend.service - MKS backend
               Loaded: loaded (/etc/systemd/system/mks-backend.service; enabled)
               Active: failed (Result: exit-code) since Tue 2026-11-24 03:11:58 JST; 3min ago
             Main PID: 4121 (code=exited, status=1/FAILURE)
          """;
      case 2 ->
          """
          Nov 24 03:11:58 web-1 mks-backend[4121]: java.lang.OutOfMemoryError: Java heap space
          Nov 24 03:11:58 web-1 systemd[1]: mks-backend.service: Failed with result 'exit-code'.
          """;
      default -> "State  Recv-Q  Send-Q  Local Address:Port  Peer Address:Port\n";
    };
  }

  private void recovered() {
    String id = "INC-261123-T3RV";
    Labels labels =
        Labels.of("alertname", "ServiceDown", "instance", "web-2:5100", "job", "mks-backend");
    Alert alert = Alert.active(labels, ago("2H30M"));
    Policy policy = library.policyFor(alert, SeverityMap.standard());
    Board.Row row =
        new Board.Row(
            alert.fingerprint(),
            alert,
            List.of("prod"),
            policy.severity(),
            policy,
            id,
            alert.startsAt(),
            false);
    Runbook book = library.runbookFor(alert).orElseThrow();
    Run.Intent restart = intent(id, book.steps(Run.Stage.RESPOND).getFirst(), 1, false);
    Run.Intent health = intent(id, book.steps(Run.Stage.VERIFY).getLast(), 2, false);
    Instant restarted = ago("2H21M");
    keep(
        id,
        List.of(
            opened(row),
            new Event.AlertFired(row.firstSeen(), "prod", alert),
            new Event.Acknowledged(ago("2H26M"), person(), in("対応します", "I am on it"), null),
            new Event.RunPlanned(restarted.minusSeconds(4), restart),
            new Event.RunEnded(
                restarted,
                restart.runId(),
                new Run.Exited(restarted, 0, Duration.ofMillis(3900), "")),
            new Event.VerificationStarted(restarted, 1),
            new Event.RunPlanned(restarted.plusSeconds(2), health),
            new Event.RunEnded(
                restarted.plusSeconds(3),
                health.runId(),
                new Run.Exited(
                    restarted.plusSeconds(3), 0, Duration.ofMillis(140), "{\"status\":\"ok\"}")),
            new Event.VerificationPassed(
                restarted.plusSeconds(4), 1, in("全手順が成功", "all steps passed")),
            new Event.AlertCleared(restarted.plusSeconds(33), "prod", alert.fingerprint(), "gone"),
            new Event.RecoveryConfirmed(
                restarted.plusSeconds(34), in("確認と解消", "verified and cleared"))));
  }

  static Severity severityAt(int i) {
    return i % 5 == 0 ? Severity.CRITICAL : i % 4 == 0 ? Severity.INFO : Severity.WARNING;
  }

  static Verdict verdictAt(int i) {
    List<Verdict> all = List.of(Verdict.values());
    return all.get(i % all.size());
  }

  List<Policy> policies() {
    return library.policies();
  }
}
