package org.toban.app;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.toban.app.doctor.Advice;
import org.toban.app.doctor.Finding;
import org.toban.app.doctor.Subject;
import org.toban.config.RunbookFolder;
import org.toban.config.Settings;
import org.toban.incident.Answering;
import org.toban.incident.Duty;
import org.toban.incident.Roster;
import org.toban.incident.Schedule;
import org.toban.incident.Shift;
import org.toban.runbook.Library;
import org.toban.saying.Saying;
import org.toban.source.Answer;
import org.toban.source.fault.Fault;
import org.toban.source.oncall.ScheduleFeed;

/** Reads an on-call schedule once, and says who it gives, where it has gaps and what is odd. */
final class OnCallCheckup {
  /** So far ahead it is looked for gaps. */
  private static final Duration AHEAD = Duration.ofDays(7);

  private static final int MOST = 5;

  private final ScheduleFeed feed;
  private final Roster.Rota rota;
  private final Set<String> contacts;
  private final Instant now;
  private final List<Finding> findings = new ArrayList<>();

  private OnCallCheckup(ScheduleFeed feed, Roster.Rota rota, Set<String> contacts, Instant now) {
    this.feed = feed;
    this.rota = rota;
    this.contacts = contacts;
    this.now = now;
  }

  /** Reads all at the same time; the findings are in the order of the configuration. */
  static List<Finding> all(Settings settings, Instant now) {
    Set<String> contacts = contacts(settings);
    Roster roster = settings.engine().answering().roster();
    return ServerCheckup.together(
        settings.schedules().stream()
            .flatMap(feed ->
                Stream.ofNullable(roster.rotas().get(feed.name()))
                    .map(rota -> new OnCallCheckup(feed, rota, contacts, now)))
            .toList(),
        OnCallCheckup::findings);
  }

  /** Everybody whom a runbook or an escalation plan names. */
  private static Set<String> contacts(Settings settings) {
    Library library =
        settings.runbooks().isEmpty()
            ? RunbookFolder.shipped(settings.language())
            : new RunbookFolder(settings.runbooks()).read();
    Set<String> contacts = new HashSet<>();
    library.runbooks().forEach(it -> it.contacts().forEach(one -> contacts.add(one.who())));
    for (Answering.Escalation it : settings.engine().answering().escalations()) {
      it.plan().steps().forEach(step -> contacts.addAll(step.to()));
    }
    return contacts;
  }

  private List<Finding> findings() {
    Saying name = Subject.SCHEDULE.of(feed.name());
    switch (feed.read(now)) {
      case Answer.Failed<Schedule> it ->
          findings.add(Finding.failed(name, it.fault().told(), mend(it.fault())));
      case Answer.Given<Schedule> it -> {
        Roster.Rota read =
            Roster.of(List.of(rota))
                .read(rota.name(), it.value(), now)
                .rotas()
                .getOrDefault(rota.name(), rota);
        findings.add(turn(name, read));
        gaps(it.value());
        names(it.value());
      }
    }
    paged();
    overrides();
    return findings;
  }

  // --- who and when ------------------------------------------------------------------------------

  private Finding turn(Saying name, Roster.Rota read) {
    Duty duty = read.duty(now);
    Schedule.Turn next = read.next(now);
    Saying told =
        next == null
            ? Advice.TURN_UNCHANGED.of(who(duty))
            : Advice.TURN.of(who(duty), time(next.at()), who(next.duty()));
    return duty instanceof Duty.OnCall ? Finding.ok(name, told) : Finding.warning(name, told);
  }

  private static Object who(Duty duty) {
    return switch (duty) {
      case Duty.OnCall it -> String.join(", ", it.who());
      case Duty.Nobody _ -> Advice.NOBODY.of();
      case Duty.Unknown _ -> Advice.UNKNOWN.of();
    };
  }

  private void gaps(Schedule schedule) {
    List<Schedule.Gap> gaps = schedule.gaps(now, now.plus(AHEAD), rota.overrides());
    if (!gaps.isEmpty()) {
      findings.add(
          Finding.warning(
              Subject.GAPS.of(feed.name()),
              Advice.GAPS.of(
                  some(
                      gaps.stream()
                          .map(it -> Advice.FROM_TO.of(time(it.begin()), time(it.end())))
                          .toList()))));
    }
  }

  private static Saying some(List<Saying> all) {
    Saying first = all.stream().limit(MOST).reduce(Advice.ONE_AND_OTHER::of).orElseThrow();
    return all.size() > MOST ? Advice.AND_MORE.of(first, all.size() - MOST) : first;
  }

  /** In the schedule's zone, as an override may be written. */
  private String time(Instant at) {
    return OffsetDateTime.ofInstant(at, feed.zone()).truncatedTo(ChronoUnit.MINUTES).toString();
  }

  // --- names -------------------------------------------------------------------------------------

  /**
   * A team may well name its people in the schedules alone. Where some of them are contacts too,
   * one who is not may be somebody under two names.
   */
  private void names(Schedule schedule) {
    Set<String> named = new TreeSet<>();
    schedule.shifts().stream()
        .filter(it -> it.end().isAfter(now) && it.begin().isBefore(now.plus(AHEAD)))
        .forEach(it -> named.add(it.who()));
    rota.overrides().stream()
        .filter(it -> it.end().isAfter(now))
        .forEach(it -> named.add(it.who()));
    List<String> strange = named.stream().filter(it -> !contacts.contains(it)).toList();
    if (strange.isEmpty()) {
      return;
    }
    Set<String> folded = contacts.stream().map(OnCallCheckup::folded).collect(Collectors.toSet());
    boolean alike = strange.stream().anyMatch(it -> folded.contains(folded(it)));
    Saying found = some(strange.stream().map(Saying::text).toList());
    Saying names = Subject.NAMES.of(feed.name());
    findings.add(
        alike || strange.size() < named.size()
            ? Finding.warning(names, Advice.STRANGE_NAMES.of(found))
            : Finding.ok(names, Advice.OWN_NAMES.of(found)));
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[\\s.,_-]", "");
  }

  private void paged() {
    boolean meant =
        contacts.stream()
            .anyMatch(it -> Roster.of(List.of(rota)).meant(List.of(it), now).isPresent());
    if (!meant) {
      findings.add(
          Finding.warning(Subject.CONTACTS.of(feed.name()), Advice.NOT_MEANT.of(feed.name())));
    }
  }

  // --- overrides ---------------------------------------------------------------------------------

  private void overrides() {
    List<Saying> odd = new ArrayList<>();
    List<Shift> all = rota.overrides();
    for (int i = 0; i < all.size(); i++) {
      Shift it = all.get(i);
      if (!it.end().isAfter(now)) {
        odd.add(Advice.OVERRIDE_OVER.of(it.who(), time(it.end())));
        continue;
      }
      for (Shift other : all.subList(i + 1, all.size())) {
        Instant begin = it.begin().isAfter(other.begin()) ? it.begin() : other.begin();
        Instant end = it.end().isBefore(other.end()) ? it.end() : other.end();
        if (begin.isBefore(end) && end.isAfter(now)) {
          odd.add(Advice.OVERLAP.of(it.who(), other.who(), time(begin), time(end)));
        }
      }
    }
    if (!odd.isEmpty()) {
      findings.add(
          Finding.warning(Subject.OVERRIDES.of(feed.name()), Advice.OVERRIDES.of(some(odd))));
    }
  }

  private Saying mend(Fault fault) {
    boolean file = feed.place() instanceof ScheduleFeed.Place.InFile;
    return switch (fault) {
      case Fault.Unreachable _ when file -> Advice.FILE_THERE.of();
      case Fault.Unreadable _ -> file ? Advice.WHOLE_CALENDAR.of() : Advice.CALENDAR_ADDRESS.of();
      case Fault.Refused it
          when it.status() == 404 || feed.place() instanceof ScheduleFeed.Place.AtSecretUrl ->
          Advice.ADDRESS_ANEW.of();
      case Fault.OverLimit _ -> Advice.LARGE_CALENDAR.of();
      default -> Mending.of(fault, feed.server());
    };
  }
}
