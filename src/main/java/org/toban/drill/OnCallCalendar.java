package org.toban.drill;

import java.util.List;

/**
 * Who is on call in practice: two people of a team who take turns every twelve hours without a gap,
 * as a calendar that a scheduling tool gives out.
 */
record OnCallCalendar(String team, Scenario.Text day, Scenario.Text night) {
  static final List<OnCallCalendar> ALL =
      List.of(
          new OnCallCalendar(
              "sre", new Scenario.Text("森 (訓練)", "Mori"), new Scenario.Text("林 (訓練)", "Hayashi")),
          new OnCallCalendar(
              "dba", new Scenario.Text("上野 (訓練)", "Ueno"), new Scenario.Text("木戸 (訓練)", "Kido")));

  String path(String language) {
    return "/oncall/" + team + "-" + (language.equals("ja") ? "ja" : "en") + ".ics";
  }

  /** The same text at any time: its shifts come again each day. */
  String text(String language) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Toban//practice//EN\r\n"
        + shift("day", day.in(language), "000000Z", "120000Z", "20260101")
        + shift("night", night.in(language), "120000Z", "000000Z", "20260102")
        + "END:VCALENDAR\r\n";
  }

  private String shift(String uid, String who, String begin, String end, String lastDay) {
    return """
    BEGIN:VEVENT
    UID:%s-%s@practice
    DTSTAMP:20260101T000000Z
    SUMMARY:%s On-Call Shift
    DTSTART:20260101T%s
    DTEND:%sT%s
    RRULE:FREQ=DAILY
    END:VEVENT
    """
        .formatted(team, uid, who, begin, lastDay, end)
        .replace("\n", "\r\n");
  }
}
