package org.toban.ui.board;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Incident;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Digits;
import org.toban.ui.look.Times;

/** How an incident stands against its deadline, shown outside the board as on it. */
public final class Deadline {
  private Deadline() {}

  /** Shows the countdown, the overrun, or the time that the answer took. */
  public static void show(Digits due, @Nullable Incident incident, Instant now, Times times) {
    DueText text = DueText.of(Due.of(incident, now), times);
    due.setText(text.text());
    Bits.styleOneOf(due, text.style(), DueText.STYLES);
  }

  /** When it is due; the end of all time when nothing is. */
  public static Instant end(Incident incident) {
    Instant deadline = incident.deadline();
    return deadline == null ? Instant.MAX : deadline;
  }
}
