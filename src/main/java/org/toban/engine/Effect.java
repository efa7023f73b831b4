package org.toban.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.history.History;
import org.toban.history.Mail;
import org.toban.incident.AboutStep;
import org.toban.incident.Event;
import org.toban.incident.Incident;
import org.toban.incident.MaintenanceWindow;
import org.toban.notice.Letter;
import org.toban.remedy.Work;
import org.toban.runbook.Approval;
import org.toban.runbook.Step;
import org.toban.source.silence.Silence;

/**
 * What the engine's shell does after a step; stores first, then the rest, each on its own virtual
 * thread.
 */
public sealed interface Effect {
  record Append(String incident, long expectedVersion, List<Event> events) implements Effect {}

  record Episodes(List<History.EpisodeChange> changes) implements Effect {}

  record StoreOutput(String runId, String text) implements Effect {}

  /** Stores a letter, then sends it. */
  record Notify(Letter letter) implements Effect {}

  /** Stores what became of letters. */
  record Settle(List<Mail.Fate> fates) implements Effect {
    public Settle {
      fates = List.copyOf(fates);
    }
  }

  /**
   * An automatic run, and one of several hosts, starts only when its intent is stored; one by hand
   * starts either way.
   */
  record Start(String incident, Work work, boolean recorded) implements Effect {}

  /** Looks at panels, for evidence that belongs to a step. */
  record Look(Incident incident, AboutStep step, List<Step> panels) implements Effect {
    public Look {
      panels = List.copyOf(panels);
    }
  }

  record Stop(String runId) implements Effect {}

  record Poll(@Nullable String source) implements Effect {}

  record SaveApproval(Approval approval) implements Effect {}

  record Revoke(String sha256) implements Effect {}

  record PutSilence(String by, String source, Silence.Draft draft) implements Effect {}

  record ExpireSilence(String by, String source, String silence) implements Effect {}

  /** Keeps a declared maintenance; null for its end. */
  record SaveMaintenance(String name, @Nullable MaintenanceWindow window) implements Effect {}

  record SaveHold(boolean on, String by, String reason) implements Effect {}
}
