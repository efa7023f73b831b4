package org.toban.ui;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.engine.Board;
import org.toban.engine.Command;
import org.toban.engine.DryRun;
import org.toban.engine.Guard;
import org.toban.history.History;
import org.toban.incident.Event;
import org.toban.incident.Evidence;
import org.toban.incident.Incident;
import org.toban.incident.Policy;
import org.toban.incident.Run;
import org.toban.remedy.StartLimit;
import org.toban.remedy.Target;
import org.toban.runbook.Step;
import org.toban.runbook.field.Filling;
import org.toban.source.logs.LogBook;
import org.toban.source.logs.Rules;
import org.toban.source.logs.Tail;
import org.toban.ui.parts.About;
import org.toban.ui.parts.Archive;
import org.toban.ui.parts.Configuring;
import org.toban.ui.parts.Guards;
import org.toban.ui.parts.HandingOver;
import org.toban.ui.parts.HostSetup;
import org.toban.ui.parts.Logs;
import org.toban.ui.parts.Panels;
import org.toban.ui.parts.Practice;
import org.toban.ui.parts.Preferences;
import org.toban.ui.parts.Seat;

/** What a desk under test is given: values, and lists of what it asked for. */
final class FakeParts implements Guards, Archive, Practice, Logs {
  final List<Command> sent = new ArrayList<>();
  final List<Preferences> saved = new ArrayList<>();
  final List<String> started = new ArrayList<>();
  final List<Path> exported = new ArrayList<>();
  final Boards boards;
  final Seat seat;
  final List<Instant> looked = new java.util.concurrent.CopyOnWriteArrayList<>();
  final List<Consumer<Tail.Event>> followed = new ArrayList<>();
  volatile LogBook.Answer logs = new LogBook.Answer.Nowhere();

  /** Parts of the real program, when a test has such; else the fixed ones of this class. */
  InstantSource clock = InstantSource.fixed(Boards.NOW);

  /** Takes what is sent as well, such as a real engine. */
  Consumer<Command> engine = command -> {};

  Logs shownLogs = this;
  Panels panels = Panels.none();
  HandingOver handover = new FakeHandover();
  final List<History.Filter> asked = new java.util.concurrent.CopyOnWriteArrayList<>();
  volatile boolean historyFails;
  volatile boolean nothingKept;
  @Nullable HostSetup hosts;
  Configuring configuring = Configuring.none();
  @Nullable History history;
  private final String language;

  FakeParts(String language) {
    this.language = language;
    boards = new Boards(language);
    seat = new Seat(boards.person());
  }

  DeskParts parts(Preferences preferences) {
    return new DeskParts(
        listener -> {},
        this::take,
        this,
        this,
        shownLogs,
        panels,
        handover,
        hosts,
        configuring,
        this,
        new About(seat, Boards.ZONE, "0.1.0", Path.of("/home/sato/.config/toban/toban.yml"), clock),
        preferences,
        saved::add);
  }

  private void take(Command command) {
    sent.add(command);
    engine.accept(command);
  }

  // --- logs -------------------------------------------------------------------------------------

  @Override
  public LogBook.Answer around(Alert alert, Instant moment, Duration reach) {
    looked.add(moment);
    return logs;
  }

  @Override
  public Optional<Tail> follow(Alert alert, Instant from, Consumer<Tail.Event> events) {
    followed.add(events);
    return new LogBook(List.of(Rules.loki(URI.create("http://127.0.0.1:1"), "{a=\"b\"}").rule()))
        .follow(Alert.active(Labels.of("log_rule", "backend-errors"), from), from, event -> {});
  }

  // --- guards -----------------------------------------------------------------------------------

  @Override
  public Guard guard(Board board, Incident incident, Step step, Instant now) {
    Target target = Boards.inventory().named("web-1").orElse(null);
    boolean trusted = board.trust().approved(step);
    StartLimit.Verdict limit =
        StartLimit.standard()
            .judge(board.starts().getOrDefault(step.sha256() + "@web-1", List.of()), now);
    Run running = incident.running();
    Guard.Refusal refusal =
        running != null
            ? Guard.Refusal.HOST_BUSY
            : limit.allowed() ? null : Guard.Refusal.START_LIMIT;
    Guard.@Nullable Refusal automatic =
        board.hold() != null
            ? Guard.Refusal.ON_HOLD
            : trusted ? refusal : Guard.Refusal.NOT_TRUSTED;
    return new Guard(
        target,
        trusted,
        limit.used(),
        limit.burst(),
        limit.nextAt(),
        running == null ? null : running.intent().title(),
        board.hold() != null,
        null,
        refusal,
        automatic);
  }

  @Override
  public DryRun dryRun(Board board, Incident incident, Step step, Instant now) {
    if (step.host() != null && board.inventory().entries().size() > 1) {
      return DryRun.of(board, incident, step, now); // hosts of a test's own
    }
    Guard guard = guard(board, incident, step, now);
    Alert subject = incident.subject();
    return new DryRun(
        guard.target(),
        step.fields().script(),
        new TreeMap<>(
            Map.of(
                "TOBAN_INSTANCE",
                "web-1:5100",
                "TOBAN_LABEL_ENV",
                "prod",
                "TOBAN_INCIDENT",
                incident.id())),
        Filling.of(
            step.fields(), subject == null ? Labels.empty() : subject.labels(), incident.given()),
        guard);
  }

  // --- archive ----------------------------------------------------------------------------------

  /** Comes before the history answers a search. */
  java.util.concurrent.Callable<@Nullable Void> beforeFind = () -> null;

  @Override
  public History.Found find(History.Filter filter, int limit) {
    try {
      beforeFind.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    asked.add(filter);
    failing();
    List<History.Row> found = found(filter);
    return new History.Found(found.size(), found);
  }

  private List<History.Row> found(History.Filter filter) {
    if (nothingKept) {
      return List.of();
    }
    List<History.Row> rows = new ArrayList<>();
    List<Policy> policies = boards.policies();
    for (int i = 0; i < 60; i++) {
      Policy policy = policies.get((i * 7) % policies.size());
      Instant opened = Boards.ago((5 + i * 9) + "H" + (i * 13 % 60) + "M");
      Instant responded = opened.plusSeconds(60 + (i * 397L) % 1500);
      Instant recovered = responded.plusSeconds(200 + (i * 991L) % 4000);
      rows.add(
          new History.Row(
              "INC-26"
                  + (1100 + i)
                  + "-"
                  + Integer.toString(46656 + i * 77, 36).toUpperCase(Locale.ROOT),
              policy.name(),
              policy.severity(),
              opened,
              policy.severity() == Severity.INFO ? null : opened.plus(Duration.ofMinutes(15)),
              responded,
              recovered,
              recovered.plusSeconds(600),
              Boards.verdictAt(i),
              "Closed"));
    }
    String text = filter.text();
    return rows.stream()
        .filter(row -> text == null || row.name().contains(text))
        .filter(row -> filter.severity() == null || row.severity() == filter.severity())
        .filter(row -> filter.from() == null || !row.openedAt().isBefore(filter.from()))
        .filter(row -> filter.to() == null || row.openedAt().isBefore(filter.to()))
        .toList();
  }

  @Override
  public Map<LocalDate, Long> days(History.Filter filter) {
    failing();
    Map<LocalDate, Long> days = new TreeMap<>();
    for (History.Row row : found(filter)) {
      days.merge(LocalDate.ofInstant(row.openedAt(), Boards.ZONE), 1L, Long::sum);
    }
    LocalDate today = LocalDate.ofInstant(Boards.NOW, Boards.ZONE);
    for (int i = 24; i < 370 && filter.text() == null && !nothingKept; i++) {
      long count = i * 37L % 11 - 5;
      if (count > 0) {
        days.put(today.minusDays(i), count);
      }
    }
    return days;
  }

  @Override
  public List<String> owners() {
    return nothingKept ? List.of() : List.of("DBA", "SRE", "SRE/DevOps");
  }

  private void failing() {
    if (historyFails) {
      throw new IllegalStateException("disk I/O error");
    }
  }

  @Override
  public List<History.Row> latest(String name, int limit, Instant before) {
    if (history != null) {
      return history.latest(name, limit, before);
    }
    return find(new History.Filter(null, null, null, null, null), limit).rows().stream()
        .filter(row -> isOf(row, name) && row.openedAt().isBefore(before))
        .limit(limit)
        .toList();
  }

  /** In Japanese the alert table calls an alert otherwise than its source does. */
  private boolean isOf(History.Row row, String alert) {
    return row.name().equals(alert)
        || boards.events.values().stream()
            .map(List::getFirst)
            .anyMatch(it ->
                it instanceof Event.Opened opened
                    && opened.alertName().equals(alert)
                    && row.name().equals(opened.policy().name()));
  }

  /** Every third one of a name is of the same host. */
  @Override
  public List<History.Row> latestOn(
      java.util.Collection<String> hosts, String name, int limit, Instant before) {
    if (history != null) {
      return history.latestOn(hosts, name, limit, before);
    }
    List<History.Row> all = latest(name, 100, before);
    return java.util.stream.IntStream.range(0, all.size())
        .filter(i -> i % 3 == 1)
        .mapToObj(all::get)
        .limit(limit)
        .toList();
  }

  @Override
  public List<Event> events(String incident, int after) {
    if (history != null) {
      return history.events(incident, after);
    }
    List<Event> all = boards.events.getOrDefault(incident, List.of());
    return all.subList(Math.min(after, all.size()), all.size());
  }

  @Override
  public Evidence evidence(java.nio.file.Path file) throws IOException {
    if (!file.toString().endsWith("top.txt")) {
      throw new IOException("it is not there");
    }
    return new Evidence(Evidence.Kind.FILE, "top.txt", "load average: 9.31\n");
  }

  @Override
  public List<History.Episode> episodesSince(Instant since, int limit) {
    if (history != null) {
      return history.episodesSince(since, limit);
    }
    List<History.Episode> episodes = new ArrayList<>();
    Board board = boards.board(List.of(), false, null, null);
    int i = 0;
    for (Board.Row row : board.rows()) {
      for (int hour = 0; hour < 24; hour++) {
        if (hour == 0 || (hour * 31 + i * 17) % 7 == 0) {
          Instant at = Boards.NOW.minus(Duration.ofMinutes(60L * hour + 10));
          episodes.add(
              new History.Episode(
                  row.fingerprint().toString(),
                  row.alert().name(),
                  "prod",
                  row.severity(),
                  at,
                  at.plusSeconds(300 + (hour * 977L + i * 331L) % 2900),
                  0,
                  null));
        }
      }
      i++;
    }
    return episodes;
  }

  @Override
  public String review(String incident, Locale locale) {
    return locale.getLanguage().equals("ja") ? REVIEW_JA : REVIEW_EN;
  }

  @Override
  public Path export(String incident, Format format, Path folder, Locale locale)
      throws IOException {
    Path file = folder.resolve(incident + "." + format.name().toLowerCase(Locale.ROOT));
    Files.writeString(file, review(incident, locale));
    exported.add(file);
    return file;
  }

  private static final String REVIEW_JA =
      """
      # サービスダウン — 事後レビュー

      **INC-261123-T3RV** · 重大 · SRE/DevOps · 2026-11-24 JST

      | 項目 | 値 |
      |---|---|
      | 発生 | 00:47:46 |
      | 応答 | 00:51:42 (3分56秒、期限 15分 を**達成**) |
      | 復旧 | 00:57:16 (9分30秒) |
      | 判定 | 対応が必要だった |

      ## 経過

      - 00:47:46 prod: ServiceDown 発生
      - 00:51:42 佐藤 彩: 応答 (対応します)
      - 00:56:38 佐藤 彩: 開始 `sudo systemctl restart mks-backend`
      - 00:56:42 SSH: exit 0 · 3.9 秒
      - 00:57:16 復旧を確認

      ## 原因

      > ここに書きます。

      ## 再発防止

      1. ヒープの上限を見直す
      2. メモリのアラートを早める
      """;

  private static final String REVIEW_EN =
      """
      # ServiceDown — post-incident review

      **INC-261123-T3RV** · Critical · SRE/DevOps · 24 Nov 2026 JST

      | Fact | Value |
      |---|---|
      | Fired | 00:47:46 |
      | Answered | 00:51:42 (3m 56s, deadline 15 min **met**) |
      | Recovered | 00:57:16 (9m 30s) |
      | Verdict | actionable |

      ## Timeline

      - 00:47:46 prod: ServiceDown fired
      - 00:51:42 Aya Sato: acknowledged (I am on it)
      - 00:56:38 Aya Sato: started `sudo systemctl restart mks-backend`
      - 00:56:42 SSH: exit 0 · 3.9 s
      - 00:57:16 recovery confirmed

      ## Cause

      > To be written.

      ## Prevention

      1. Look at the heap limit again
      2. Let the memory alert come earlier
      """;

  // --- practice ---------------------------------------------------------------------------------

  @Override
  public List<Scenario> scenarios(Locale locale) {
    boolean ja = locale.getLanguage().equals("ja");
    return org.toban.drill.Scenario.all().stream()
        .map(it ->
            new Scenario(
                it.name(),
                it.title().in(ja ? "ja" : "en"),
                it.briefing().in(ja ? "ja" : "en"),
                severity(it.name())))
        .toList();
  }

  private static Severity severity(String scenario) {
    return switch (scenario) {
      case "calm" -> Severity.NONE;
      case "certificate-expiring" -> Severity.INFO;
      case "service-down", "database-unreachable", "service-down-fix-fails" -> Severity.CRITICAL;
      default -> Severity.WARNING;
    };
  }

  @Override
  public void start(String scenario) {
    started.add(scenario);
  }

  @Override
  public void stop() {
    started.add("stop");
  }

  @Override
  public State state() {
    if (nothingKept) {
      return new State(null, List.of());
    }
    return new State(
        "service-down",
        List.of(
            new Attempt(
                "service-down",
                Boards.ago("4M"),
                Boards.ago("3M42S"),
                Boards.ago("2M50S"),
                null,
                null,
                null,
                false),
            new Attempt(
                "disk-full",
                Boards.ago("52M"),
                Boards.ago("51M44S"),
                Boards.ago("49M"),
                Boards.ago("41M12S"),
                Boards.ago("38M"),
                Boards.ago("37M"),
                false),
            new Attempt(
                "database-unreachable",
                Boards.ago("26H"),
                Boards.ago("25H59M"),
                Boards.ago("25H41M"),
                Boards.ago("25H35M"),
                null,
                null,
                true),
            earlier("disk-full", "27H", 260, 900),
            earlier("disk-full", "50H", 310, 1260),
            earlier("service-down", "51H", 95, 480)));
  }

  private static Attempt earlier(String scenario, String ago, long answered, long recovered) {
    Instant broken = Boards.ago(ago);
    return new Attempt(
        scenario,
        broken,
        broken.plusSeconds(16),
        broken.plusSeconds(answered),
        broken.plusSeconds(recovered),
        null,
        broken.plusSeconds(recovered + 300),
        false);
  }

  String language() {
    return language;
  }
}
