package org.toban.ui.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.toban.incident.AboutStep;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.Run;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;

/**
 * One line of the timeline.
 *
 * @param who a person, a source, a host, or Toban
 * @param note the whole text of a note, which is Markdown; else null
 */
record EventRow(Instant at, String who, String what, Tone tone, @Nullable String note) {
  EventRow(Instant at, String who, String what, Tone tone) {
    this(at, who, what, tone, null);
  }

  /** As many alerts that fire at once have a line each; the rest of them share one. */
  private static final int FEW = 5;

  /** How a line is marked. */
  enum Tone {
    PLAIN,
    GOOD,
    BAD
  }

  /**
   * The lines that events have.
   *
   * @param hosts of runs on several hosts, by run
   */
  static List<EventRow> of(List<Event> events, Map<String, String> hosts, Times times) {
    EventWords words = new EventWords(times, hosts);
    List<EventRow> rows = new ArrayList<>();
    int at = 0;
    while (at < events.size()) {
      int end = at;
      while (end < events.size() && fires(events.get(end), events.get(at))) {
        end++;
      }
      if (end - at > FEW) { // a storm: its alerts are in the other tab
        events.subList(at, at + FEW).forEach(it -> rows.add(words.row(it)));
        rows.add(words.more((Event.AlertFired) events.get(at + FEW), end - at - FEW));
        at = end;
      } else {
        rows.add(words.row(events.get(at)));
        at++;
      }
    }
    return List.copyOf(rows);
  }

  private static boolean fires(Event event, Event first) {
    return event instanceof Event.AlertFired it
        && first instanceof Event.AlertFired other
        && it.at().equals(other.at())
        && it.source().equals(other.source());
  }

  /** Of runs on several hosts, whose ends would look alike. */
  static Map<String, String> hosts(List<Event> events) {
    Map<String, String> hosts = new HashMap<>();
    for (Event event : events) {
      if (event instanceof Event.RolloutPlanned it) {
        it.plan().hosts().forEach(host -> hosts.put(it.plan().runId(host), host));
      }
    }
    return hosts;
  }

  /** Says each kind of event in the reader's language. */
  private record EventWords(Times times, Map<String, String> hosts) {
    private Words words() {
      return times.words();
    }

    private EventRow line(Event event, String who, Tone tone, String key, Object... arguments) {
      return new EventRow(
          event.at(),
          Plain.line(who.isBlank() ? "Toban" : who, 40),
          words().get("event." + key, arguments),
          tone);
    }

    private EventRow plain(Event event, String who, String key, Object... arguments) {
      return line(event, who, Tone.PLAIN, key, arguments);
    }

    private EventRow bad(Event event, String who, String key, Object... arguments) {
      return line(event, who, Tone.BAD, key, arguments);
    }

    EventRow more(Event.AlertFired first, int count) {
      return plain(first, first.source(), "fired-more", count);
    }

    EventRow row(Event event) {
      String toban = "Toban";
      return switch (event) {
        case Event.Opened it -> plain(it, toban, "opened", words().severity(it.severity()));
        case Event.AlertFired it -> plain(it, it.source(), "fired", text(it.alert().name()));
        case Event.AlertCleared it -> line(it, it.source(), Tone.GOOD, "cleared");
        case Event.Notified it ->
            it.to().isBlank()
                ? plain(it, it.channel(), "told", why(it.why()))
                : plain(it, it.channel(), "notified", text(it.to()), why(it.why()));
        case Event.NotifyFailed it ->
            bad(it, it.channel(), "notify-failed", text(it.to()), text(it.error()));
        case Event.Acknowledged it -> plain(it, it.by(), "acknowledged", text(it.reason()));
        case Event.AcknowledgementEnded it ->
            plain(it, toban, "acknowledgement-ended", why(it.why()));
        case Event.DiagnosisStarted it -> plain(it, it.by(), "diagnosis");
        case Event.ResponseChosen it ->
            plain(it, toban, it.automatic() ? "automatic" : "manual", why(it.why()));
        case Event.CheckSet it ->
            plain(it, it.by(), it.done() ? "check-done" : "check-undone", text(it.text()));
        case Event.NoteAdded it -> note(it);
        case Event.EvidenceAdded it ->
            plain(it, who(it.by()), Kept.key(it.evidence()), of(it.step()), Kept.words(it));
        case Event.Silenced it ->
            plain(it, it.by(), "silenced", times.absolute(it.until(), it.at()), text(it.comment()));
        case Event.SilenceEnded it -> plain(it, it.by(), "silence-ended");
        case Event.RunPlanned it -> planned(it);
        case Event.RunEnded it -> ended(it);
        case Event.RunRefused it -> refused(it);
        case Event.OfRollout it -> rollout(it);
        case Event.VerificationStarted it -> plain(it, toban, "verifying", it.attempt());
        case Event.VerificationPassed it -> line(it, toban, Tone.GOOD, "verified", why(it.how()));
        case Event.VerificationFailed it -> bad(it, toban, "not-verified", why(it.why()));
        case Event.RecoveryConfirmed it -> line(it, toban, Tone.GOOD, "recovered", why(it.how()));
        case Event.SeverityRaised it ->
            bad(it, toban, "raised", words().severity(it.severity()), why(it.why()));
        case Event.RecoveryOverdue it -> bad(it, toban, "overdue");
        case Event.Asked it -> plain(it, toban, "asked", text(it.who()), text(it.contact()));
        case Event.NobodyOnCall it -> bad(it, toban, "nobody", it.level(), why(it.why()));
        case Event.Teamwork it -> teamwork(it);
        case Event.DeadlineHalfway it -> plain(it, toban, "halfway");
        case Event.DeadlineAtRisk it -> plain(it, toban, "at-risk");
        case Event.DeadlineBreached it -> bad(it, toban, "breached");
        case Event.HandedOver it ->
            plain(it, it.by(), "handed-over", it.level(), text(it.to()), why(it.why()));
        case Event.ReviewDrafted it -> plain(it, it.by(), "review");
        case Event.Closed it ->
            plain(it, it.by(), "closed", words().of("verdict", it.verdict()), why(it.reason()));
        case Event.Reopened it -> bad(it, toban, "reopened", why(it.why()));
      };
    }

    private EventRow note(Event.NoteAdded it) {
      EventRow row = plain(it, it.by(), "note", of(it.step()) + text(it.text()));
      return new EventRow(row.at(), row.who(), row.what(), row.tone(), of(it.step()) + it.text());
    }

    private EventRow teamwork(Event.Teamwork event) {
      return switch (event) {
        case Event.Snoozed it ->
            plain(it, it.by(), "snoozed", times.absolute(it.until(), it.at()), text(it.reason()));
        case Event.SnoozeEnded it -> plain(it, who(it.by()), "snooze-ended");
        case Event.TakenOver it ->
            plain(it, it.by(), "taken-over", text(it.from()), text(it.reason()));
        case Event.Reassigned it ->
            plain(it, it.by(), "reassigned", text(it.to()), text(it.reason()));
        case Event.Linked it -> plain(it, it.by(), "linked", it.other(), text(it.reason()));
        case Event.Absorbed it ->
            plain(it, it.by(), "absorbed", it.other(), it.firing().size(), text(it.reason()));
        case Event.MergedInto it ->
            plain(it, it.by(), "merged-into", it.other(), text(it.reason()));
        case Event.SplitOff it ->
            plain(it, it.by(), "split-off", it.other(), it.alerts().size(), text(it.reason()));
        case Event.SplitFrom it -> plain(it, it.by(), "split-from", it.other(), text(it.reason()));
        case Event.DeadlinePaused it -> plain(it, it.by(), "paused", text(it.why()));
        case Event.DeadlineResumed it -> plain(it, who(it.by()), "resumed");
        case Event.MaintenanceBegan it ->
            plain(
                it,
                text(it.by()),
                "maintenance-began",
                text(it.name()),
                it.until() == null ? "-" : times.absolute(it.until(), it.at()));
        case Event.MaintenanceEnded it ->
            plain(it, who(it.by()), "maintenance-ended", text(it.name()));
        case Event.ReopenedByHand it -> plain(it, it.by(), "reopened-by-hand", text(it.reason()));
        case Event.CommandRefused it ->
            bad(
                it,
                it.by(),
                "denied",
                words().get("message.denied." + it.why(), text(it.detail())));
      };
    }

    private static String of(@Nullable AboutStep step) {
      return step == null ? "" : Plain.line(step.title(), 60) + " · ";
    }

    private static String who(String by) {
      return by.equals(Incident.AUTOMATIC) ? "Toban" : by;
    }

    private EventRow planned(Event.RunPlanned event) {
      Run.Intent intent = event.intent();
      String who = intent.automatic() ? words().get("event.automation") : intent.by();
      String values =
          intent.values().entrySet().stream()
              .map(it -> " · " + it.getKey() + " = " + it.getValue())
              .collect(Collectors.joining());
      return plain(event, who, "run", text(intent.title() + values), text(intent.host()));
    }

    private EventRow rollout(Event.OfRollout event) {
      return switch (event) {
        case Event.RolloutPlanned it ->
            plain(
                it,
                it.by(),
                "rollout",
                text(it.plan().title()),
                it.plan().hosts().size(),
                it.plan().share());
        case Event.RolloutWentOn it -> plain(it, it.by(), "rollout-went-on");
        case Event.RolloutEnded it when it.rest().isEmpty() ->
            line(
                it,
                "Toban",
                it.host().isEmpty() ? Tone.GOOD : Tone.BAD,
                "rollout-over",
                why(it.why()));
        case Event.RolloutEnded it ->
            bad(it, "Toban", "rollout-ended", why(it.why()), text(String.join(", ", it.rest())));
      };
    }

    private EventRow refused(Event.RunRefused event) {
      String who = event.automatic() ? words().get("event.automation") : event.by();
      String guard = event.guard();
      boolean counted = guard.equals("START_LIMIT") || guard.equals("HOST_BUSY");
      String key = "refusal." + guard.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
      String why = counted ? why(event.reason()) : words().getOr(why(event.reason()), key);
      return bad(event, who, "refused", why);
    }

    private EventRow ended(Event.RunEnded event) {
      Run.Ending ending = event.ending();
      Tone tone = ending.succeeded() ? Tone.GOOD : Tone.BAD;
      String host = hosts.get(event.runId());
      String how = EndingWords.of(ending, times);
      return new EventRow(event.at(), "SSH", host == null ? how : text(host) + ": " + how, tone);
    }

    /** Why Toban did it, in the reader's language; a person's words as they are. */
    private String why(String kept) {
      return text(times.words().causes().of(kept));
    }

    private static String text(@Nullable String foreign) {
      return foreign == null ? "" : Plain.line(foreign, 160);
    }
  }
}
