package org.toban.source.silence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Matcher;

/**
 * What a silence would do, before it is made: the alerts that it hits, what should make a person
 * look again, and what is in the way. Pure.
 *
 * @param hit alerts that it hits now, in the order of the source
 * @param all how many alerts the source has
 * @param warnings it can be made, but it asks again
 * @param problems it cannot be made like this
 */
public record SilencePreview(
    List<Alert> hit, int all, Set<Warning> warnings, Set<Problem> problems) {
  /** Unless a person says another length. */
  public static final Duration USUAL = Duration.ofHours(2);

  /** A silence that outlives a day is seldom meant; whoever means it says so. */
  public static final Duration LONG = Duration.ofHours(24);

  private static final Duration SOON = Duration.ofMinutes(10);

  /** More than this is much on any board. */
  private static final int MANY = 50;

  /** A fifth of a board is much, unless the board is small. */
  private static final int FEW = 5;

  /** Worth a second look. */
  public enum Warning {
    /** No alert that is there now. */
    HITS_NOTHING,
    /** More than 50 alerts, or more than a fifth of all. */
    HITS_MANY,
    /** No matcher says which alert is meant. */
    NO_NAME,
    /** Longer than 24 h. */
    LONG,
    /** It ends within 10 minutes. */
    ENDS_SOON
  }

  /** What Alertmanager, or good practice, refuses. */
  public enum Problem {
    NO_MATCHER,
    /** Every matcher also holds for an alert without that label: it would hit all there are. */
    HITS_EVERYTHING,
    NO_AUTHOR,
    NO_COMMENT,
    /** It ends before it begins, or has ended. */
    OVER
  }

  public SilencePreview {
    hit = List.copyOf(hit);
    warnings = Set.copyOf(warnings);
    problems = Set.copyOf(problems);
  }

  /**
   * Looks at a draft.
   *
   * @param alerts all alerts of the source that it is for
   */
  public static SilencePreview of(Silence.Draft draft, Collection<Alert> alerts, Instant now) {
    List<Alert> hit = new ArrayList<>();
    Predicate<Labels> meant = draft.matchers().remembering();
    for (Alert alert : alerts) {
      if (meant.test(alert.labels())) {
        hit.add(alert);
      }
    }
    return new SilencePreview(
        hit, alerts.size(), warnings(draft, hit.size(), alerts.size(), now), problems(draft, now));
  }

  private static Set<Warning> warnings(Silence.Draft draft, int hit, int all, Instant now) {
    Set<Warning> warnings = EnumSet.noneOf(Warning.class);
    if (hit == 0) {
      warnings.add(Warning.HITS_NOTHING);
    }
    if (hit > MANY || (hit > FEW && hit * 5L > all)) {
      warnings.add(Warning.HITS_MANY);
    }
    if (draft.matchers().all().stream().noneMatch(SilencePreview::namesTheAlert)) {
      warnings.add(Warning.NO_NAME);
    }
    Instant start = draft.startsAt().isAfter(now) ? draft.startsAt() : now;
    if (Duration.between(start, draft.endsAt()).compareTo(LONG) > 0) {
      warnings.add(Warning.LONG);
    }
    if (draft.endsAt().isBefore(now.plus(SOON))) {
      warnings.add(Warning.ENDS_SOON);
    }
    return warnings;
  }

  /** A positive matcher on the name that does not hold for just any. */
  private static boolean namesTheAlert(Matcher matcher) {
    return matcher.label().equals("alertname")
        && matcher.operator().isPositive()
        && !matcher.matches("")
        && !(matcher.operator().isRegex() && matcher.matches("any name, 当番 0"));
  }

  private static Set<Problem> problems(Silence.Draft draft, Instant now) {
    Set<Problem> problems = EnumSet.noneOf(Problem.class);
    if (draft.matchers().all().isEmpty()) {
      problems.add(Problem.NO_MATCHER);
    } else if (draft.matchers().all().stream().allMatch(matcher -> matcher.matches(""))) {
      problems.add(Problem.HITS_EVERYTHING);
    }
    if (draft.createdBy().isBlank()) {
      problems.add(Problem.NO_AUTHOR);
    }
    if (draft.comment().isBlank()) {
      problems.add(Problem.NO_COMMENT);
    }
    if (!draft.endsAt().isAfter(draft.startsAt()) || !draft.endsAt().isAfter(now)) {
      problems.add(Problem.OVER);
    }
    return problems;
  }

  public boolean isPossible() {
    return problems.isEmpty();
  }
}
