package org.toban.source.oncall;

import biweekly.component.VEvent;
import biweekly.property.Attendee;
import org.toban.source.fault.PollFailure;

/**
 * Whose shift an event is, by the ways of those who export schedules: {@code On Call - NAME -
 * SCHEDULE} (PagerDuty), {@code NAME On-Call Shift} or nobody (GoAlert), {@code [L1] NAME} (Grafana
 * OnCall), the name alone (a calendar that people keep by hand).
 */
final class ShiftNames {
  private static final String BEFORE = "on call - ";
  private static final String AFTER = "on-call shift";
  private static final int LONGEST = 120;

  private ShiftNames() {}

  /**
   * The person.
   *
   * @param otherwise who it is when the event names nobody
   * @throws PollFailure when then nobody is left
   */
  static String of(VEvent event, String otherwise) throws PollFailure {
    String summary = event.getSummary() == null ? null : event.getSummary().getValue();
    String name = inSummary(summary == null ? "" : summary);
    if (name.isEmpty() && !otherwise.isEmpty()) {
      return otherwise;
    }
    if (name.isEmpty()) {
      name = event.getAttendees().stream().map(ShiftNames::called).findFirst().orElse("");
    }
    if (name.isBlank()) {
      throw Recurring.unreadable(
          "an event", "it names nobody: write 'person: NAME' beside the address of the calendar");
    }
    return name;
  }

  static String inSummary(String summary) {
    String text = summary.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    text = text.substring(0, Math.min(text.length(), LONGEST));
    if (text.regionMatches(true, 0, BEFORE, 0, BEFORE.length())) {
      String rest = text.substring(BEFORE.length());
      int schedule = rest.indexOf(" - ");
      return (schedule < 0 ? rest : rest.substring(0, schedule)).strip();
    }
    int shift = text.toLowerCase(java.util.Locale.ROOT).indexOf(AFTER);
    if (shift >= 0) {
      return text.substring(0, shift).strip();
    }
    int level = text.startsWith("[") ? text.indexOf("] ") : -1;
    return level < 0 ? text : text.substring(level + 2).strip();
  }

  private static String called(Attendee it) {
    String name = it.getCommonName() != null ? it.getCommonName() : it.getEmail();
    return name == null ? "" : inSummary(name);
  }
}
