package org.toban.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.engine.tap.Taps;
import org.toban.incident.Incident;
import org.toban.remedy.Outcome;
import org.toban.remedy.Work;
import org.toban.runbook.Approval;
import org.toban.source.Answer;
import org.toban.source.silence.SilenceMade;

/** Does what is blocking, each on a virtual thread; results come back as inputs. */
final class Hands {
  private static final Logger LOG = LoggerFactory.getLogger(Hands.class);

  private final Parts parts;
  private final Taps taps;
  private final Consumer<Input> inbox;

  Hands(Parts parts, Taps taps, Consumer<Input> inbox) {
    this.parts = parts;
    this.taps = taps;
    this.inbox = inbox;
  }

  void run(String incident, Work work) {
    taps.open(work.runId());
    apart(
        "run " + work.runId(),
        () -> {
          Outcome outcome = outcome(work);
          String rest = taps.close(work.runId());
          if (!rest.isEmpty()) {
            inbox.accept(new Input.OutputArrived(now(), work.runId(), rest));
          }
          inbox.accept(new Input.RunFinished(now(), incident, work.runId(), outcome));
        });
  }

  @SuppressWarnings("CatchingUnchecked") // whatever goes wrong, the run must end on the board
  private Outcome outcome(Work work) {
    try {
      return parts.runner().run(work, text -> taps.print(work.runId(), text));
    } catch (RuntimeException | Error e) {
      LOG.error("run {} broke off", work.runId(), e);
      return new Outcome.Failed(
          Outcome.Reason.LOST, String.valueOf(e), Outcome.Output.none(), Duration.ZERO);
    }
  }

  void stop(String runId) {
    apart("stop " + runId, () -> parts.runner().stop(runId));
  }

  void look(Effect.Look it) {
    apart(
        "look for " + it.incident().id(),
        () ->
            parts
                .witness()
                .look(it.incident(), it.panels(), now())
                .forEach(seen ->
                    inbox.accept(
                        new Input.Commanded(
                            now(),
                            new Command.AddEvidence(
                                Incident.AUTOMATIC, it.incident().id(), it.step(), seen)))));
  }

  void poll(@Nullable String source) {
    parts.poke().accept(source);
  }

  void put(Effect.PutSilence it) {
    apart(
        "silence in " + it.source(),
        () -> {
          Answer<SilenceMade> answer = parts.silencer().put(it.source(), it.draft(), now());
          inbox.accept(new Input.SilencePut(now(), it.by(), it.source(), it.draft(), answer));
        });
  }

  void expire(Effect.ExpireSilence it) {
    apart(
        "end of a silence in " + it.source(),
        () -> {
          Answer<String> answer = parts.silencer().expire(it.source(), it.silence());
          inbox.accept(new Input.SilenceExpired(now(), it.by(), it.source(), it.silence(), answer));
        });
  }

  /**
   * Small files: written at once, so that what a person has decided is kept before it is shown.
   * What cannot be kept is told.
   */
  void save(Effect effect) {
    try {
      switch (effect) {
        case Effect.SaveApproval it -> {
          parts.approvals().approve(it.approval());
          inbox.accept(new Input.Approved(now(), it.approval()));
        }
        case Effect.Revoke it -> parts.approvals().revoke(it.sha256());
        case Effect.SaveHold it -> parts.holds().save(it.on(), now(), it.by(), it.reason());
        case Effect.SaveMaintenance it -> parts.maintenances().save(it.name(), it.window(), now());
        default -> throw new IllegalArgumentException("nothing to save: " + effect);
      }
    } catch (RuntimeException e) {
      LOG.error("{} failed", effect.getClass().getSimpleName(), e);
      inbox.accept(new Input.Told(now(), unsaved(effect), List.of(what(effect), problem(e))));
    }
  }

  private static String unsaved(Effect effect) {
    return switch (effect) {
      case Effect.SaveApproval _ -> "approval.unsaved";
      case Effect.Revoke _ -> "revoke.unsaved";
      case Effect.SaveMaintenance _ -> "maintenance.unsaved";
      default -> "hold.unsaved";
    };
  }

  private static String what(Effect effect) {
    return switch (effect) {
      case Effect.SaveApproval(Approval it) ->
          it.origin() == null ? it.sha256().substring(0, 8) : it.origin().title();
      case Effect.Revoke it -> it.sha256().substring(0, 8);
      case Effect.SaveMaintenance it -> it.name();
      default -> "";
    };
  }

  private static String problem(RuntimeException e) {
    String said = String.valueOf(e.getMessage());
    return e.getCause() == null ? said : said + " (" + e.getCause() + ")";
  }

  private Instant now() {
    return parts.clock().instant();
  }

  private static void apart(String name, Runnable work) {
    Thread.ofVirtual()
        .name(name)
        .uncaughtExceptionHandler((thread, e) -> LOG.error("{} failed", thread.getName(), e))
        .start(work);
  }
}
