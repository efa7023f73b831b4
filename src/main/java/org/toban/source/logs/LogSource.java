package org.toban.source.logs;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.alert.Alerts;
import org.toban.source.Reading;
import org.toban.source.Source;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;

/**
 * A rule over logs as a source of alerts. Each poll reads the rule's whole window, so that lines
 * which arrive late count too.
 */
final class LogSource implements Source {
  private static final Logger LOG = LoggerFactory.getLogger(LogSource.class);
  private static final Duration CHECKED_FOR = Duration.ofHours(1);

  private final LogRule rule;
  private final LogServer server;
  private final LogAlerts alerts;
  private @Nullable Instant checked;
  private boolean learned;
  private @Nullable String told;

  LogSource(LogRule rule, LogServer server) {
    this.rule = rule;
    this.server = server;
    this.alerts = new LogAlerts(rule);
  }

  @Override
  public String name() {
    return rule.name();
  }

  @Override
  public Duration interval() {
    return rule.server().interval();
  }

  /** The addresses are those of one store; they are asked in turn until one answers. */
  @Override
  public Reading read(InstantSource clock) {
    long begun = System.nanoTime();
    Fault fault = new Fault.Unreachable("the poll was stopped");
    boolean first = true;
    for (URI base : rule.server().urls()) {
      try {
        Alerts judged = read(base, clock.instant());
        tell(null);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return new Reading.Complete(name(), clock.instant(), judged, took);
      } catch (PollFailure e) {
        fault = first ? e.fault() : fault;
        first = false;
      }
    }
    tell(fault.summary());
    return new Reading.Failed(name(), clock.instant(), fault);
  }

  private Alerts read(URI base, Instant now) throws PollFailure {
    if (checked == null || checked.plus(CHECKED_FOR).isBefore(now)) {
      server.check(base);
      checked = now;
    }
    Instant from = now.minus(rule.condition().window());
    if (!learned) {
      learn(base, from);
    }
    return alerts.judge(server.search(base, counted(from, now)), now);
  }

  /** What was there before the window is known. */
  private void learn(URI base, Instant to) throws PollFailure {
    Duration knownFor = rule.condition().knownFor();
    if (knownFor != null) {
      alerts.learn(server.search(base, counted(to.minus(knownFor), to)).lines());
    }
    learned = true;
  }

  private Search counted(Instant from, Instant to) {
    return new Search(new Search.What.Counted(), from, to, true, rule.question().maxLines());
  }

  private void tell(@Nullable String problem) {
    if (problem == null && told != null) {
      LOG.info("{} answers again", name());
    } else if (problem != null && !problem.equals(told)) {
      LOG.warn("{}: {}", name(), problem);
    }
    told = problem;
  }
}
