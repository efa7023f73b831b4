package org.toban.notice;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Incident;

/**
 * Decides when the message that a channel keeps of an incident is to be edited: when the incident
 * stands otherwise than before. Pure but for its own memory.
 */
public final class Upkeep {
  /** An incident that is forgotten is edited no more by what changes without a notice. */
  private static final int REMEMBERED = 10_000;

  private final NoticePlan plan;
  private final String console;
  private final Set<String> kept = new LinkedHashSet<>();

  /**
   * Nothing is kept yet.
   *
   * @param console part of each key, so that two consoles never make the same
   */
  public Upkeep(NoticePlan plan, String console) {
    this.plan = plan;
    this.console = console;
  }

  /** A letter is on its way: its incident gets a message of its own where messages are kept. */
  public void begin(Letter letter) {
    String incident = letter.notice().incident();
    Outlet outlet = plan.outlet(letter.channel());
    if (incident != null && outlet != null && outlet.edits()) {
      remember(incident);
    }
  }

  /** It may have a message from an earlier life of the program. */
  public void remember(String incident) {
    kept.add(incident);
    if (kept.size() > REMEMBERED) {
      kept.remove(kept.iterator().next());
    }
  }

  /**
   * The edits that follow from one step.
   *
   * @param before the incident before that step; null when it began in it
   */
  public List<Letter> edits(@Nullable Incident before, Incident after, Instant now) {
    if (before == null) {
      return List.of();
    }
    if (!before.isOpen() && after.isOpen()) {
      remember(after.id());
    }
    Standing standing = Standing.of(after);
    if (!kept.contains(after.id()) || standing.equals(Standing.of(before))) {
      return List.of();
    }
    if (!after.isOpen()) {
      kept.remove(after.id());
    }
    return plan.outlets().stream()
        .filter(Outlet::edits)
        .map(outlet -> edit(outlet, standing, after, now))
        .toList();
  }

  private Letter edit(Outlet outlet, Standing standing, Incident it, Instant now) {
    Notice notice = standing.notice(it, outlet.reader());
    String key = Keys.of(console, outlet.name(), it.id(), "edit", Long.toString(it.version()));
    return new Letter(key, outlet.name(), notice, List.of(it.id()), now, now, true);
  }
}
