package org.toban.engine;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.alert.Matchers;
import org.toban.engine.consent.Consents;
import org.toban.engine.noise.EpisodeBudget;
import org.toban.engine.noise.Flapping;
import org.toban.incident.Asking;
import org.toban.incident.Denial;
import org.toban.incident.Event;
import org.toban.incident.Flow;
import org.toban.incident.Incident;
import org.toban.incident.NextAction;
import org.toban.incident.Roster;
import org.toban.incident.Timetable;
import org.toban.incident.Timing;
import org.toban.notice.Letter;
import org.toban.notice.NoticePolicy;
import org.toban.notice.Outlet;
import org.toban.notice.Reach;
import org.toban.notice.Upkeep;
import org.toban.remedy.Inventory;
import org.toban.runbook.Library;
import org.toban.runbook.Runbook;
import org.toban.runbook.Trust;
import org.toban.source.silence.SilenceBook;

/**
 * Everything that the engine knows, as of {@code now}; what a step decides gathers here and leaves
 * it as effects. Owned by one thread.
 */
final class State {
  private static final int MESSAGES_KEPT = 100;

  final EngineSettings settings;
  final Timing timing;
  final Inventory inventory;
  final Maintenances maintenance;
  final Rows rows;
  final Cases cases = new Cases();
  final Runs runs;
  final Consents consents = new Consents();
  final Flapping flapping;
  final EpisodeBudget episodes;
  final Map<String, SourceWatch> sources = new LinkedHashMap<>();
  final Map<String, NextAction> next = new HashMap<>();
  final Reach reach = new Reach();
  final Upkeep upkeep;
  final Map<String, SilenceBook> silences = new LinkedHashMap<>();

  Instant now;

  /** What the clock showed when it was last set back, or when the program began. */
  private Instant setAt;

  Roster roster;
  Library library;
  Trust trust;
  Board.@Nullable Hold hold;
  @Nullable String historyProblem;
  Set<String> stuck = Set.of();

  /** Null for notices about everything; never kept over a restart. */
  @Nullable Matchers noticesOnly;

  private final Map<String, Instant> triedToTell = new HashMap<>();
  private final Deque<Board.Message> messages = new ArrayDeque<>();
  private final List<NoticePolicy.Occasion> occasions = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private final Set<String> touched = new LinkedHashSet<>();
  private boolean summary;

  State(EngineSettings settings, Estate estate, Instant now) {
    this.settings = settings;
    this.timing = settings.timing();
    this.upkeep = new Upkeep(settings.notices(), settings.console());
    this.inventory = estate.inventory();
    this.library = estate.library();
    this.trust = estate.trust();
    this.hold = estate.hold();
    this.now = now;
    this.setAt = now;
    this.maintenance = new Maintenances(this, settings.answering().maintenance());
    this.rows = new Rows(maintenance);
    this.roster = settings.answering().roster();
    this.runs = new Runs(settings);
    this.flapping = new Flapping(settings.times().reopenWindow());
    this.episodes = new EpisodeBudget(now);
    estate.sources().forEach(it -> sources.put(it.name(), new SourceWatch(it, admission(), now)));
  }

  private Admission admission() {
    return new Admission(
        settings.limits().alerts(),
        alert -> library.policyFor(alert, settings.severities()).severity(),
        fingerprint -> rows.get(fingerprint) != null);
  }

  void effect(Effect effect) {
    effects.add(effect);
  }

  /** What the clock shows. */
  void tick(Instant shown) {
    setAt = shown.isBefore(now) ? shown : setAt;
    now = shown;
  }

  /** Something to tell the person at the desk. */
  void say(@Nullable String incident, String key, String... arguments) {
    messages.addFirst(new Board.Message(now, incident, key, List.of(arguments)));
    if (messages.size() > MESSAGES_KEPT) {
      messages.removeLast();
    }
  }

  /**
   * A wish that is not done: the person is told why, and the incident keeps it.
   *
   * @param detail who or what stood in the way, may be empty
   */
  void deny(Command.OnIncident command, Denial why, String detail) {
    say(command.incident(), "denied." + why, detail);
    cases.add(
        command.incident(),
        new Event.CommandRefused(now, command.by(), command.word(), why, detail));
  }

  /**
   * Something that may deserve a notice; nothing does whose alerts are all held back, and the end
   * of what nobody was told of does not.
   */
  void tell(String incident, NoticePolicy.Reason reason, String detail) {
    maintenance.expect(incident);
    cases.add(incident, Asking.events(cases.require(incident), roster, now));
    Incident it = cases.require(incident);
    boolean waits = it.handling().snooze() != null && reason.waitsForSnooze();
    triedToTell.put(incident, now);
    boolean unheard = reason == NoticePolicy.Reason.RECOVERED && it.lastNotifiedAt() == null;
    if (!isHeldBack(it) && isWanted(it) && !waits && !unheard) {
      occasions.add(new NoticePolicy.Occasion(it, reason, detail));
    }
  }

  /** An earlier life of the program has decided to tell of it, and the letter waits. */
  void wasTold(String incident, Instant at) {
    triedToTell.put(incident, at);
  }

  /** Whether the person asked to be told of it; Toban's own troubles are always told. */
  private boolean isWanted(Incident it) {
    Matchers only = noticesOnly;
    Collection<Alert> alerts = (it.firing().isEmpty() ? it.cleared() : it.firing()).values();
    return only == null
        || alerts.isEmpty()
        || alerts.stream()
            .anyMatch(alert -> only.matches(alert.labels()) || isOwn(alert.fingerprint()));
  }

  private boolean isOwn(Fingerprint fingerprint) {
    Board.Row row = rows.get(fingerprint);
    return row != null && row.sources().contains(OwnAlerts.SOURCE);
  }

  /** Something about an incident has changed that is no event of it, such as a silence. */
  void touch(String incident) {
    touched.add(incident);
  }

  /** This step catches up after a sleep or a start: whatever it has to tell is told as one. */
  void summarise() {
    summary = true;
  }

  @Nullable Runbook runbook(Incident it) {
    return library.runbook(it.runbook()).orElse(null);
  }

  private boolean isHeldBack(Incident it) {
    return it.handling().maintenance() != null || isSilenced(it);
  }

  /** Whether its source holds back every alert of it that fires. */
  boolean isSilenced(Incident it) {
    return !it.firing().isEmpty()
        && it.firing().keySet().stream()
            .allMatch(fingerprint -> {
              Board.Row row = rows.get(fingerprint);
              return row != null && row.alert().state() == Alert.State.SUPPRESSED;
            });
  }

  /** Computes again what happens next to an incident. */
  void plan(String id) {
    Incident it = cases.get(id);
    List<NextAction> timers =
        it == null
            ? List.of()
            : Timetable.of(it, timing, triedToTell.get(id), isSilenced(it), now, setAt);
    if (timers.isEmpty()) {
      next.remove(id);
      triedToTell.remove(id);
      reach.forget(id);
    } else {
      next.put(id, timers.getFirst());
    }
  }

  /** Ends a step: what it has decided, in the order in which it must be done. */
  List<Effect> drain() {
    Set<String> changed = new LinkedHashSet<>(cases.changed());
    occasions.forEach(it -> changed.add(it.incident().id()));
    settings.notices().letters(occasions, summary, now, settings.console()).forEach(this::send);
    cases.changed().forEach(this::edit);
    changed.addAll(touched);
    changed.forEach(this::plan);
    List<Effect> all = new ArrayList<>(cases.drain());
    all.addAll(effects);
    effects.clear();
    occasions.clear();
    touched.clear();
    summary = false;
    return all;
  }

  Board board() {
    return new Board(
        now,
        sources.values().stream().map(SourceWatch::status).toList(),
        rows.snapshot(),
        cases.snapshot(),
        runs.output(),
        runs.starts(),
        trust,
        hold,
        historyProblem,
        List.copyOf(messages),
        library,
        inventory,
        settings.desk().practice(),
        settings.startLimit(),
        runs.barred(now),
        Map.copyOf(next),
        Map.copyOf(silences),
        noticesOnly,
        overLimit(),
        roster,
        reach.lost(),
        maintenance.open());
  }

  private Map<String, Integer> overLimit() {
    Map<String, Integer> over = new LinkedHashMap<>();
    for (SourceWatch source : sources.values()) {
      if (source.overLimit() > 0) {
        over.put(source.name(), source.overLimit());
      }
    }
    return over;
  }

  /** Messages that are kept of an incident say how it stands now. */
  private void edit(String id) {
    Incident it = cases.get(id);
    if (it != null) {
      upkeep.edits(cases.before(id), it, now).forEach(edit -> effects.add(new Effect.Notify(edit)));
    }
  }

  /** One more letter, which is stored before it goes. */
  void send(Letter letter) {
    effects.add(new Effect.Notify(letter));
    upkeep.begin(letter);
    Outlet outlet = settings.notices().outlet(letter.channel());
    if (outlet != null && outlet.people()) {
      reach.begin(letter);
    }
  }

  /** Hands an incident to its next contact, who is told. */
  void handOver(String id, String by, String why) {
    Event.HandedOver event = Flow.handOver(cases.require(id), now, by, why);
    cases.add(id, event);
    tell(id, NoticePolicy.Reason.HANDED_OVER, why);
  }
}
