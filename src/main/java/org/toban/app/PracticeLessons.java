package org.toban.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.alert.SeverityMap;
import org.toban.app.kept.DrillTimes;
import org.toban.drill.EstateState;
import org.toban.engine.Board;
import org.toban.incident.Incident;
import org.toban.incident.Phase;
import org.toban.ui.parts.Practice;

/** The practice estate as the desk's drill page drives it, with the responder's times. */
final class PracticeLessons implements Practice {
  private final PracticeConsole practice;
  private final DrillTimes times;
  private final List<Attempt> earlier;
  private final List<Begun> begun = new ArrayList<>();
  private boolean playing;

  /** A lesson, from its start to the start of the next. */
  private record Begun(org.toban.drill.Scenario scenario, Instant at, @Nullable Instant brokenAt) {}

  /**
   * Lessons after those of other days.
   *
   * @param times where the responder's times are kept
   */
  PracticeLessons(PracticeConsole practice, DrillTimes times) {
    this.practice = practice;
    this.times = times;
    earlier = times.read();
  }

  /** Keeps the times that there are; at the end, and whenever a lesson begins or is stopped. */
  synchronized void keep() {
    times.save(state().attempts());
  }

  @Override
  public List<Scenario> scenarios(Locale locale) {
    String language = locale.getLanguage();
    return org.toban.drill.Scenario.all().stream()
        .map(it ->
            new Scenario(
                it.name(),
                it.title().in(language),
                it.briefing().in(language),
                severity(it.alert())))
        .toList();
  }

  private Severity severity(@Nullable String alert) {
    Board board = practice.console().engine().feed().newest();
    if (alert == null || board == null) {
      return Severity.NONE;
    }
    Alert example = Alert.active(Labels.of("alertname", alert), Instant.EPOCH);
    return board.library().policyFor(example, SeverityMap.standard()).severity();
  }

  @Override
  public synchronized void start(String scenario) {
    org.toban.drill.Scenario chosen =
        org.toban.drill.Scenario.named(scenario)
            .orElseThrow(() -> new IllegalArgumentException("no scenario " + scenario));
    keepBrokenAt();
    practice.estate().play(chosen);
    begun.addFirst(new Begun(chosen, practice.console().now(), null));
    playing = true;
    keep();
  }

  @Override
  public synchronized void stop() {
    keepBrokenAt();
    practice.estate().reset();
    playing = false;
    keep();
  }

  /** The estate forgets when it broke once another lesson begins. */
  private void keepBrokenAt() {
    if (playing) {
      Begun last = begun.removeFirst();
      begun.addFirst(new Begun(last.scenario(), last.at(), practice.estate().state().brokenAt()));
    }
  }

  @Override
  public synchronized State state() {
    List<Attempt> attempts = new ArrayList<>();
    for (int i = 0; i < begun.size(); i++) {
      Instant end = i == 0 ? Instant.MAX : begun.get(i - 1).at();
      attempts.add(attempt(begun.get(i), end, i == 0 && playing));
    }
    attempts.addAll(earlier);
    return new State(running(), attempts);
  }

  private @Nullable String running() {
    if (!playing || begun.isEmpty()) {
      return null;
    }
    Begun last = begun.getFirst();
    Incident incident = incident(last, Instant.MAX);
    boolean ended = practice.estate().state().over() && (incident == null || !incident.isOpen());
    return ended ? null : last.scenario().name();
  }

  private Attempt attempt(Begun lesson, Instant end, boolean last) {
    EstateState state = practice.estate().state();
    Instant broken = last ? state.brokenAt() : lesson.brokenAt();
    Incident incident = incident(lesson, end);
    return new Attempt(
        lesson.scenario().name(),
        broken == null ? lesson.at() : broken,
        incident == null ? null : incident.openedAt(),
        incident == null ? null : incident.respondedAt(),
        incident == null ? null : incident.recoveredAt(),
        incident == null ? null : incident.reviewedAt(),
        incident != null && incident.phase() instanceof Phase.Closed it ? it.since() : null,
        incident != null && isMissed(incident));
  }

  private boolean isMissed(Incident incident) {
    Incident.Timeliness timeliness = incident.timeliness(practice.console().now());
    return timeliness == Incident.Timeliness.MISSED || timeliness == Incident.Timeliness.BREACHED;
  }

  /** The first incident of the lesson's alert that opened while the lesson lasted. */
  private @Nullable Incident incident(Begun lesson, Instant end) {
    Board board = practice.console().engine().feed().newest();
    if (board == null) {
      return null;
    }
    return board.incidents().values().stream()
        .filter(it -> it.alertName().equals(lesson.scenario().alert()))
        .filter(it -> !it.openedAt().isBefore(lesson.at()) && it.openedAt().isBefore(end))
        .min(java.util.Comparator.comparing(Incident::openedAt))
        .orElse(null);
  }
}
