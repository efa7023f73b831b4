package org.toban.review;

import static org.toban.review.Page.strong;
import static org.toban.review.Page.text;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.toban.incident.Duty;
import org.toban.incident.Incident;
import org.toban.incident.MaintenanceWindow;
import org.toban.incident.Roster;
import org.toban.incident.Schedule;
import org.toban.incident.WeeklyHours;
import org.toban.saying.Saying;

/** What stands around the open incidents of a handover, each in one line. */
final class HandoverItems {
  private final Wording wording;
  private final HandoverLines lines;
  private final Instant now;

  HandoverItems(Wording wording, HandoverLines lines, Instant now) {
    this.wording = wording;
    this.lines = lines;
    this.now = now;
  }

  ListItem doubt(Handover.Doubt it) {
    List<List<Node>> parts = new ArrayList<>();
    parts.add(List.of(strong(it.source())));
    parts.add(List.of(text(wording.text("handover.lack." + it.lack()))));
    if (it.since() != null) {
      parts.add(words("handover.answered", clock(it.since())));
    }
    Saying detail = it.detail();
    if (detail != null) {
      parts.add(List.of(text(detail.in(wording.locale()))));
    }
    return Page.item(List.of(HandoverLines.joined(parts)));
  }

  ListItem rota(Roster.Rota it) {
    List<List<Node>> parts = new ArrayList<>();
    parts.add(words("handover.oncall.now", strong(it.name()), duty(it.duty(now))));
    Schedule.Turn next = it.next(now);
    if (next != null) {
      parts.add(words("handover.oncall.next", duty(next.duty()), clock(next.at())));
    }
    Instant read = it.readAt();
    if (read == null) {
      parts.add(List.of(text(wording.text("handover.oncall.unread"))));
    } else if (it.isStale(now)) {
      parts.add(words("handover.oncall.stale", clock(read)));
    }
    if (it.problem() != null) {
      parts.add(List.of(text(it.problem())));
    }
    return Page.item(List.of(HandoverLines.joined(parts)));
  }

  private String duty(Duty duty) {
    return switch (duty) {
      case Duty.OnCall it -> String.join(", ", it.who());
      case Duty.Nobody _ -> wording.text("handover.oncall.nobody");
      case Duty.Unknown _ -> wording.text("handover.oncall.unknown");
    };
  }

  ListItem recovered(Incident it) {
    List<List<Node>> parts = new ArrayList<>();
    parts.add(List.of(lines.severity(it)));
    parts.add(HandoverLines.name(it));
    parts.add(List.of(text(it.id())));
    parts.add(words("handover.recovered", clock(it.phase().since())));
    parts.add(
        List.of(
            text(
                wording.text(
                    it.reviewedAt() == null ? "handover.no-review" : "handover.drafted"))));
    return Page.item(List.of(HandoverLines.joined(parts)));
  }

  ListItem closed(Handover.Closed it) {
    List<List<Node>> parts = new ArrayList<>();
    parts.add(List.of(text(clock(it.at()))));
    parts.add(List.of(text(wording.text("severity." + it.severity()))));
    parts.add(List.of(strong(HandoverLines.name(it.name()))));
    parts.add(List.of(text(it.id())));
    parts.add(List.of(text(wording.text("verdict." + it.verdict()))));
    if (it.stillFiring()) {
      parts.add(List.of(text(wording.text("handover.still-firing"))));
    }
    if (!it.by().isBlank()) {
      parts.add(
          lines.withReason(List.of(text(wording.who(it.by()))), wording.causes().of(it.reason())));
    }
    return Page.item(List.of(HandoverLines.joined(parts)));
  }

  ListItem silence(Handover.Silence it) {
    List<List<Node>> parts = new ArrayList<>();
    parts.add(
        it.from().isAfter(now)
            ? words("handover.between", clock(it.from()), clock(it.until()))
            : words("handover.until", clock(it.until())));
    parts.add(
        List.of(
            it.matchers().isEmpty()
                ? text(wording.text("handover.matchers-unknown"))
                : Page.code(it.matchers())));
    parts.add(List.of(text(wording.who(it.by()))));
    if (!it.comment().isBlank()) {
      parts.add(List.of(lines.quoted(it.comment())));
    }
    parts.add(List.of(text(it.source())));
    return Page.item(List.of(HandoverLines.joined(parts)));
  }

  ListItem maintenance(MaintenanceWindow it) {
    List<List<Node>> parts = new ArrayList<>();
    parts.add(List.of(strong(it.name())));
    Instant end = it.time().endFor(now);
    if (end != null) {
      parts.add(words("handover.under-way", clock(end)));
    } else if (it.time() instanceof MaintenanceWindow.Once once) {
      parts.add(words("handover.between", clock(once.from()), clock(once.until())));
    }
    if (it.time() instanceof MaintenanceWindow.Weekly weekly) {
      parts.add(words("handover.weekly", days(weekly.hours()), hours(weekly.hours())));
    }
    parts.add(
        List.of(
            it.matchers().all().isEmpty()
                ? text(wording.text("handover.everything"))
                : Page.code(it.matchers().toString())));
    parts.add(List.of(text(it.by())));
    return Page.item(List.of(HandoverLines.joined(parts)));
  }

  private String days(WeeklyHours hours) {
    return hours.days().stream()
        .sorted()
        .map((DayOfWeek day) -> day.getDisplayName(TextStyle.SHORT, wording.locale()))
        .collect(Collectors.joining(", "));
  }

  private static String hours(WeeklyHours hours) {
    return hours.from() + "–" + hours.to() + " " + hours.zone().getId();
  }

  private String clock(Instant at) {
    return wording.clock(at, now);
  }

  private List<Node> words(String key, Object... values) {
    return List.of(Page.words(wording, key, values));
  }
}
