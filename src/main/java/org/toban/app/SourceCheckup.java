package org.toban.app;

import java.time.Duration;
import java.time.InstantSource;
import org.toban.app.doctor.Advice;
import org.toban.app.doctor.Finding;
import org.toban.app.doctor.Subject;
import org.toban.saying.Saying;
import org.toban.source.Reading;
import org.toban.source.Source;
import org.toban.source.SourceSettings;
import org.toban.source.SourceStatus;
import org.toban.source.Watchdog;

/** Whether one source answers, and whether its answer can be believed. */
final class SourceCheckup {
  private SourceCheckup() {}

  /** Asks it once. */
  static Finding of(SourceSettings settings, InstantSource clock) {
    Saying name = Subject.SOURCE.of(settings.name());
    return switch (Source.of(settings).read(clock)) {
      case Reading.Complete it -> answered(name, settings, it);
      case Reading.Failed it ->
          Finding.failed(name, it.fault().told(), Mending.of(it.fault(), settings));
      case Reading.Partial _, Reading.Inspected _ ->
          throw new IllegalStateException("not what a first question gives");
    };
  }

  static Finding answered(Saying name, SourceSettings settings, Reading.Complete it) {
    Saying found = Advice.ALERTS_IN.of(it.alerts().size(), it.took().toMillis());
    for (Watchdog watchdog : settings.watchdogs()) {
      if (it.alerts().stream().noneMatch(watchdog::isSeenIn)) {
        return Finding.failed(name, Advice.NO_WATCHDOG.of(found, watchdog));
      }
    }
    SourceStatus status = SourceStatus.unasked(settings).after(it);
    Duration skew = status.notableSkew();
    if (skew != null) {
      return Finding.warning(
          name,
          (skew.isNegative() ? Advice.CLOCK_BEHIND : Advice.CLOCK_AHEAD)
              .of(found, skew.abs().toSeconds()));
    }
    if (status.health(it.at()) == SourceStatus.Health.RECOVERING) {
      return Finding.warning(
          name, Advice.RECOVERING.of(found, it.vitals().settlesIn().toSeconds()));
    }
    Finding advice = ServerCheckup.advice(name, settings, it.alerts());
    return advice == null ? Finding.ok(name, found) : advice;
  }
}
