package org.toban.app;

import java.time.Duration;
import java.time.InstantSource;
import org.toban.app.DoctorCommand.Finding;
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
    String name = "source " + settings.name();
    return switch (Source.of(settings).read(clock)) {
      case Reading.Complete it -> answered(name, settings, it);
      case Reading.Failed it ->
          Finding.failed(name, it.fault().summary(), Mending.of(it.fault(), settings));
      case Reading.Partial _, Reading.Inspected _ ->
          throw new IllegalStateException("not what a first question gives");
    };
  }

  static Finding answered(String name, SourceSettings settings, Reading.Complete it) {
    String found = it.alerts().size() + " alerts in " + it.took().toMillis() + " ms";
    for (Watchdog watchdog : settings.watchdogs()) {
      if (it.alerts().stream().noneMatch(watchdog::isSeenIn)) {
        return Finding.failed(
            name,
            found + ", but the watchdog " + watchdog + " is not among them",
            "see that Prometheus has that rule and reaches this Alertmanager");
      }
    }
    SourceStatus status = SourceStatus.unasked(settings).after(it);
    Duration skew = status.notableSkew();
    if (skew != null) {
      return Finding.warning(
          name,
          found
              + ", but its clock is "
              + skew.abs().toSeconds()
              + (skew.isNegative() ? " s behind" : " s ahead of")
              + " this machine's",
          "synchronise both clocks (chronyc tracking, timedatectl)");
    }
    if (status.health(it.at()) == SourceStatus.Health.RECOVERING) {
      return Finding.warning(
          name,
          found
              + "; its server has just started and may lack alerts for another "
              + it.vitals().settlesIn().toSeconds()
              + " s",
          "ask again then");
    }
    Finding advice = ServerCheckup.advice(name, settings, it.alerts());
    return advice == null ? Finding.ok(name, found) : advice;
  }
}
