package org.toban.review;

import static org.toban.review.Page.strong;
import static org.toban.review.Page.text;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.incident.Event;
import org.toban.incident.Flow;
import org.toban.incident.Handling;
import org.toban.incident.Incident;
import org.toban.incident.Run;

/**
 * Incidents as items of a handover: what it is, when it is due, who has it, what was done last. No
 * line begins with the words of somebody else, for the beginning of a line could be markup.
 */
final class HandoverLines {
  static final String DOT = " · ";
  private static final int NOTE = 400;
  private static final int NAME = 120;

  private final Page page;
  private final Wording wording;
  private final Instant now;

  HandoverLines(Page page, Wording wording, Instant now) {
    this.page = page;
    this.wording = wording;
    this.now = now;
  }

  ListItem open(Handover.Open open) {
    Incident it = open.incident();
    List<List<Node>> lines = new ArrayList<>();
    lines.add(joined(head(open)));
    lines.add(joined(times(it)));
    lines.add(joined(people(it)));
    List<List<Node>> held = held(it);
    if (!held.isEmpty()) {
      lines.add(joined(held));
    }
    for (Event.NoteAdded note : open.notes()) {
      lines.add(
          words("handover.note", clock(note.at()), wording.who(note.by()), cut(note.text(), NOTE)));
    }
    if (!it.runs().isEmpty()) {
      lines.add(run(it.runs().getLast()));
    }
    boolean late = it.timeliness(now) == Incident.Timeliness.BREACHED;
    return page.named(late ? "late" : "item", Page.item(lines));
  }

  private List<List<Node>> head(Handover.Open open) {
    Incident it = open.incident();
    List<List<Node>> parts = new ArrayList<>();
    parts.add(List.of(severity(it)));
    parts.add(name(it));
    parts.add(List.of(text(open.recorded() ? it.id() : wording.text("handover.unrecorded"))));
    return parts;
  }

  Node severity(Incident it) {
    String name = "severity-" + it.severity();
    return page.named(name, strong(wording.text("severity." + it.severity())));
  }

  static List<Node> name(Incident it) {
    List<Node> name = new ArrayList<>();
    name.add(strong(name(it.name())));
    Alert subject = it.subject();
    String target = subject == null ? "" : subject.target();
    if (!target.isBlank()) {
      name.add(text(" "));
      name.add(Page.code(cut(target, NAME)));
    }
    return name;
  }

  static String name(String name) {
    return cut(name, NAME);
  }

  private List<List<Node>> times(Incident it) {
    List<List<Node>> parts = new ArrayList<>();
    parts.add(List.of(text(wording.text("phase." + it.phase().getClass().getSimpleName()))));
    parts.add(
        words(
            "handover.since",
            clock(it.openedAt()),
            wording.duration(rounded(Duration.between(it.openedAt(), now)))));
    parts.add(List.of(due(it)));
    Instant recovery = it.deadlines().recovery();
    if (recovery != null) {
      boolean over = it.deadlines().overdue() || !it.deadlines().clock(now).isBefore(recovery);
      parts.add(words(over ? "handover.due.overdue" : "handover.due.recovery", clock(recovery)));
    }
    Instant paused = it.deadlines().pausedSince();
    if (paused != null) {
      parts.add(words("handover.paused", clock(paused)));
    }
    return parts;
  }

  private Node due(Incident it) {
    Incident.Timeliness time = it.timeliness(now);
    Instant due = it.deadline();
    String key = "handover.due." + time;
    if (due == null) {
      return text(wording.text(key));
    }
    Duration left = Duration.between(it.deadlines().clock(now), due);
    String words = wording.text(key, clock(due), wording.duration(rounded(left)));
    return switch (time) {
      case BREACHED -> page.named("missed", strong(words));
      case AT_RISK -> page.named("pending", strong(words));
      case NONE, ON_TIME, MET, MISSED -> text(words);
    };
  }

  private List<List<Node>> people(Incident it) {
    List<List<Node>> parts = new ArrayList<>();
    Incident.Acknowledgement taken = it.acknowledgement();
    String holder = Flow.holder(it);
    if (taken == null) {
      parts.add(List.of(page.named("pending", strong(wording.text("handover.untaken")))));
      if (!holder.isBlank()) {
        parts.add(words("handover.with", wording.who(holder)));
      }
    } else {
      parts.add(taken(taken));
      if (!holder.isBlank() && !holder.equals(taken.by()) && it.handling().assignee() != null) {
        parts.add(words("handover.with", wording.who(holder)));
      }
    }
    if (it.escalationLevel() > 0) {
      parts.add(words("handover.level", it.escalationLevel()));
    }
    return parts;
  }

  private List<Node> taken(Incident.Acknowledgement it) {
    Instant until = it.until();
    List<Node> nodes =
        new ArrayList<>(
            until == null
                ? words("handover.taken", wording.who(it.by()), clock(it.at()))
                : words(
                    "handover.taken.until", wording.who(it.by()), clock(it.at()), clock(until)));
    return withReason(nodes, it.reason());
  }

  private List<List<Node>> held(Incident it) {
    List<List<Node>> parts = new ArrayList<>();
    Handling.Snooze snooze = it.handling().snooze();
    if (snooze != null) {
      parts.add(
          withReason(
              words("handover.snoozed", wording.who(snooze.by()), clock(snooze.until())),
              snooze.reason()));
    }
    Handling.Maintenance work = it.handling().maintenance();
    if (work != null) {
      Instant until = work.until();
      parts.add(
          until == null
              ? words("handover.held", work.name())
              : words("handover.held.until", work.name(), clock(until)));
    }
    return parts;
  }

  List<Node> withReason(List<Node> nodes, String reason) {
    List<Node> all = new ArrayList<>(nodes);
    if (!reason.isBlank()) {
      all.add(text(wording.text("duration.space")));
      all.add(quoted(reason));
    }
    return all;
  }

  /** What somebody wrote, in quotation marks. */
  Node quoted(String words) {
    return text(wording.text("handover.quoted", cut(words, NOTE)));
  }

  private List<Node> run(Run run) {
    return words(
        "handover.run",
        clock(run.plannedAt()),
        wording.who(run.intent().by()),
        Page.code(run.intent().host()),
        run.intent().title(),
        wording.ending(run.ended()));
  }

  static List<Node> joined(List<List<Node>> parts) {
    List<Node> line = new ArrayList<>();
    for (List<Node> part : parts) {
      if (!line.isEmpty()) {
        line.add(text(DOT));
      }
      line.addAll(part);
    }
    return line;
  }

  /** To the minute where it is minutes: nobody hands over seconds. */
  private static Duration rounded(Duration length) {
    Duration time = length.abs();
    return time.toMinutes() > 0
        ? Duration.ofMinutes(time.toMinutes())
        : Duration.ofSeconds(time.toSeconds());
  }

  /** On one line; the lines of a text that has several stay apart. */
  private static String cut(String text, int limit) {
    String line = text.strip().replaceAll("\\s*\\R\\s*", " / ");
    return line.codePointCount(0, line.length()) <= limit
        ? line
        : line.substring(0, line.offsetByCodePoints(0, limit)) + "…";
  }

  private String clock(@Nullable Instant at) {
    return at == null ? "" : wording.clock(at, now);
  }

  private List<Node> words(String key, Object... values) {
    return List.of(Page.words(wording, key, values));
  }
}
