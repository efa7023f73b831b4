package org.toban.ui.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.toban.engine.Board;
import org.toban.source.SourceStatus;
import org.toban.source.fault.Fault;
import org.toban.ui.look.Plain;
import org.toban.ui.look.Times;
import org.toban.ui.look.Words;

/** What the desk says of a source: how old its truth is, and why there is none newer. */
public final class SourceWords {
  private SourceWords() {}

  /** The age of the last complete answer, or a dash. */
  public static String age(SourceStatus source, Instant now, Times times) {
    Instant last = source.lastComplete();
    return last == null ? "–" : times.span(Duration.between(last, now));
  }

  /** Its health, or stale when it answers in time and is not to be believed nevertheless. */
  public static SourceStatus.Health shown(SourceStatus source, Instant now) {
    SourceStatus.Health health = source.health(now);
    return health == SourceStatus.Health.LIVE && !source.isTrustworthy(now)
        ? SourceStatus.Health.STALE
        : health;
  }

  /** Names each source that answers and cannot be believed, with its age and why. */
  public static String late(Board board, Instant now, Times times) {
    return doubted(board, now)
        .map(source ->
            times
                .words()
                .get(
                    "source.late",
                    Plain.line(source.name(), 40),
                    age(source, now, times),
                    reason(source, now, times)))
        .collect(Collectors.joining(" · "));
  }

  /** The same in as few words as a line under the board has room for. */
  public static String lateInBrief(Board board, Instant now, Times times) {
    List<String> names = doubted(board, now).map(source -> Plain.line(source.name(), 40)).toList();
    return names.size() < 2
        ? late(board, now, times)
        : times.words().get("source.late-many", String.join(", ", names));
  }

  private static Stream<SourceStatus> doubted(Board board, Instant now) {
    return board.sources().stream().filter(source -> isDoubtful(source, now));
  }

  private static boolean isDoubtful(SourceStatus source, Instant now) {
    SourceStatus.Health health = source.health(now);
    return health == SourceStatus.Health.STALE
        || health == SourceStatus.Health.RECOVERING
        || (health == SourceStatus.Health.LIVE && !source.isTrustworthy(now));
  }

  /**
   * Why a source is not believed: why the newest poll failed, what else is wrong, or what its
   * health means; with its clock when that is far off.
   */
  public static String reason(SourceStatus source, Instant now, Times times) {
    Duration skew = source.notableSkew();
    String reason = reasonBesideClock(source, now, times);
    return skew == null ? reason : reason + " · " + skew(skew, times);
  }

  private static String reasonBesideClock(SourceStatus source, Instant now, Times times) {
    Words words = times.words();
    Fault fault = source.fault();
    Instant until = source.recoversUntil();
    Instant last = source.lastComplete();
    if (fault != null) {
      return fault(fault, words);
    }
    if (source.remembered() && last != null) {
      return words.get("source.remembered", times.span(Duration.between(last, now)));
    }
    if (source.health(now) == SourceStatus.Health.RECOVERING && until != null) {
      return words.get("source.recovering", times.span(Duration.between(now, until)));
    }
    if (source.health(now) == SourceStatus.Health.LIVE && !source.missing().isEmpty()) {
      return words.get("source.unwatched", Plain.line(String.join(", ", source.missing()), 80));
    }
    return words.of("health", source.health(now));
  }

  /** The names of all that are not to be believed, answering or not; empty for none. */
  public static String inDoubt(Board board, Instant now, Times times) {
    String names =
        board.sources().stream()
            .filter(source -> isDoubtful(source, now) || !source.isTrustworthy(now))
            .map(source -> Plain.line(source.name(), 40))
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : times.words().get("source.late-many", names);
  }

  /**
   * Each source that is not to be believed, on a line of its own, with why and when it last was;
   * without ages, so that the text stays the same while nothing happens.
   */
  public static String doubtful(Board board, Instant now, Times times) {
    return board.sources().stream()
        .filter(source -> !source.isTrustworthy(now))
        .map(source -> brief(source, now, times))
        .collect(Collectors.joining("\n"));
  }

  private static String brief(SourceStatus source, Instant now, Times times) {
    Words words = times.words();
    Fault fault = source.fault();
    boolean unwatched = source.health(now) == SourceStatus.Health.LIVE;
    String why =
        fault != null
            ? fault(fault, words)
            : unwatched
                ? words.get("source.unwatched", Plain.line(String.join(", ", source.missing()), 80))
                : words.of("health", source.health(now));
    Instant last = source.lastComplete();
    String name = Plain.line(source.name(), 40);
    return last == null || unwatched
        ? words.get("source.doubtful", name, why)
        : words.get("source.doubtful-since", name, why, times.absolute(last, now));
  }

  private static String skew(Duration skew, Times times) {
    return times
        .words()
        .get(
            skew.isNegative() ? "source.clock-behind" : "source.clock-ahead",
            times.span(skew.abs()));
  }

  /** A fault in the reader's words. */
  public static String fault(Fault fault, Words words) {
    return switch (fault) {
      case Fault.Unreachable it -> words.get("fault.unreachable", Plain.line(it.detail(), 120));
      case Fault.TimedOut it ->
          words.get("fault.timed-out", words.get("time.tenths", it.limit().toMillis() / 1000.0));
      case Fault.Refused it -> refused(it, words);
      case Fault.Unreadable it -> words.get("fault.unreadable", Plain.line(it.detail(), 120));
      case Fault.Untrusted it -> words.get("fault.untrusted", Plain.line(it.detail(), 120));
      case Fault.SignInFailed it -> words.get("fault.no-token", Plain.line(it.detail(), 120));
      case Fault.ProxyRefused it ->
          words.get("fault.proxy", it.proxy(), Plain.line(it.detail(), 120));
      case Fault.OverLimit it -> words.get("fault.over-limit", it.limitBytes() / 1_000_000);
      case Fault.Partial it -> words.get("fault.partial", Plain.line(it.detail(), 120));
      case Fault.Misconfigured it -> Plain.line(it.detail(), 160);
    };
  }

  private static String refused(Fault.Refused it, Words words) {
    String status = Integer.toString(it.status());
    if (it.status() == 401 || it.status() == 403) {
      return words.get("fault.sign-in", status);
    }
    boolean ours = it.status() == 400 || it.status() == 404; // what we asked is wrong: say what
    return ours && !it.body().isBlank()
        ? words.get("fault.refused-why", status, Plain.line(it.body(), 160))
        : words.get("fault.refused", status);
  }
}
