package org.toban.ui.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.incident.Event;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;
import org.toban.ui.parts.Preferences;

class EventRowTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

  private static Event fires(Instant at, String source, int host) {
    return new Event.AlertFired(
        at, source, Alert.active(Labels.of("alertname", "Down", "instance", "web-" + host), at));
  }

  private static List<String> said(List<Event> events) {
    return EventRow.of(
            events,
            EventRow.hosts(events),
            new Times(Words.of(Preferences.Language.ENGLISH), ZoneId.of("UTC")))
        .stream()
        .map(row -> row.who() + ": " + row.what())
        .toList();
  }

  @Test
  void aStormIsAFewLinesAndACount() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      events.add(fires(NOW, "prod", i));
    }
    events.add(new Event.NoteAdded(NOW, "aoki", "seen"));
    assertThat(said(events))
        .hasSize(7)
        .startsWith("prod: Down fired")
        .contains("prod: and 9,995 more alerts")
        .last()
        .asString()
        .startsWith("aoki");
  }

  @Test
  void whatFiresAtAnotherTimeOrElsewhereHasItsOwnLine() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      events.add(fires(NOW, "prod", i));
      events.add(fires(NOW, "other", i));
      events.add(fires(NOW.plusSeconds(i), "prod", i));
    }
    assertThat(said(events)).hasSize(15);
    assertThat(said(List.of())).isEmpty();
  }
}
