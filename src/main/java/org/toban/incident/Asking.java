package org.toban.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out who is on call before somebody is told. */
public final class Asking {
  private Asking() {}

  /**
   * What there is to record of who is asked now: nothing when no schedule is meant, when nothing is
   * known, or when it is recorded already. A gap in a schedule is recorded, and passes what is loud
   * on to the next contact at once.
   */
  public static List<Event> events(Incident it, Roster roster, Instant now) {
    List<Event> events = new ArrayList<>();
    Incident current = it;
    while (true) {
      Event event = event(current, roster, now);
      if (event == null) {
        return events;
      }
      events.add(event);
      current = current.apply(event);
      if (!(event instanceof Event.NobodyOnCall nobody)
          || !Flow.isLoud(current)
          || !Flow.hasNextContact(current)) {
        return events;
      }
      Event.HandedOver on = Flow.handOver(current, now, Incident.AUTOMATIC, nobody.why());
      events.add(on);
      current = current.apply(on);
    }
  }

  private static @Nullable Event event(Incident it, Roster roster, Instant now) {
    boolean waits = it.isUnderWay() && it.acknowledgement() == null;
    if (!waits || it.handling().assignee() != null) {
      return null;
    }
    int level = it.escalationLevel();
    String contact = Flow.contact(it, level);
    Handling.Asked asked = it.handling().asked();
    return switch (roster.meant(Flow.contacts(it, level), now).orElse(new Duty.Unknown())) {
      case Duty.OnCall on -> {
        String who = String.join(", ", on.who());
        boolean said = asked != null && who.equals(asked.who());
        yield said ? null : new Event.Asked(now, level, contact, who);
      }
      case Duty.Nobody _ -> {
        boolean said = asked != null && asked.who() == null;
        yield said ? null : new Event.NobodyOnCall(now, level, Cause.NOBODY_ON_CALL.said(contact));
      }
      case Duty.Unknown _ -> null;
    };
  }
}
