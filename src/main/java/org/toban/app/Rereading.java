package org.toban.app;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.toban.config.FileWatch;
import org.toban.config.MaintenanceFile;
import org.toban.config.TrustFile;
import org.toban.engine.Input;

/**
 * What a running console reads again when somebody changes it: the runbooks, the approvals and the
 * declared maintenance.
 */
final class Rereading {
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final Duration EVERY = Duration.ofSeconds(2);

  private Rereading() {}

  static void start(Plan plan, Consumer<Input> inbox, InstantSource clock, Closers closers) {
    if (!plan.runbooks().roots().isEmpty()) {
      closers.push(
          "runbooks",
          SHORT,
          FileWatch.start(
              "runbooks",
              plan.runbooks()::stamp,
              EVERY,
              () -> inbox.accept(new Input.RunbooksRead(clock.instant(), plan.runbooks().read()))));
    }
    if (plan.approvals() instanceof TrustFile trust) {
      // it may have changed since the plan was made
      inbox.accept(read(trust, clock));
      closers.push(
          "approvals",
          SHORT,
          FileWatch.start(
              "approvals", trust::stamp, EVERY, () -> inbox.accept(read(trust, clock))));
    }
    if (plan.maintenances() instanceof MaintenanceFile maintenance) {
      inbox.accept(read(maintenance, clock));
      closers.push(
          "maintenance",
          SHORT,
          FileWatch.start(
              "maintenance",
              maintenance::stamp,
              EVERY,
              () -> inbox.accept(read(maintenance, clock))));
    }
  }

  /** A file that cannot be read changes nothing of what was read before, and is told. */
  private static Input read(TrustFile trust, InstantSource clock) {
    try {
      return new Input.TrustRead(clock.instant(), trust.read());
    } catch (UncheckedIOException e) {
      return new Input.Told(
          clock.instant(), "trust.unread", List.of(e.getMessage() + ": " + e.getCause()));
    }
  }

  private static Input read(MaintenanceFile maintenance, InstantSource clock) {
    try {
      return new Input.MaintenanceRead(clock.instant(), maintenance.read());
    } catch (UncheckedIOException e) {
      return new Input.Told(
          clock.instant(), "maintenance.unread", List.of(e.getMessage() + ": " + e.getCause()));
    }
  }
}
