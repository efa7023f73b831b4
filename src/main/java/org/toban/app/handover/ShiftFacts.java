package org.toban.app.handover;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.toban.engine.Board;
import org.toban.history.History;
import org.toban.history.HistoryFault;
import org.toban.incident.Incident;
import org.toban.incident.MaintenanceWindow;
import org.toban.review.Handover;
import org.toban.review.Handovers;
import org.toban.saying.Saying;
import org.toban.source.SourceStatus;
import org.toban.source.silence.Silence;
import org.toban.source.silence.SilenceBook;
import org.toban.source.silence.Silences;

/**
 * The facts of a handover, from a board and what is stored beside it.
 *
 * @param windows maintenance as it is written down, besides what the board has under way
 * @param hold who stopped all automation; null when nobody did
 */
public record ShiftFacts(List<MaintenanceWindow> windows, Board.@Nullable Hold hold) {
  public ShiftFacts {
    windows = List.copyOf(windows);
  }

  /** Of a console that runs: the board knows every incident. Blocks. */
  public Handover of(Board board, Handover.Shift shift, History history) {
    Collection<Incident> known = board.incidents().values();
    try {
      Handover.Incidents incidents = Handovers.incidents(known, Set.of(), shift, history);
      return handover(board, shift, incidents, board.historyProblem());
    } catch (HistoryFault e) {
      Handover.Incidents incidents = Handovers.incidents(known, Set.of(), shift, null);
      return handover(board, shift, incidents, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Of a mere look: incidents are those that the history has, and what fires besides them. Blocks.
   *
   * @param history null when there is none yet
   */
  public Handover ofLook(Board board, Handover.Shift shift, @Nullable History history) {
    try {
      List<Incident> recorded = history == null ? List.of() : history.open();
      return ofLook(board, shift, recorded, history, null);
    } catch (HistoryFault e) {
      return ofLook(board, shift, List.of(), null, String.valueOf(e.getMessage()));
    }
  }

  /** As above, when there is a history that cannot be used. Blocks. */
  public Handover ofLook(Board board, Handover.Shift shift, HistoryFault fault) {
    return ofLook(board, shift, List.of(), null, String.valueOf(fault.getMessage()));
  }

  private Handover ofLook(
      Board board,
      Handover.Shift shift,
      List<Incident> recorded,
      @Nullable History history,
      @Nullable String problem) {
    Map<String, Incident> known = new LinkedHashMap<>();
    recorded.forEach(it -> known.put(it.id(), it));
    Set<String> unrecorded = new HashSet<>();
    for (Incident seen : board.incidents().values()) {
      Incident before = known.get(seen.id());
      if (seen.isUnderWay() && (before == null || !before.isUnderWay())) {
        known.put(seen.id(), seen);
        unrecorded.add(seen.id());
      }
    }
    Handover.Incidents incidents = Handovers.incidents(known.values(), unrecorded, shift, history);
    return handover(board, shift, incidents, problem);
  }

  private Handover handover(
      Board board,
      Handover.Shift shift,
      Handover.Incidents incidents,
      @Nullable String historyProblem) {
    Instant now = shift.at();
    List<MaintenanceWindow> work = new ArrayList<>(board.maintenance());
    work.addAll(windows);
    return new Handover(
        shift,
        incidents,
        silences(board, now),
        Handovers.maintenance(work, now),
        board.roster(),
        new Handover.Sight(
            board.isBlind(now), doubts(board, now), board.overLimits(), historyProblem),
        restraints(board));
  }

  private Handover.Restraints restraints(Board board) {
    return new Handover.Restraints(
        hold == null ? null : new Handover.Hold(hold.since(), hold.by(), hold.reason()),
        board.noticesOnly() == null ? null : board.noticesOnly().toString(),
        board.lostChannels().stream()
            .map(it -> new Handover.LostChannel(it.channel(), it.since(), it.problem()))
            .toList());
  }

  private static List<Handover.Silence> silences(Board board, Instant now) {
    return board.silences().values().stream()
        .flatMap(book -> book.byId().values().stream())
        .filter(it -> it.state() != Silence.State.EXPIRED && it.endsAt().isAfter(now))
        .sorted(Comparator.comparing(Silence::endsAt).thenComparing(Silence::id))
        .map(it ->
            new Handover.Silence(
                it.source(),
                it.matchers() == null ? "" : it.matchers().toString(),
                it.createdBy(),
                it.startsAt(),
                it.endsAt(),
                it.comment()))
        .toList();
  }

  private static List<Handover.Doubt> doubts(Board board, Instant now) {
    List<Handover.Doubt> doubts = new ArrayList<>();
    for (SourceStatus it : board.sources()) {
      Handover.Lack lack = lack(it, now);
      if (lack != null) {
        doubts.add(new Handover.Doubt(it.name(), lack, it.lastComplete(), detail(it, lack)));
      }
      if (it.lastComplete() != null && !areSilencesRead(board, it)) {
        SilenceBook book = board.silences().getOrDefault(it.name(), SilenceBook.unread());
        Saying why = book.fault() == null ? null : book.fault().told();
        doubts.add(new Handover.Doubt(it.name(), Handover.Lack.SILENCES, book.asOf(), why));
      }
    }
    return doubts;
  }

  /** Whether a source has no silences, or they are known as of now. */
  private static boolean areSilencesRead(Board board, SourceStatus source) {
    SilenceBook book = board.silences().get(source.name());
    return !Silences.has(source.kind())
        || (book != null && book.fault() == null && book.asOf() != null);
  }

  /** Whether every source has said what there is to say of silences, also that it cannot. */
  public static boolean isWhole(Board board) {
    return board.sources().stream()
        .allMatch(it ->
            it.lastComplete() == null
                || !Silences.has(it.kind())
                || board.silences().containsKey(it.name()));
  }

  private static Handover.@Nullable Lack lack(SourceStatus it, Instant now) {
    return switch (it.health(now)) {
      case NEVER -> Handover.Lack.NEVER;
      case FAILED -> it.lastComplete() == null ? Handover.Lack.NEVER : Handover.Lack.FAILED;
      case STALE ->
          it.remembered() && it.fault() == null ? Handover.Lack.REMEMBERED : Handover.Lack.STALE;
      case RECOVERING -> Handover.Lack.RECOVERING;
      case LIVE -> it.missing().isEmpty() ? null : Handover.Lack.UNWATCHED;
    };
  }

  private static @Nullable Saying detail(SourceStatus it, Handover.Lack lack) {
    if (lack == Handover.Lack.UNWATCHED) {
      return Saying.text(String.join(", ", it.missing()));
    }
    return it.fault() == null ? null : it.fault().told();
  }
}
