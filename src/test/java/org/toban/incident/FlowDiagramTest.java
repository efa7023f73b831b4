package org.toban.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.incident.Samples.at;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.toban.alert.Severity;

/**
 * The diagram of docs/flow.md is what the fold does: every event is tried in every state that can
 * be reached. With {@code -Dflow.write=true} it is written anew.
 */
class FlowDiagramTest {
  private static final Path DOCUMENT = Path.of("docs/flow.md");
  private static final String BEGIN = "<!-- generated: every move of the fold -->\n";
  private static final String END = "<!-- end -->";

  /** What tells states apart for the question which events move them. */
  private record State(
      Class<?> phase, boolean fires, boolean passed, boolean taken, boolean read, boolean merged) {
    static State of(Incident it) {
      boolean passed = it.phase() instanceof Phase.Verifying now && now.stepsPassed();
      return new State(
          it.phase().getClass(),
          !it.firing().isEmpty(),
          passed,
          it.acknowledgement() != null,
          it.reviewedAt() != null,
          it.handling().mergedInto() != null);
    }
  }

  @Test
  void theDiagramIsWhatTheCodeDoes() throws IOException {
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf(BEGIN) + BEGIN.length();
    int end = document.indexOf(END);
    assertThat(begin).isGreaterThan(BEGIN.length());
    if (Boolean.getBoolean("flow.write")) {
      document = document.substring(0, begin) + diagram() + document.substring(end);
      Files.writeString(DOCUMENT, document);
      end = document.indexOf(END);
    }
    assertThat(document.substring(begin, end)).isEqualTo(diagram());
  }

  @Test
  void everyPhaseIsReachedAndNothingSkipsVerification() {
    Map<String, Set<String>> moves = moves();
    assertThat(moves.keySet())
        .anySatisfy(move -> assertThat(move).isEqualTo("Verifying --> Recovered"));
    assertThat(moves.keySet())
        .filteredOn(move -> move.endsWith("--> Recovered"))
        .as("the one way to recovered")
        .containsExactly("Verifying --> Recovered");
  }

  private static String diagram() {
    StringBuilder text =
        new StringBuilder("```mermaid\nstateDiagram-v2\n    [*] --> Waiting: Opened\n");
    moves()
        .forEach((move, events) ->
            text.append("    ")
                .append(move)
                .append(": ")
                .append(String.join(", ", events))
                .append('\n'));
    return text.append("```\n").toString();
  }

  private static Map<String, Set<String>> moves() {
    Map<String, Set<String>> moves = new TreeMap<>();
    Set<State> seen = new HashSet<>();
    Deque<Incident> open = new ArrayDeque<>();
    open.add(Samples.incident(Severity.CRITICAL, Samples.fired(0)));
    while (!open.isEmpty()) {
      Incident before = open.poll();
      if (!seen.add(State.of(before))) {
        continue;
      }
      for (Event event : events(before)) {
        Incident after = before.apply(event);
        open.add(after);
        if (!after.phase().getClass().equals(before.phase().getClass())) {
          moves
              .computeIfAbsent(
                  name(before.phase()) + " --> " + name(after.phase()),
                  move -> new LinkedHashSet<>())
              .add(event.getClass().getSimpleName());
        }
      }
    }
    moves.replaceAll((move, events) ->
        events.stream().sorted().collect(Collectors.toCollection(LinkedHashSet::new)));
    return moves;
  }

  private static String name(Phase phase) {
    return phase.getClass().getSimpleName();
  }

  /** One of each kind, so that it means something to this incident. */
  private static List<Event> events(Incident it) {
    int second = (int) it.version() * 10;
    int attempt = it.phase() instanceof Phase.Verifying now ? now.attempt() : it.verifications();
    String run = "r" + it.version();
    List<Event> events =
        List.of(
            Samples.fired(second),
            Samples.cleared(second),
            Samples.acknowledged(second, null),
            new Event.AcknowledgementEnded(at(second), "its time is over"),
            new Event.DiagnosisStarted(at(second), "aoki"),
            new Event.ResponseChosen(at(second), true, "every guard passes"),
            new Event.ResponseChosen(at(second), false, "no automatic response"),
            Samples.planned(second, run, Run.Stage.DIAGNOSE, false, run),
            Samples.planned(second, run, Run.Stage.RESPOND, false, run),
            Samples.planned(second, run, Run.Stage.VERIFY, true, run),
            new Event.VerificationStarted(at(second), it.verifications() + 1),
            new Event.VerificationPassed(at(second), attempt, "1 of 1"),
            new Event.VerificationFailed(at(second), attempt, "exit status 1"),
            new Event.RecoveryConfirmed(at(second), "cleared"),
            new Event.DeadlineHalfway(at(second)),
            new Event.DeadlineAtRisk(at(second)),
            new Event.DeadlineBreached(at(second)),
            new Event.RecoveryOverdue(at(second)),
            new Event.HandedOver(at(second), it.escalationLevel() + 1, "Baba", "aoki", "help"),
            new Event.ReviewDrafted(at(second), "aoki"),
            new Event.Closed(at(second), "aoki", Verdict.ACTIONABLE, "", false),
            new Event.Closed(at(second), "aoki", Verdict.ACTIONABLE, "because", false),
            new Event.Reopened(at(second), "fired again"),
            new Event.ReopenedByHand(at(second), "aoki", "it is back"),
            new Event.Snoozed(at(second), "aoki", at(second + 600), "later"),
            new Event.SnoozeEnded(at(second), "aoki"),
            new Event.TakenOver(at(second), "baba", "aoki", "on the phone"),
            new Event.Reassigned(at(second), "aoki", "baba", "knows it"),
            new Event.MergedInto(at(second), "aoki", "INC-2", "one cause"),
            new Event.DeadlinePaused(at(second), "aoki", "vendor"),
            new Event.DeadlineResumed(at(second), "aoki", ""),
            new Event.MaintenanceBegan(at(second), "config", "patching", at(second + 600), true),
            new Event.MaintenanceEnded(at(second), "automatic", "patching"));
    assertThat(Duration.between(it.openedAt(), at(second))).isPositive();
    return events;
  }
}
