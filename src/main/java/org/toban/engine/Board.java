package org.toban.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.alert.Fingerprint;
import org.toban.alert.Matchers;
import org.toban.alert.Severity;
import org.toban.incident.Incident;
import org.toban.incident.MaintenanceWindow;
import org.toban.incident.NextAction;
import org.toban.incident.Policy;
import org.toban.incident.Roster;
import org.toban.notice.Reach;
import org.toban.remedy.Inventory;
import org.toban.remedy.StartLimit;
import org.toban.runbook.Library;
import org.toban.runbook.Trust;
import org.toban.source.SourceStatus;
import org.toban.source.silence.Silence;
import org.toban.source.silence.SilenceBook;

/**
 * Everything that the desk shows, immutable, as of one instant.
 *
 * @param rows one for each alert that a source last said is there, in no promised order; unchanged
 *     rows are the same objects from board to board
 * @param incidents open ones and those closed since the start, by id
 * @param output what runs have printed so far, by run id, kept to a limit
 * @param starts recent starts by {@code sha256@host}, for the start limit
 * @param trust what is approved for automatic runs
 * @param hold null when automation is allowed, else who stopped it and why
 * @param historyProblem null when events are stored, else why they are only in memory
 * @param messages newest first: what Toban has to tell the person, such as a refused command
 * @param barred hashes of actions whose automatic runs failed too often
 * @param next what happens to each open incident when nobody does anything
 * @param silences of the sources that have such, by source
 * @param noticesOnly null when everything is notified, else what alone is
 * @param overLimit how many alerts of a source are beyond {@code limits.alerts} and have no row, by
 *     source; those that have none are not here
 * @param roster who is on call, by the schedules of the team
 * @param lostChannels those by which nobody can be told now
 * @param maintenance the announced work that is under way
 */
public record Board(
    Instant at,
    List<SourceStatus> sources,
    List<Row> rows,
    Map<String, Incident> incidents,
    Map<String, String> output,
    Map<String, List<Instant>> starts,
    Trust trust,
    @Nullable Hold hold,
    @Nullable String historyProblem,
    List<Message> messages,
    Library library,
    Inventory inventory,
    boolean practice,
    StartLimit startLimit,
    Set<String> barred,
    Map<String, NextAction> next,
    Map<String, SilenceBook> silences,
    @Nullable Matchers noticesOnly,
    Map<String, Integer> overLimit,
    Roster roster,
    List<Reach.Lost> lostChannels,
    List<MaintenanceWindow> maintenance) {

  /** With the standard start limit, nothing barred and no timers, as tests of views need it. */
  public Board(
      Instant at,
      List<SourceStatus> sources,
      List<Row> rows,
      Map<String, Incident> incidents,
      Map<String, String> output,
      Map<String, List<Instant>> starts,
      Trust trust,
      @Nullable Hold hold,
      @Nullable String historyProblem,
      List<Message> messages,
      Library library,
      Inventory inventory,
      boolean practice) {
    this(
        at,
        sources,
        rows,
        incidents,
        output,
        starts,
        trust,
        hold,
        historyProblem,
        messages,
        library,
        inventory,
        practice,
        StartLimit.standard(),
        Set.of(),
        Map.of(),
        Map.of(),
        null,
        Map.of(),
        Roster.none(),
        List.of(),
        List.of());
  }

  /** The same board with these silences, as tests of views need it. */
  public Board withSilences(Map<String, SilenceBook> books) {
    return with(books, overLimit, roster);
  }

  /** The same board with so many alerts that have no row, as tests of views need it. */
  public Board withOverLimit(Map<String, Integer> over) {
    return with(silences, over, roster);
  }

  /** The same board with these schedules, as tests of views need it. */
  public Board withRoster(Roster people) {
    return with(silences, overLimit, people);
  }

  private Board with(Map<String, SilenceBook> books, Map<String, Integer> over, Roster people) {
    return new Board(
        at,
        sources,
        rows,
        incidents,
        output,
        starts,
        trust,
        hold,
        historyProblem,
        messages,
        library,
        inventory,
        practice,
        startLimit,
        barred,
        next,
        books,
        noticesOnly,
        over,
        people,
        lostChannels,
        maintenance);
  }

  /** What an entry of an alert's {@code suppressedBy} names in one of its sources, or null. */
  public @Nullable Silence silence(List<String> sources, String mark) {
    for (String source : sources) {
      SilenceBook book = silences.get(source);
      Silence silence = book == null ? null : book.marked(mark);
      if (silence != null) {
        return silence;
      }
    }
    return null;
  }

  /**
   * One alert on the board.
   *
   * @param sources every source that shows it, the newest sighting first
   * @param severity by policy, then label, then warning
   * @param incident the incident's id, null when there is none (info, none, pending, suppressed)
   * @param stale whether no source vouches for it now: all are stale, or have restarted and have
   *     not said it again
   */
  public record Row(
      Fingerprint fingerprint,
      Alert alert,
      List<String> sources,
      Severity severity,
      Policy policy,
      @Nullable String incident,
      Instant firstSeen,
      boolean stale) {}

  public record Hold(Instant since, String by, String reason) {}

  /**
   * Something to tell the person; {@code key} names the text in the desk's messages: {@code
   * run.refused.GUARD} (step, host, words), {@code run.unrecorded} (step, host), {@code run.over},
   * {@code incident.unknown}, {@code denied.DENIAL} (detail), {@code verify.waits} (step, words),
   * {@code action.barred} (step), {@code hold.on} and {@code hold.off} (person, reason), {@code
   * history.down} (problem), {@code history.back}, {@code notice.failed} (channel, error), {@code
   * notice.back} (channel), {@code timer.overdue} (timer), {@code push.failed} (address, problem),
   * {@code engine.fault} (what), {@code engine.stood} (seconds), {@code board.forgotten} (why),
   * {@code episodes.skipped} (how many), {@code silence.made} (source, id, alerts), {@code
   * silence.differs} (source, id, missed, surplus), {@code silence.unchecked} (source, id, fault),
   * {@code silence.failed} (source, fault), {@code silence.expired} (source, id), {@code
   * silence.not-expired} (source, id, fault), {@code approval.unsaved} and {@code revoke.unsaved}
   * (step or hash, problem), {@code hold.unsaved} (nothing, problem), {@code trust.unread}
   * (problem).
   */
  public record Message(
      Instant at, @Nullable String incident, String key, List<String> arguments) {}

  /** How many alerts of the sources have no row, because their source holds too many. */
  public int overLimits() {
    return overLimit.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * Whether any source lacks a complete answer that is young enough, its watchdogs included, or its
   * server has just started: then nothing may be green (I2).
   */
  public boolean isBlind(Instant now) {
    return sources.isEmpty() || !sources.stream().allMatch(source -> source.isTrustworthy(now));
  }

  /**
   * When a row's alert began, by this machine's clock: what its source says, without the skew of
   * that source's clock, and never later than it was first seen.
   */
  public Instant began(Row row) {
    Instant says = row.alert().startsAt();
    for (SourceStatus source : sources) {
      Duration skew = source.notableSkew();
      if (skew != null && source.name().equals(row.sources().getFirst())) {
        says = says.minus(skew);
      }
    }
    return says.isAfter(row.firstSeen()) ? row.firstSeen() : says;
  }

  /** The worst severity of the rows that are active, or null when none is. */
  public @Nullable Severity worst() {
    Severity worst = null;
    for (Row row : rows) {
      if (row.alert().state() == Alert.State.ACTIVE && row.severity() != Severity.NONE) {
        worst = worst == null ? row.severity() : worst.worst(row.severity());
      }
    }
    return worst;
  }
}
