package org.toban.engine;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Alert;
import org.toban.engine.lease.Claims;
import org.toban.incident.Incident;
import org.toban.incident.Run;
import org.toban.remedy.Inventory;
import org.toban.remedy.StartLimit;
import org.toban.runbook.Trust;

/** The facts that a board shows; enough to say beforehand what the engine will say. */
record BoardFacts(Board board) implements Facts {
  @Override
  public Inventory inventory() {
    return board.inventory();
  }

  @Override
  public Trust trust() {
    return board.trust();
  }

  @Override
  public List<Instant> starts(String sha256, String host) {
    return board.starts().getOrDefault(Runs.key(sha256, host), List.of());
  }

  @Override
  public StartLimit startLimit() {
    return board.startLimit();
  }

  @Override
  public Set<String> barred() {
    return board.barred();
  }

  @Override
  public boolean isHeld() {
    return board.hold() != null;
  }

  @Override
  public boolean isHistoryDown() {
    return board.historyProblem() != null;
  }

  @Override
  public Stream<Board.Row> rows(Incident incident) {
    return board.rows().stream().filter(row -> incident.firing().containsKey(row.fingerprint()));
  }

  @Override
  public @Nullable String busy(String host) {
    return board.incidents().values().stream()
        .flatMap(incident -> incident.runs().stream())
        .filter(run -> run.ended() == null && run.intent().host().equals(host))
        .map(run -> run.intent().runId())
        .findFirst()
        .orElse(null);
  }

  /** Passing, and only the engine's business. */
  @Override
  public boolean isCrowded() {
    return false;
  }

  @Override
  public boolean wasAttempted(String sha256, String host, Collection<Alert> firing) {
    return board.incidents().values().stream()
        .filter(incident -> hasRun(incident, sha256, host)) // of few; each may have thousands
        .anyMatch(incident -> firing.stream().anyMatch(it -> isKnown(incident, it)));
  }

  private static boolean hasRun(Incident incident, String sha256, String host) {
    return incident.runs().stream()
        .filter(run -> !Claims.wasBusy(run.ended()))
        .map(Run::intent)
        .anyMatch(intent ->
            intent.automatic()
                && intent.stage() == Run.Stage.RESPOND
                && intent.sha256().equals(sha256)
                && intent.host().equals(host));
  }

  private static boolean isKnown(Incident incident, Alert alert) {
    Alert known = incident.firing().get(alert.fingerprint());
    return known != null && known.startsAt().equals(alert.startsAt());
  }
}
