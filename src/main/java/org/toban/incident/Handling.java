package org.toban.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Fingerprint;
import org.toban.alert.Labels;

/**
 * How people have arranged an incident among themselves.
 *
 * @param assignee whom it was given to by name, in the place of its contact; null for nobody
 * @param snooze until when nobody is asked again; null when people are
 * @param links ids of incidents that belong together with it
 * @param absorbed groups of the incidents that were merged into it: their alerts come here
 * @param mergedInto the incident that it was merged into; null when it was not
 * @param splitFrom the incident that its alerts were taken from; null when they were not
 * @param splitOff alerts that were taken to incidents of their own
 * @param asked whom the schedule gave for the contact of a level; null when it was not asked
 * @param maintenance the announced work that it is expected to come from; null for none
 */
public record Handling(
    @Nullable String assignee,
    @Nullable Snooze snooze,
    Set<String> links,
    List<Labels> absorbed,
    @Nullable String mergedInto,
    @Nullable String splitFrom,
    Set<Fingerprint> splitOff,
    @Nullable Asked asked,
    @Nullable Maintenance maintenance) {
  static final Handling NONE =
      new Handling(null, null, Set.of(), List.of(), null, null, Set.of(), null, null);

  public Handling {
    links = Set.copyOf(links);
    absorbed = List.copyOf(absorbed);
    splitOff = Set.copyOf(splitOff);
  }

  /**
   * What a schedule said.
   *
   * @param who null when nobody was on call
   */
  public record Asked(int level, @Nullable String who) {}

  /**
   * Announced work under which nobody is told and nothing runs by itself.
   *
   * @param until when its end is known beforehand
   * @param stopsClock whether the deadlines stand still because of it
   */
  public record Maintenance(
      Instant since, String name, @Nullable Instant until, boolean stopsClock) {}

  /** Who does not want to be asked before when, and why. */
  public record Snooze(Instant at, String by, Instant until, String reason) {}

  Handling assigned(@Nullable String to) {
    return new Handling(
        to, snooze, links, absorbed, mergedInto, splitFrom, splitOff, asked, maintenance);
  }

  Handling snoozed(@Nullable Snooze it) {
    return new Handling(
        assignee, it, links, absorbed, mergedInto, splitFrom, splitOff, asked, maintenance);
  }

  Handling asked(@Nullable Asked it) {
    return new Handling(
        assignee, snooze, links, absorbed, mergedInto, splitFrom, splitOff, it, maintenance);
  }

  Handling maintained(@Nullable Maintenance it) {
    return new Handling(
        assignee, snooze, links, absorbed, mergedInto, splitFrom, splitOff, asked, it);
  }

  Handling linked(String other) {
    Set<String> more = new LinkedHashSet<>(links);
    more.add(other);
    return new Handling(
        assignee, snooze, more, absorbed, mergedInto, splitFrom, splitOff, asked, maintenance);
  }

  Handling absorbed(List<Labels> groups) {
    List<Labels> more = new ArrayList<>(absorbed);
    groups.stream().filter(group -> !more.contains(group)).forEach(more::add);
    return new Handling(
        assignee, snooze, links, more, mergedInto, splitFrom, splitOff, asked, maintenance);
  }

  Handling mergedInto(String other) {
    return new Handling(
        assignee, null, links, absorbed, other, splitFrom, splitOff, asked, maintenance);
  }

  Handling splitFrom(String other) {
    return new Handling(
        assignee, snooze, links, absorbed, mergedInto, other, splitOff, asked, maintenance);
  }

  Handling splitOff(List<Fingerprint> alerts) {
    Set<Fingerprint> more = new LinkedHashSet<>(splitOff);
    more.addAll(alerts);
    return new Handling(
        assignee, snooze, links, absorbed, mergedInto, splitFrom, more, asked, maintenance);
  }
}
