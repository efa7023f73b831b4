package org.toban.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.toban.engine.evidence.Witness;
import org.toban.history.History;
import org.toban.incident.MaintenanceWindow;
import org.toban.notice.Channel;
import org.toban.remedy.Runner;
import org.toban.runbook.Approval;
import org.toban.source.silence.Silencer;

/**
 * What the engine acts through. The engine closes none of them.
 *
 * @param poke asks for a poll now, of one source or (null) of all
 */
public record Parts(
    History history,
    Runner runner,
    List<Channel> channels,
    Consumer<@Nullable String> poke,
    Approvals approvals,
    Holds holds,
    Maintenances maintenances,
    Silencer silencer,
    Witness witness,
    InstantSource clock) {
  /** Without silences and panels, and keeping no maintenance. */
  public Parts(
      History history,
      Runner runner,
      List<Channel> channels,
      Consumer<@Nullable String> poke,
      Approvals approvals,
      Holds holds,
      InstantSource clock) {
    this(
        history,
        runner,
        channels,
        poke,
        approvals,
        holds,
        (name, window, at) -> {},
        Silencer.none(),
        Witness.none(),
        clock);
  }

  public Parts {
    channels = List.copyOf(channels);
  }

  /** Remembers which texts are approved for automatic runs; throws when it cannot. */
  public interface Approvals {
    void approve(Approval approval);

    void revoke(String sha256);

    /** Forgets them when the program ends. */
    static Approvals unkept() {
      return new Approvals() {
        @Override
        public void approve(Approval approval) {}

        @Override
        public void revoke(String sha256) {}
      };
    }
  }

  /** Remembers that all automation is stopped; throws when it cannot. */
  @FunctionalInterface
  public interface Holds {
    void save(boolean on, Instant at, String by, String reason);
  }

  /** Remembers declared maintenance, and forgets what is over; throws when it cannot. */
  @FunctionalInterface
  public interface Maintenances {
    /** Keeps a window in the place of that of the same name; null for none. */
    void save(String name, @Nullable MaintenanceWindow window, Instant now);
  }
}
