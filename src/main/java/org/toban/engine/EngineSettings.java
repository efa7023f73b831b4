package org.toban.engine;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.toban.alert.SeverityMap;
import org.toban.incident.Answering;
import org.toban.incident.BusinessCalendar;
import org.toban.incident.Timing;
import org.toban.notice.Channel;
import org.toban.notice.NoticePlan;
import org.toban.notice.Reader;
import org.toban.remedy.StartLimit;

/**
 * What the engine needs to know besides its parts.
 *
 * @param notices who is told of what, by which channel
 */
public record EngineSettings(
    Desk desk,
    Sorting sorting,
    Times times,
    Limits limits,
    Answering answering,
    NoticePlan notices) {

  /** As without a configuration, with notices by the desktop. */
  public static EngineSettings standard(Desk desk, BusinessCalendar calendar) {
    return new EngineSettings(
        desk,
        new Sorting(SeverityMap.standard(), calendar, List.of(), 2),
        Times.standard(),
        Limits.standard(),
        Answering.standard(),
        NoticePlan.simple(List.of("desktop"), desk.language(), calendar.zone()));
  }

  /**
   * Whose engine it is.
   *
   * @param console its name, unique in a team
   * @param practice whether it is of the practice estate
   * @param language of notices where a channel has no other
   */
  public record Desk(String console, boolean practice, Locale language) {}

  /**
   * How what fires becomes incidents.
   *
   * @param groupBy labels that alerts of one incident share besides their name; empty for the
   *     target
   * @param clearPolls valid polls without an alert before it counts as cleared (N, at least 1)
   */
  public record Sorting(
      SeverityMap severities, BusinessCalendar calendar, List<String> groupBy, int clearPolls) {
    public Sorting {
      groupBy = List.copyOf(groupBy);
      if (clearPolls < 1) {
        throw new IllegalArgumentException("clearPolls must be at least 1: " + clearPolls);
      }
    }

    public Sorting by(List<String> labels) {
      return new Sorting(severities, calendar, labels, clearPolls);
    }
  }

  /**
   * The times of the flow and of runs.
   *
   * @param reopenWindow a re-fire within this time of recovery continues the incident
   * @param repeatPage how often an unanswered critical is notified again
   * @param escalateAfter how long a critical may stay unanswered before the next contact gets it
   * @param runLimit time limit of a run when its step names none
   * @param verifyEvery how long after a failed verify step it is tried again
   * @param verifyLimit how long a verification may take before it counts as failed
   */
  public record Times(
      Duration reopenWindow,
      Duration repeatPage,
      Duration escalateAfter,
      Duration runLimit,
      Duration verifyEvery,
      Duration verifyLimit) {
    public static Times standard() {
      return new Times(
          Duration.ofMinutes(10),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(1),
          Duration.ofSeconds(15),
          Duration.ofMinutes(5));
    }
  }

  /**
   * What keeps automation and the board small when much goes wrong at once.
   *
   * @param starts of one action on one host
   * @param automaticRuns automatic remedies under way at one time
   * @param failures failed recoveries of one action inside {@code failureWindow} that stop it from
   *     running automatically
   * @param freshness how old the sighting of an alert may be when an automatic run starts
   * @param patience how long an automatic response may wait for its turn before it is manual
   * @param remindAfter how long a critical under way may rest before a reminder
   * @param closeAfter how long what is not critical stays recovered before it closes as unreviewed
   * @param alerts of one source beyond which only critical ones get a row; the others are counted
   */
  public record Limits(
      StartLimit starts,
      int automaticRuns,
      int failures,
      Duration failureWindow,
      Duration freshness,
      Duration patience,
      Duration remindAfter,
      Duration closeAfter,
      int alerts) {
    public static Limits standard() {
      return new Limits(
          StartLimit.standard(),
          4,
          3,
          Duration.ofHours(1),
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofHours(1),
          Duration.ofHours(24),
          150_000);
    }

    public Limits with(StartLimit other) {
      return new Limits(
          other,
          automaticRuns,
          failures,
          failureWindow,
          freshness,
          patience,
          remindAfter,
          closeAfter,
          alerts);
    }

    public Limits withAlerts(int most) {
      return new Limits(
          starts,
          automaticRuns,
          failures,
          failureWindow,
          freshness,
          patience,
          remindAfter,
          closeAfter,
          most);
    }
  }

  public String console() {
    return desk.console();
  }

  public SeverityMap severities() {
    return sorting.severities();
  }

  public BusinessCalendar calendar() {
    return sorting.calendar();
  }

  public List<String> groupBy() {
    return sorting.groupBy();
  }

  public StartLimit startLimit() {
    return limits.starts();
  }

  public EngineSettings with(Sorting other) {
    return new EngineSettings(desk, other, times, limits, answering, notices);
  }

  public EngineSettings with(Times other) {
    return new EngineSettings(desk, sorting, other, limits, answering, notices);
  }

  public EngineSettings with(Limits other) {
    return new EngineSettings(desk, sorting, times, other, answering, notices);
  }

  public EngineSettings with(Answering other) {
    return new EngineSettings(desk, sorting, times, limits, other, notices);
  }

  public EngineSettings with(NoticePlan other) {
    return new EngineSettings(desk, sorting, times, limits, answering, other);
  }

  /** The same, with notices by these channels. */
  EngineSettings over(List<Channel> channels) {
    return with(notices.over(channels, new Reader(desk.language(), calendar().zone())));
  }

  /** The times that the flow goes by. */
  Timing timing() {
    return new Timing(
        times.reopenWindow(),
        times.repeatPage(),
        times.escalateAfter(),
        times.verifyLimit(),
        limits.remindAfter(),
        limits.closeAfter());
  }
}
