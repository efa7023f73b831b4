package org.toban.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.incident.Cause;
import org.toban.incident.Flow;
import org.toban.incident.Incident;

/**
 * What deserves a notice and why, and how much that happens at once becomes one message. Pure. An
 * incident gives at most one notice a step; more than three at once are one.
 */
public final class NoticePolicy {
  private static final int SINGLES = 3;
  private static final int NAMED = 5;

  private NoticePolicy() {}

  /** Why a person is told, the most pressing first. */
  public enum Reason {
    NEW,
    /** An alert of a higher severity has joined. */
    RAISED,
    FIRED_AGAIN,
    /** It was held back as expected, and fires after the work. */
    MAINTENANCE_OVER,
    HANDED_OVER,
    /** It was given to a person by name. */
    ASSIGNED,
    BREACHED,
    /** The time by which the service must have recovered is over. */
    OVERDUE,
    AT_RISK,
    HALFWAY,
    UNANSWERED,
    REMINDER,
    RECOVERED;

    /** Whether it can wait until somebody wants to be asked again. */
    public boolean waitsForSnooze() {
      return switch (this) {
        case HALFWAY, AT_RISK, UNANSWERED, REMINDER, MAINTENANCE_OVER -> true;
        case NEW, RAISED, FIRED_AGAIN, HANDED_OVER, ASSIGNED, BREACHED, OVERDUE, RECOVERED -> false;
      };
    }
  }

  /**
   * Something that happened to an incident.
   *
   * @param incident as it was then
   * @param detail more in words, may be empty
   */
  public record Occasion(Incident incident, Reason reason, String detail) {
    /** With a later one of the same incident: the more pressing, to whoever has it by now. */
    private Occasion with(Occasion later) {
      Occasion first = later.reason().compareTo(reason) < 0 ? later : this;
      return new Occasion(later.incident(), first.reason(), first.detail());
    }
  }

  /** One message and the incidents that it is about. */
  public record Bundle(Notice notice, List<String> incidents) {}

  /**
   * The messages for what happened in one step.
   *
   * @param summary whether it is one message in any case, as after a sleep
   */
  public static List<Bundle> notices(
      List<Occasion> occasions, boolean summary, Instant now, Reader reader) {
    if (occasions.isEmpty()) {
      return List.of();
    }
    Map<String, Occasion> foremost = new LinkedHashMap<>();
    for (Occasion it : occasions) {
      foremost.merge(it.incident().id(), it, Occasion::with);
    }
    NoticeWords words = NoticeWords.of(reader.language());
    if (foremost.size() > (summary ? 1 : SINGLES)) {
      return List.of(together(foremost.values(), words));
    }
    return foremost.values().stream().map(it -> single(it, now, reader)).toList();
  }

  /** What says of itself that it is a test. */
  public static Notice test(String by, String console, Reader reader) {
    NoticeWords words = NoticeWords.of(reader.language());
    return new Notice(
        null, Severity.WARNING, words.test(), words.testFrom(by, console), "", Cause.TEST.said(by));
  }

  private static Bundle single(Occasion it, Instant now, Reader reader) {
    NoticeWords words = NoticeWords.of(reader.language());
    Incident incident = it.incident();
    List<String> lines = new ArrayList<>();
    if (!it.detail().isBlank()) {
      lines.add(it.detail());
    }
    Instant deadline = incident.deadline();
    if (deadline != null && incident.respondedAt() == null && it.reason() != Reason.RECOVERED) {
      lines.add(words.due(reader.clock(deadline), Duration.between(now, deadline)));
    }
    Notice notice =
        new Notice(
            incident.id(),
            severity(it),
            words.reason(it.reason()) + ": " + called(incident),
            String.join("\n", lines),
            Flow.holder(incident),
            why(it.reason()));
    return new Bundle(notice, List.of(incident.id()));
  }

  private static Bundle together(Collection<Occasion> occasions, NoticeWords words) {
    List<Occasion> sorted =
        occasions.stream()
            .sorted(Comparator.comparing(NoticePolicy::severity).thenComparing(Occasion::reason))
            .toList();
    String names =
        sorted.stream()
            .limit(NAMED)
            .map(it -> words.reason(it.reason()) + ": " + called(it.incident()))
            .collect(Collectors.joining("\n"));
    int more = sorted.size() - NAMED;
    String to =
        sorted.stream()
            .map(it -> Flow.holder(it.incident()))
            .filter(holder -> !holder.isBlank())
            .distinct()
            .limit(SINGLES)
            .collect(Collectors.joining(", "));
    long critical = sorted.stream().filter(it -> severity(it) == Severity.CRITICAL).count();
    Notice notice =
        new Notice(
            null,
            severity(sorted.getFirst()),
            words.together(sorted.size(), critical),
            more > 0 ? names + "\n" + words.more(more) : names,
            to,
            Cause.BUNDLED.said(why(sorted.getFirst().reason())));
    return new Bundle(notice, sorted.stream().map(it -> it.incident().id()).toList());
  }

  /** Several letters as one notice, the worst first. */
  static Notice digest(List<Letter> letters, Reader reader) {
    NoticeWords words = NoticeWords.of(reader.language());
    List<Notice> sorted =
        letters.stream()
            .map(Letter::notice)
            .sorted(Comparator.comparing(Notice::severity))
            .toList();
    int incidents =
        (int) letters.stream().flatMap(it -> it.incidents().stream()).distinct().count();
    boolean single = letters.stream().allMatch(it -> it.incidents().size() == 1);
    long critical = sorted.stream().filter(it -> it.severity() == Severity.CRITICAL).count();
    String title = words.together(incidents, single ? critical : 0);
    boolean held = letters.stream().allMatch(Letter::isHeld);
    String names =
        sorted.stream().limit(NAMED).map(Notice::title).collect(Collectors.joining("\n"));
    int more = sorted.size() - NAMED;
    return new Notice(
        null,
        sorted.getFirst().severity(),
        held ? words.afterQuiet(title) : title,
        more > 0 ? names + "\n" + words.more(more) : names,
        sorted.stream()
            .map(Notice::to)
            .filter(to -> !to.isBlank())
            .distinct()
            .limit(SINGLES)
            .collect(Collectors.joining(", ")),
        (held ? Cause.DIGEST : Cause.BUNDLED).said(sorted.getFirst().why()));
  }

  private static Severity severity(Occasion it) {
    return it.reason() == Reason.RECOVERED ? Severity.INFO : it.incident().severity();
  }

  static String called(Incident it) {
    String target = target(it);
    return target == null ? it.name() : it.name() + " (" + target + ")";
  }

  private static @Nullable String target(Incident it) {
    return it.group().entries().stream()
        .filter(label -> !label.getKey().equals("alertname"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private static String why(Reason reason) {
    return switch (reason) {
      case NEW -> Cause.NEW_INCIDENT.said();
      case RAISED -> Cause.MORE_SEVERE.said();
      case FIRED_AGAIN -> Cause.FIRED_AGAIN.said();
      case MAINTENANCE_OVER -> Cause.MAINTENANCE_OVER.said();
      case ASSIGNED -> Cause.ASSIGNED.said();
      case OVERDUE -> Cause.RECOVERY_OVERDUE.said();
      case HALFWAY -> Cause.HALF_OVER.said();
      case HANDED_OVER -> Cause.ESCALATION.said();
      case BREACHED -> Cause.DEADLINE_MISSED.said();
      case AT_RISK -> Cause.DEADLINE_NEAR.said();
      case UNANSWERED -> Cause.NOBODY_HAS_ANSWERED.said();
      case REMINDER -> Cause.REMINDER.said();
      case RECOVERED -> Cause.RECOVERED.said();
    };
  }
}
