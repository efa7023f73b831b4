package org.toban.engine.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.incident.Cause;
import org.toban.incident.Incident;
import org.toban.incident.Phase;
import org.toban.incident.Run;
import org.toban.remedy.Claim;
import org.toban.remedy.Claimed;
import org.toban.remedy.Outcome;
import org.toban.remedy.StartLimit;

/** Claims of runs, and their answers as events keep them: by their words. Pure. */
public final class Claims {
  /** A host that was busy with another console's run is asked again after this time. */
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private Claims() {}

  /** What a run claims on its host; null for one that changes nothing. */
  public static @Nullable Claim of(
      Run.Intent intent, Collection<Alert> firing, StartLimit limit, String console) {
    if (intent.stage() != Run.Stage.RESPOND) {
      return null;
    }
    List<String> attempts =
        firing.stream()
            .map(it -> Claim.attempt(intent.sha256(), it.fingerprint(), it.startsAt()))
            .toList();
    return new Claim(intent.sha256(), limit, attempts, intent.automatic(), console);
  }

  /** How a run that never began ended, in words for the timeline; null when it says nothing. */
  public static @Nullable String refusal(
      Outcome.Failed outcome, StartLimit limit, String host, Instant at) {
    return switch (outcome.claimed()) {
      case Claimed.Busy it when isGuard(outcome) ->
          Cause.LEASE_HELD.said(host, it.console(), it.since().toSeconds());
      case Claimed.Attempted it when isGuard(outcome) ->
          Cause.STARTED_ELSEWHERE.said(it.console(), it.since().toSeconds());
      case Claimed.Limited it when isGuard(outcome) -> {
        StartLimit.Verdict verdict = limit.judge(it.earlier().stream().map(at::minus).toList(), at);
        yield Cause.HOST_START_LIMIT.said(verdict.used(), verdict.burst(), verdict.nextAt());
      }
      case Claimed.Unkept it when isGuard(outcome) -> Cause.NO_LEASE.said(host, it.why());
      case null, default -> null;
    };
  }

  private static boolean isGuard(Outcome.Failed outcome) {
    return outcome.reason() == Outcome.Reason.GUARD;
  }

  /**
   * When the host says that this action was started there, by every console and this run; null when
   * it has not said.
   */
  public static @Nullable List<Instant> starts(Outcome outcome, Instant at) {
    Instant began = at.minus(outcome.took());
    List<Instant> starts = new ArrayList<>();
    switch (outcome.claimed()) {
      case Claimed.Kept it -> {
        it.earlier().forEach(age -> starts.add(began.minus(age)));
        starts.add(began);
      }
      case Claimed.Limited it -> it.earlier().forEach(age -> starts.add(at.minus(age)));
      case null, default -> {
        return null;
      }
    }
    return starts;
  }

  /** Whether a guard stopped the run on its way: nothing was run. */
  public static boolean wasRefused(Run.@Nullable Ending ending) {
    return ending instanceof Run.Failed failed && failed.reason() == Run.FailureReason.GUARD;
  }

  /** Whether another console's run was in the way. */
  public static boolean wasBusy(Run.@Nullable Ending ending) {
    return wasRefused(ending, Cause.LEASE_HELD::is);
  }

  /** Whether a console has answered this firing with this action. */
  public static boolean wasElsewhere(Run.@Nullable Ending ending) {
    return wasRefused(ending, Cause.STARTED_ELSEWHERE::is);
  }

  private static boolean wasRefused(Run.@Nullable Ending ending, Predicate<String> words) {
    return ending instanceof Run.Failed failed && wasRefused(failed) && words.test(failed.detail());
  }

  /** Whether its automatic response waits for the end of another console's run. */
  public static boolean isPutOff(Incident it) {
    Run last = last(it);
    return it.phase() instanceof Phase.Responding phase
        && phase.automatic()
        && last != null
        && last.intent().automatic()
        && wasBusy(last.ended());
  }

  /** The same, and it is time to ask again. */
  public static boolean isDue(Incident it, Instant now) {
    Run last = last(it);
    return isPutOff(it)
        && last != null
        && last.ended() != null
        && !now.isBefore(last.ended().at().plus(AGAIN));
  }

  private static @Nullable Run last(Incident it) {
    for (Run run : it.runs().reversed()) {
      if (run.intent().stage() == Run.Stage.RESPOND) {
        return run;
      }
    }
    return null;
  }
}
