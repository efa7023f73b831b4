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
 * @param groupBy labels that alerts of one incident share besides their name; empty for the target
 * @param clearPolls valid polls without an alert before it counts as cleared (N, at least 1)
 * @param reopenWindow a re-fire within this time of recovery continues the incident
 * @param repeatPage how often an unanswered critical is notified again
 * @param escalateAfter how long a critical may stay unanswered before the next contact gets it
 * @param runLimit time limit of a run when its step names none
 * @param verifyEvery how long after a failed verify step it is tried again
 * @param verifyLimit how long a verification may take before it counts as failed
 * @param language of notices where a channel has no other
 * @param notices who is told of what, by which channel
 */
public record EngineSettings(
    String console,
    SeverityMap severities,
    BusinessCalendar calendar,
    StartLimit startLimit,
    List<String> groupBy,
    int clearPolls,
    Duration reopenWindow,
    Duration repeatPage,
    Duration escalateAfter,
    Duration runLimit,
    Duration verifyEvery,
    Duration verifyLimit,
    boolean practice,
    Limits limits,
    Answering answering,
    Locale language,
    NoticePlan notices) {

  /** With the standard limits, and notices in English. */
  public EngineSettings(
      String console,
      SeverityMap severities,
      BusinessCalendar calendar,
      StartLimit startLimit,
      List<String> groupBy,
      int clearPolls,
      Duration reopenWindow,
      Duration repeatPage,
      Duration escalateAfter,
      Duration runLimit,
      Duration verifyEvery,
      Duration verifyLimit,
      boolean practice) {
    this(
        console,
        severities,
        calendar,
        startLimit,
        groupBy,
        clearPolls,
        reopenWindow,
        repeatPage,
        escalateAfter,
        runLimit,
        verifyEvery,
        verifyLimit,
        practice,
        Limits.standard(),
        Answering.standard(),
        Locale.ENGLISH);
  }

  /** With notices by the desktop, in one language. */
  public EngineSettings(
      String console,
      SeverityMap severities,
      BusinessCalendar calendar,
      StartLimit startLimit,
      List<String> groupBy,
      int clearPolls,
      Duration reopenWindow,
      Duration repeatPage,
      Duration escalateAfter,
      Duration runLimit,
      Duration verifyEvery,
      Duration verifyLimit,
      boolean practice,
      Limits limits,
      Answering answering,
      Locale language) {
    this(
        console,
        severities,
        calendar,
        startLimit,
        groupBy,
        clearPolls,
        reopenWindow,
        repeatPage,
        escalateAfter,
        runLimit,
        verifyEvery,
        verifyLimit,
        practice,
        limits,
        answering,
        language,
        NoticePlan.simple(List.of("desktop"), language, calendar.zone()));
  }

  public EngineSettings {
    groupBy = List.copyOf(groupBy);
    if (clearPolls < 1) {
      throw new IllegalArgumentException("clearPolls must be at least 1: " + clearPolls);
    }
  }

  /**
   * What keeps automation and the board small when much goes wrong at once.
   *
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
          4,
          3,
          Duration.ofHours(1),
          Duration.ofSeconds(5),
          Duration.ofMinutes(5),
          Duration.ofHours(1),
          Duration.ofHours(24),
          150_000);
    }

    public Limits withAlerts(int most) {
      return new Limits(
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

  /** The same, with notices by these channels. */
  EngineSettings over(List<Channel> channels) {
    return with(notices.over(channels, new Reader(language, calendar.zone())));
  }

  /** The same, with another plan of notices. */
  public EngineSettings with(NoticePlan plan) {
    return new EngineSettings(
        console,
        severities,
        calendar,
        startLimit,
        groupBy,
        clearPolls,
        reopenWindow,
        repeatPage,
        escalateAfter,
        runLimit,
        verifyEvery,
        verifyLimit,
        practice,
        limits,
        answering,
        language,
        plan);
  }

  /** The times that the flow goes by. */
  Timing timing() {
    return new Timing(
        reopenWindow,
        repeatPage,
        escalateAfter,
        verifyLimit,
        limits.remindAfter(),
        limits.closeAfter());
  }
}
