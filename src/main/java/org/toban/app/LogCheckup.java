package org.toban.app;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.toban.app.DoctorCommand.Finding;
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
    String name = "logs " + rule.name();
    return switch (book.check(rule, now)) {
      case LogBook.Answer.Failed it -> Finding.failed(name, it.fault().summary(), mend(it.fault()));
      case LogBook.Answer.Nowhere _ -> Finding.ok(name, "nothing to ask");
      case LogBook.Answer.Lines it -> rule.isWatched() ? watched(name, it) : onlyLookedIn(name);
    };
  }

  private static Finding onlyLookedIn(String name) {
    return Finding.ok(name, "answers; it is only looked in, for it has no query");
  }

  private Finding watched(String name, LogBook.Answer.Lines found) {
    String lines =
        (found.earlier() ? "at least " : "")
            + found.lines().size()
            + " lines in the last "
            + rule.condition().window().toSeconds()
            + " s"
            + levels();
    if (found.earlier()) {
      return Finding.warning(
          name,
          lines + ", more than 'max_lines'; counts are only a least",
          "narrow 'query', shorten 'window', or raise 'max_lines'");
    }
    if (found.lines().isEmpty() && book.isSilent(rule, now.minus(DAY), now)) {
      return Finding.warning(
          name,
          lines + ", and not one line of any kind in the last day where it looks",
          rule.server().kind() == SourceSettings.Kind.LOKI
              ? "see that the labels in the selector of 'query' are right"
              : "see that 'index' is right and that lines still arrive");
    }
    return Finding.ok(name, lines);
  }

  private String levels() {
    return rule.question().levels().isEmpty()
        ? ""
        : " of the levels " + String.join(", ", rule.question().levels());
  }

  private String mend(Fault fault) {
    if (fault instanceof Fault.Refused it && it.body().contains("max_entries_limit_per_query")) {
      return "lower 'max_lines' to what the server allows";
    }
    if (fault instanceof Fault.Refused it && it.status() == 400) {
      return "mend 'query': the server cannot read it";
    }
    if (fault instanceof Fault.Refused it && it.status() == 404) {
      return "see that the address is the base of its API, and that 'index' is there";
    }
    if (fault instanceof Fault.Misconfigured) {
      return "mend what it names";
    }
    return Mending.of(fault, rule.server());
  }
}
