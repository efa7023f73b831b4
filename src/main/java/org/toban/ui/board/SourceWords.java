package org.toban.ui.board;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.toban.engine.Board;
import org.toban.source.Fault;
import org.toban.source.SourceStatus;
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

  /** Names each source whose answer is late, with its age and why; empty when none is. */
  static String late(Board board, Instant now, Times times) {
    return board.sources().stream()
        .filter(source -> source.health(now) == SourceStatus.Health.STALE)
        .map(source ->
            times
                .words()
                .get(
                    "source.late",
                    Plain.line(source.name(), 40),
                    age(source, now, times),
                    reason(source, now, times.words())))
        .collect(Collectors.joining(" · "));
  }

  /** Why the newest poll failed; without a fault, what the health means. */
  public static String reason(SourceStatus source, Instant now, Words words) {
    Fault fault = source.fault();
    return fault == null ? words.of("health", source.health(now)) : fault(fault, words);
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
