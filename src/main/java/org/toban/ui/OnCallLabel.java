package org.toban.ui;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Duty;
import org.toban.incident.Roster;
import org.toban.incident.Schedule;
import org.toban.ui.look.Bits;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Surroundings;

/**
 * Who is on call now by the first schedule, shortened in a narrow window; its tooltip and its
 * spoken name say now and next by every schedule.
 */
final class OnCallLabel extends Label {
  private static final int LONGEST = 28;
  private static final int SHORT = 12;

  private final Surroundings around;
  private Roster roster = Roster.none();
  private boolean tight;
  private List<String> shown = List.of();

  OnCallLabel(Surroundings around) {
    this.around = around;
    setId("on-call");
    getStyleClass().add("on-call");
    setMinWidth(USE_PREF_SIZE);
    show(null);
  }

  void tight(boolean next) {
    if (tight != next) {
      tight = next;
      refresh();
    }
  }

  void show(@Nullable Roster next) {
    roster = next == null ? Roster.none() : next;
    refresh();
  }

  /** Time alone may change who it is. */
  void refresh() {
    Instant now = around.ticker().now();
    Bits.show(this, !roster.rotas().isEmpty());
    if (roster.rotas().isEmpty()) {
      return;
    }
    Roster.Rota first = roster.rotas().values().iterator().next();
    String who = who(first.duty(now));
    String text = tight ? Plain.line(who, SHORT) : around.words().get("oncall.bar", who);
    String all =
        roster.rotas().values().stream().map(it -> line(it, now)).collect(Collectors.joining("\n"));
    boolean doubtful =
        roster.rotas().values().stream()
            .anyMatch(it -> it.isStale(now) || !(it.duty(now) instanceof Duty.OnCall));
    List<String> next = List.of(text, all, String.valueOf(doubtful));
    if (!next.equals(shown)) {
      shown = next;
      setText(doubtful ? text + " !" : text); // colour alone would not reach everybody
      setAccessibleText(all);
      setTooltip(new Tooltip(all));
      Bits.state(this, "doubtful", doubtful);
    }
  }

  private String line(Roster.Rota rota, Instant now) {
    Schedule.Turn next = rota.next(now);
    String text =
        around.words().get("oncall.now", Plain.line(rota.name(), LONGEST), who(rota.duty(now)));
    if (next != null) {
      text +=
          " · "
              + around
                  .words()
                  .get("oncall.next", who(next.duty()), around.times().absolute(next.at(), now));
    }
    String problem = rota.problem();
    if (rota.isStale(now)) {
      Instant read = rota.readAt();
      text +=
          " · "
              + (read == null
                  ? around.words().get("oncall.unread")
                  : around.words().get("oncall.stale", around.times().absolute(read, now)));
      text += problem == null ? "" : ": " + Plain.line(problem, 120);
    }
    return text;
  }

  private String who(Duty duty) {
    return switch (duty) {
      case Duty.OnCall it -> Plain.line(String.join(", ", it.who()), LONGEST);
      case Duty.Nobody _ -> around.words().get("oncall.nobody");
      case Duty.Unknown _ -> around.words().get("oncall.unknown");
    };
  }
}
