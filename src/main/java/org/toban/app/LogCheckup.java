package org.toban.app;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.toban.app.doctor.Advice;
import org.toban.app.doctor.Finding;
import org.toban.app.doctor.Subject;
import org.toban.saying.Saying;
import org.toban.source.SourceSettings;
import org.toban.source.fault.Fault;
import org.toban.source.logs.LogBook;
import org.toban.source.logs.LogRule;

/** Tries a log rule: whether its server answers, knows its fields and has any line at all. */
final class LogCheckup {
  private static final Duration DAY = Duration.ofDays(1);

  private final LogRule rule;
  private final LogBook book;
  private final Instant now;

  LogCheckup(LogRule rule, Instant now) {
    this.rule = rule;
    this.book = new LogBook(List.of(rule));
    this.now = now;
  }

  Finding finding() {
    Saying name = Subject.LOGS.of(rule.name());
    return switch (book.check(rule, now)) {
      case LogBook.Answer.Failed it -> Finding.failed(name, it.fault().told(), mend(it.fault()));
      case LogBook.Answer.Nowhere _ -> Finding.ok(name, Advice.NOTHING_TO_ASK.of());
      case LogBook.Answer.Lines it -> rule.isWatched() ? watched(name, it) : onlyLookedIn(name);
    };
  }

  private static Finding onlyLookedIn(Saying name) {
    return Finding.ok(name, Advice.ONLY_LOOKED_IN.of());
  }

  private Finding watched(Saying name, LogBook.Answer.Lines found) {
    Saying lines = Advice.LINES.of(found.lines().size(), rule.condition().window().toSeconds());
    if (found.earlier()) {
      lines = Advice.AT_LEAST.of(lines);
    }
    if (!rule.question().levels().isEmpty()) {
      lines = Advice.OF_LEVELS.of(lines, String.join(", ", rule.question().levels()));
    }
    if (found.earlier()) {
      return Finding.warning(name, Advice.TOO_MANY_LINES.of(lines));
    }
    if (found.lines().isEmpty() && book.isSilent(rule, now.minus(DAY), now)) {
      return Finding.warning(
          name,
          (rule.server().kind() == SourceSettings.Kind.LOKI
                  ? Advice.SILENT_LOKI
                  : Advice.SILENT_ELASTIC)
              .of(lines));
    }
    return Finding.ok(name, lines);
  }

  private Saying mend(Fault fault) {
    if (fault instanceof Fault.Refused it && it.body().contains("max_entries_limit_per_query")) {
      return Advice.FEWER_LINES.of();
    }
    if (fault instanceof Fault.Refused it && it.status() == 400) {
      return Advice.MEND_QUERY.of();
    }
    if (fault instanceof Fault.Refused it && it.status() == 404) {
      return Advice.NO_BASE_OR_INDEX.of();
    }
    if (fault instanceof Fault.Misconfigured) {
      return Advice.MEND_NAMED.of();
    }
    return Mending.of(fault, rule.server());
  }
}
