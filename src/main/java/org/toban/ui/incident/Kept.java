package org.toban.ui.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.incident.AboutStep;
import org.toban.incident.Event;
import org.toban.incident.Evidence;
import org.toban.incident.Incident;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;

/**
 * A note or a piece of evidence under its step. Pure.
 *
 * @param line what it says in one line
 * @param whole its text, null when the line says all of it
 */
record Kept(Instant at, String who, String line, @Nullable String whole) {
  private static final int CHARACTERS = 160;

  /** By the steps that they belong to, in order. */
  static Map<String, List<Kept>> of(List<Event> events, Times times) {
    Map<String, List<Kept>> kept = new HashMap<>();
    for (Event event : events) {
      switch (event) {
        case Event.NoteAdded it -> add(kept, it.step(), note(it));
        case Event.EvidenceAdded it -> add(kept, it.step(), evidence(it, times.words()));
        default -> {}
      }
    }
    return kept;
  }

  private static void add(Map<String, List<Kept>> kept, @Nullable AboutStep step, Kept one) {
    if (step != null) {
      kept.computeIfAbsent(step.id(), id -> new ArrayList<>()).add(one);
    }
  }

  private static Kept note(Event.NoteAdded it) {
    String line = Plain.line(it.text(), CHARACTERS);
    return new Kept(it.at(), it.by(), line, line.equals(it.text()) ? null : it.text());
  }

  private static Kept evidence(Event.EvidenceAdded it, Words words) {
    String who = it.by().equals(Incident.AUTOMATIC) ? "Toban" : it.by();
    String line = words.get("event." + key(it.evidence()), "", words(it));
    String text = it.evidence().text();
    return new Kept(it.at(), who, line, text.isEmpty() ? null : text);
  }

  /** Under which key a timeline says it. */
  static String key(Evidence it) {
    return "evidence." + Words.key(it.kind());
  }

  /** Its name, for a run's output the run's; of pasted text the first line. */
  static String words(Event.EvidenceAdded it) {
    Evidence evidence = it.evidence();
    return Plain.line(
        evidence.kind() == Evidence.Kind.TEXT
            ? evidence.text().strip().lines().findFirst().orElse("")
            : evidence.name(),
        CHARACTERS);
  }
}
