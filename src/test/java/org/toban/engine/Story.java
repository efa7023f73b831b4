package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;
import org.toban.alert.Matcher;
import org.toban.alert.Severity;
import org.toban.incident.Answering;
import org.toban.incident.Cause;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Run;
import org.toban.notice.Delivery;
import org.toban.notice.Letter;
import org.toban.notice.Mailbag;
import org.toban.notice.Notice;
import org.toban.notice.NoticePlan;
import org.toban.notice.Pace;
import org.toban.notice.Parcel;
import org.toban.remedy.Inventory;
import org.toban.remedy.Outcome;
import org.toban.remedy.RequestSettings;
import org.toban.remedy.Target;
import org.toban.remedy.Work;
import org.toban.runbook.Approval;
import org.toban.runbook.Library;
import org.toban.runbook.MarkdownFile;
import org.toban.runbook.RunbookReader;
import org.toban.runbook.Trust;
import org.toban.source.Reading;
import org.toban.source.SourceSettings;
import org.toban.source.Vitals;
import org.toban.source.Watchdog;
import org.toban.source.fault.Fault;

/**
 * Plays a story against the watch: alerts fire and clear, sources answer every 15 seconds, people
 * act, time is data. After every step the invariants of the house are checked.
 */
final class Story {
  static final Instant BEGIN = Instant.parse("2026-11-24T03:00:00Z");
  static final Duration POLL = Duration.ofSeconds(15);

  private static final String BOOK =
      """
      | Alert | Level | Response time | Owner | Automatic response |
      |---|---|---|---|---|
      | Down | Critical | within 15 minutes | SRE | Restart |
      | Disk | Warning | within 1 hour | Storage | none |
      | Note | Info | none | SRE | none |
      | Plain | Critical | within 15 minutes | SRE | none |
      | Database | Critical | within 15 minutes | DBA | none |
      | Slow | Warning | within 2 hours | Dev | none |
      | Certificate | Info | within 1 business day | SRE | Renewal |

      # Alert: Down

      ## Respond

      ```bash { name=restart auto }
      systemctl restart web
      ```

      ```bash { name=reset }
      systemctl reset-failed web
      ```

      ## Verify

      ```bash { name=health }
      curl -f localhost
      ```

      ## Checks

      - [ ] Users can work

      ## Contacts

      - **Primary**: Aoki
      - **Secondary**: Baba
      - **Escalation**: Chiba

      # Alert: Disk

      ## Respond

      ```bash { name=clean }
      logrotate -f all
      ```

      # Alert: Database

      ## Contacts

      - **Primary**: Aoki
      - **Secondary**: Baba
      - **Escalation**: Chiba
      """;

  static final Library LIBRARY = RunbookReader.read(List.of(new MarkdownFile("book.md", BOOK)));

  final MemoryHistory history = new MemoryHistory();
  final List<Notice> notices = new ArrayList<>();

  /** What went out, and by which channel. */
  final List<Letter> sent = new ArrayList<>();

  /** What was said anew in messages that were there. */
  final List<Letter> edits = new ArrayList<>();

  /** What the channels answer. */
  Function<Letter, Delivery> mail = letter -> Delivery.sent();

  private final Map<String, Mailbag> bags = new LinkedHashMap<>();
  final List<Work> started = new ArrayList<>();
  final List<Effect.Look> looks = new ArrayList<>();
  final List<String> polled = new ArrayList<>();

  /** All that was decided, in order. */
  final List<Effect> effects = new ArrayList<>();

  EngineSettings settings = settings(List.of());
  Duration runTakes = Duration.ofSeconds(2);
  Function<Work, @Nullable Outcome> host = job -> exit(0);
  @Nullable String watchdog;
  List<Watchdog> watchdogs = List.of();
  Duration skew = Duration.ZERO;

  /** When the server of a source began, by source; those that are not here do not say. */
  final Map<String, Instant> startedAt = new LinkedHashMap<>();

  RequestSettings requests = RequestSettings.none();
  List<String> sourceNames = List.of("prod");

  private final Map<String, Map<Fingerprint, Alert>> firing = new LinkedHashMap<>();
  private final Set<String> down = new HashSet<>();
  private final Deque<Approval> approved = new ArrayDeque<>();
  private final Deque<Ending> endings = new ArrayDeque<>();
  private final Map<String, Incident> checked = new LinkedHashMap<>();
  private final Ledger ledger = new Ledger(history);
  private @Nullable Watch watch;
  private Trust trust = allTrusted();
  private Board.@Nullable Hold hold;
  Instant now = BEGIN;
  private boolean polling = true;

  private record Ending(Instant at, String incident, String runId, Outcome outcome) {}

  // --- the setting ------------------------------------------------------------------------------

  /** The standard, but for how many incidents of a name make a storm. */
  static Answering answering(int storm) {
    Answering standard = Answering.standard();
    return new Answering(
        standard.escalations(), standard.recovery(), storm, standard.longestSnooze());
  }

  static EngineSettings settings(Answering answering) {
    return settings(answering, List.of());
  }

  static EngineSettings settings(Answering answering, List<String> groupBy) {
    return settings(groupBy).with(answering);
  }

  static EngineSettings settings(List<String> groupBy) {
    EngineSettings it = Wiring.settings("desk-1");
    return it.with(it.sorting().by(groupBy)).with(plan(new Pace(1000, Duration.ZERO), "desktop"));
  }

  /** Everything by all of these channels. */
  static NoticePlan plan(Pace pace, String... channels) {
    NoticePlan simple =
        NoticePlan.simple(List.of(channels), Locale.ENGLISH, ZoneId.of("Asia/Tokyo"));
    return new NoticePlan(simple.outlets(), List.of(), List.of(), true, pace);
  }

  /** A board that takes so many alerts of a source. */
  Story limited(int alerts) {
    settings = settings.with(settings.limits().withAlerts(alerts));
    return this;
  }

  static Trust allTrusted() {
    return new Trust(
        LIBRARY.runbooks().stream()
            .flatMap(book -> book.steps().stream())
            .map(step -> Approval.of(step, "aoki", BEGIN))
            .toList());
  }

  static String stepId(String name) {
    return LIBRARY.runbooks().stream()
        .flatMap(book -> book.steps().stream())
        .filter(step -> step.id().contains(name))
        .findFirst()
        .orElseThrow()
        .id();
  }

  Story trusting(String... steps) {
    trust = Trust.nothing();
    for (String name : steps) {
      trust = trust.with(Approval.of(LIBRARY.step(stepId(name)).orElseThrow(), "aoki", BEGIN));
    }
    return this;
  }

  static Outcome exit(int status) {
    return new Outcome.Exited(
        status, new Outcome.Output("said something\n", "", 0), Duration.ofSeconds(2));
  }

  static Alert alert(String name, String host, Instant startsAt, String... more) {
    Map<String, String> labels = Labels.of(more).asMap();
    labels.put("alertname", name);
    if (!host.isEmpty()) {
      labels.put("instance", host);
    }
    return Alert.active(Labels.of(labels), startsAt);
  }

  private Estate estate() {
    List<Inventory.Entry> hosts =
        List.of(
            new Inventory.Entry(
                new Target("web", "deploy", "web", 22),
                List.of(Matcher.of("instance", Matcher.Operator.MATCHES, "web.*"))));
    return new Estate(
        sourceNames.stream().map(this::source).toList(),
        new Inventory(perHost(hosts)).with(requests),
        LIBRARY,
        trust,
        hold);
  }

  /** web, and a host of its own for each of host-0, host-1 ... */
  private static List<Inventory.Entry> perHost(List<Inventory.Entry> first) {
    List<Inventory.Entry> all = new ArrayList<>(first);
    for (int i = 0; i < 50; i++) {
      all.add(
          new Inventory.Entry(
              new Target("host-" + i, "deploy", "host-" + i, 22),
              List.of(Matcher.of("instance", Matcher.Operator.EQUAL, "host-" + i))));
    }
    return all;
  }

  private SourceSettings source(String name) {
    return new SourceSettings(
        name,
        SourceSettings.Kind.ALERTMANAGER,
        List.of(URI.create("http://127.0.0.1:9093")),
        POLL,
        Duration.ofSeconds(5),
        1 << 26,
        watchdog == null ? watchdogs : List.of(Watchdog.parse(watchdog)),
        SourceSettings.Http.plain(),
        SourceSettings.USUAL_RESEND,
        SourceSettings.Scope.all());
  }

  // --- what happens -----------------------------------------------------------------------------

  /** Starts Toban, or starts it again with nothing but its history. */
  Story start() {
    endings.clear();
    checked.clear();
    Recollection.Past past =
        new Recollection(history, now).past(estate(), settings.startLimit().window());
    watch = new Watch(settings, estate(), past, now);
    bags.clear();
    perform(watch.first());
    history
        .waitingLetters()
        .forEach(it -> {
          if (it.edit()) {
            edit(it);
          } else {
            bag(it.channel()).put(it);
          }
        });
    polling = true;
    return this;
  }

  /** The process dies; nobody sees how its runs end. */
  Story crash() {
    return start();
  }

  Story fires(Alert... alerts) {
    for (Alert alert : alerts) {
      in("prod").put(alert.fingerprint(), alert);
    }
    return this;
  }

  Map<Fingerprint, Alert> in(String source) {
    return firing.computeIfAbsent(source, s -> new LinkedHashMap<>());
  }

  Story clears(Alert... alerts) {
    for (Alert alert : alerts) {
      in("prod").remove(alert.fingerprint());
    }
    return this;
  }

  Story breaks(String source) {
    down.add(source);
    return this;
  }

  Story mends(String source) {
    down.remove(source);
    return this;
  }

  /** Every source is asked once, now. */
  Story poll() {
    for (String name : sourceNames) {
      Reading reading =
          down.contains(name)
              ? new Reading.Failed(name, now, new Fault.Unreachable("refused"))
              : new Reading.Complete(
                  name, now, Alerts.of(in(name).values()), Duration.ofMillis(5), vitals(name));
      take(new Input.Read(reading));
    }
    return this;
  }

  /** The server of a source is another process from a moment on. */
  Story restarts(String source, Instant at) {
    startedAt.put(source, at);
    return this;
  }

  private Vitals vitals(String source) {
    Instant started = startedAt.get(source);
    Duration age = started == null ? Duration.ZERO : Duration.between(started, now);
    Duration left = SourceSettings.USUAL_RESEND.multipliedBy(2).minus(age);
    boolean young = started != null && left.isPositive();
    return new Vitals(started, young ? left : Duration.ZERO, skew);
  }

  /** Time passes, with ticks, polls and the ends of runs. */
  Story pass(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      now = now.plusSeconds(1);
      while (!endings.isEmpty() && !endings.peek().at().isAfter(now)) {
        Ending it = endings.poll();
        take(new Input.RunFinished(now, it.incident(), it.runId(), it.outcome()));
      }
      if (polling && Duration.between(BEGIN, now).toSeconds() % POLL.toSeconds() == 0) {
        poll();
      }
      take(new Input.Tick(now));
      carry(now);
    }
    return this;
  }

  Story passMinutes(int minutes) {
    return pass(Duration.ofMinutes(minutes));
  }

  /** The lid is closed: time passes, and nothing happens. */
  Story sleep(Duration time) {
    now = now.plus(time);
    return this;
  }

  Story does(Command command) {
    take(new Input.Commanded(now, command));
    return this;
  }

  /** Somebody edits the runbooks' text. */
  Story edits(UnaryOperator<String> edit) {
    Library edited = RunbookReader.read(List.of(new MarkdownFile("book.md", edit.apply(BOOK))));
    return take(new Input.RunbooksRead(now, edited));
  }

  Story historyBreaks(String why) {
    history.fail(why);
    return this;
  }

  Story historyMends() {
    history.fail(null);
    ledger.write();
    take(new Input.HistoryChanged(now, ledger.problem()));
    return this;
  }

  Story take(Input input) {
    perform(watch().take(input));
    while (!approved.isEmpty()) {
      perform(watch().take(new Input.Approved(now, approved.poll())));
    }
    check();
    return this;
  }

  /** As the engine's shell does it. */
  private void perform(List<Effect> effects) {
    this.effects.addAll(effects);
    List<Effect> rest = new ArrayList<>();
    String before = ledger.problem();
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Append it -> {
          it.events().forEach(Story::checkCause);
          ledger.add(it);
        }
        case Effect.Episodes it -> ledger.add(it);
        case Effect.StoreOutput it -> ledger.add(it);
        case Effect.Settle it -> ledger.add(it);
        case Effect.Notify it -> {
          ledger.add(it);
          rest.add(it);
        }
        default -> rest.add(effect);
      }
    }
    ledger.write();
    rest.forEach(this::act);
    if (ledger.problem() != null && before == null) {
      take(new Input.HistoryChanged(now, ledger.problem()));
    }
  }

  private void act(Effect effect) {
    switch (effect) {
      case Effect.Start it -> {
        String problem = ledger.problem();
        if (it.recorded() && problem != null) {
          Outcome outcome =
              new Outcome.Failed(
                  Outcome.Reason.GUARD, problem, Outcome.Output.none(), Duration.ZERO);
          endings.add(new Ending(now, it.incident(), it.work().runId(), outcome));
          return;
        }
        started.add(it.work());
        Outcome outcome = host.apply(it.work());
        if (outcome != null) {
          endings.add(new Ending(now.plus(runTakes), it.incident(), it.work().runId(), outcome));
        }
      }
      case Effect.Notify it when it.letter().edit() -> edit(it.letter());
      case Effect.Notify it -> {
        bag(it.letter().channel()).put(it.letter());
        carry(it.letter().at().isAfter(now) ? it.letter().at() : now);
      }
      case Effect.SaveHold it -> hold = it.on() ? new Board.Hold(now, it.by(), it.reason()) : null;
      case Effect.SaveApproval it -> approved.add(it.approval());
      case Effect.Look it -> looks.add(it);
      case Effect.Poll it -> polled.add(String.valueOf(it.source()));
      default -> {}
    }
  }

  private Mailbag bag(String channel) {
    NoticePlan plan = settings.notices();
    return bags.computeIfAbsent(
        channel,
        name -> new Mailbag(Objects.requireNonNull(plan.outlet(name)).reader(), plan.pace()));
  }

  private void edit(Letter letter) {
    Delivery delivery = mail.apply(letter);
    if (delivery instanceof Delivery.Sent) {
      edits.add(letter);
    }
    Parcel parcel = new Parcel(letter, List.of(letter), List.of());
    perform(watch().take(new Input.Delivered(now, parcel, delivery, 1)));
  }

  /** What the postman does when his clock shows this time. */
  private void carry(Instant now) {
    for (Mailbag bag : List.copyOf(bags.values())) {
      for (Parcel it = bag.take(now, this::isOver); it != null; it = bag.take(now, this::isOver)) {
        Delivery delivery = Delivery.sent();
        if (!it.letters().isEmpty()) {
          delivery = bag.settle(it, mail.apply(it.message()), now);
          if (delivery instanceof Delivery.Sent) {
            sent.add(it.message());
            notices.add(it.message().notice());
          }
        }
        perform(watch().take(new Input.Delivered(now, it, delivery, bag.attempts())));
      }
    }
  }

  private boolean isOver(Letter letter) {
    return letter.notice().severity() != Severity.INFO
        && !letter.incidents().isEmpty()
        && letter.incidents().stream().noneMatch(id -> board().incidents().get(id).isUnderWay());
  }

  // --- what is seen -----------------------------------------------------------------------------

  Watch watch() {
    if (watch == null) {
      throw new IllegalStateException("start() first");
    }
    return watch;
  }

  Board board() {
    return watch().board();
  }

  Incident incident() {
    assertThat(board().incidents()).hasSize(1);
    return board().incidents().values().iterator().next();
  }

  Incident incident(String alertName) {
    return board().incidents().values().stream()
        .filter(it -> it.alertName().equals(alertName))
        .findFirst()
        .orElseThrow();
  }

  String id() {
    return incident().id();
  }

  String phase() {
    return incident().phase().getClass().getSimpleName();
  }

  List<String> events() {
    return eventsOf(id());
  }

  List<String> eventsOf(String id) {
    return history.events(id).stream().map(it -> it.getClass().getSimpleName()).toList();
  }

  <E extends Event> List<E> events(Class<E> type) {
    return history.events(id()).stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<String> whys() {
    return notices.stream().map(Notice::why).toList();
  }

  /** Scripts that were started, in order. */
  List<String> scripts() {
    return started.stream().map(job -> job.script().strip()).toList();
  }

  private boolean unchecked() {
    return ledger.problem() != null;
  }

  /** What must hold after every step, whatever the story. */
  @SuppressWarnings("ReferenceEquality") // the same object was checked; an equal one was not
  private void check() {
    Board board = board();
    for (Incident it : board.incidents().values()) {
      if (it == checked.put(it.id(), it)) {
        continue;
      }
      if (!unchecked()) {
        List<Event> stored = history.events(it.id());
        assertThat(Incident.fold(it.id(), stored)).as("replay of " + it.id()).isEqualTo(it);
      }
      Set<String> hosts = new HashSet<>();
      for (Run run : it.runs()) {
        assertThat(run.ended() != null || hosts.add(run.intent().host()))
            .as("one run at a time on a host")
            .isTrue();
      }
      assertThat(it.isOpen())
          .as("an open incident has a next action")
          .isEqualTo(board.next().containsKey(it.id()));
    }
    checkRows(board);
  }

  /** Why Toban did something by itself is a cause that the desk can say in any language. */
  private static void checkCause(Event event) {
    String why =
        switch (event) {
          case Event.Opened it -> it.why();
          case Event.AlertCleared it -> it.why();
          case Event.Notified it -> it.why();
          case Event.AcknowledgementEnded it -> it.why();
          case Event.ResponseChosen it -> it.why();
          case Event.RunRefused it -> it.reason();
          case Event.RolloutEnded it -> it.why();
          case Event.VerificationPassed it -> it.how();
          case Event.VerificationFailed it -> it.why();
          case Event.RecoveryConfirmed it -> it.how();
          case Event.HandedOver it when it.by().equals(Incident.AUTOMATIC) -> it.why();
          case Event.Closed it when it.by().equals(Incident.AUTOMATIC) -> it.reason();
          case Event.Reopened it -> it.why();
          default -> null;
        };
    assertThat(why == null || Cause.of(why).isPresent()).as("a known cause: " + why).isTrue();
  }

  /** Every alert that a source said last is on the board or counted (I1). */
  private void checkRows(Board board) {
    Set<Fingerprint> shown = new HashSet<>();
    board.rows().forEach(row -> shown.add(row.fingerprint()));
    assertThat(board.rows()).hasSize(shown.size());
    if (down.isEmpty() && lastPolled(board)) {
      firing.forEach((source, all) -> {
        long rows = all.keySet().stream().filter(shown::contains).count();
        int over = board.overLimit().getOrDefault(source, 0);
        assertThat(rows + over)
            .as("rows + over limit of " + source)
            .isGreaterThanOrEqualTo(all.size());
      });
    }
  }

  private boolean lastPolled(Board board) {
    return board.sources().stream().allMatch(it -> now.equals(it.lastComplete()));
  }
}
