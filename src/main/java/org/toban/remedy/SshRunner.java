package org.toban.remedy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs over SSH. The script reaches the host as data on standard input and runs in bash, or in
 * sh where there is no bash, in a session of its own; see {@link Wrapper}. What a script leaves
 * running in the background when it exits is left alone; everything of it is ended at its time
 * limit or when it is stopped. Connections are kept for the next run.
 */
public final class SshRunner implements Runner {
  /** The longest script that is sent, in bytes of UTF-8. */
  public static final int LONGEST_SCRIPT = 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(SshRunner.class);

  private final SshSettings settings;
  private final Connections connections;
  private final Map<String, Execution> running = new ConcurrentHashMap<>();

  public SshRunner(SshSettings settings) {
    this.settings = settings;
    this.connections = new Connections(settings);
  }

  /** Why a job is refused before any connection is tried; empty when it may run. */
  public static Optional<String> refusal(Job job) {
    Optional<String> label = job.unsafe();
    if (label.isPresent()) {
      return label.map(
          why -> "Not run on " + job.target().name() + ", because " + why + "; run it by hand.");
    }
    if (job.script().indexOf('\0') >= 0) {
      return Optional.of("Not run, because the script holds a NUL character; mend the runbook.");
    }
    if (job.script().getBytes(StandardCharsets.UTF_8).length > LONGEST_SCRIPT) {
      return Optional.of(
          "Not run, because the script is longer than " + LONGEST_SCRIPT + " bytes.");
    }
    if (job.limit().isNegative() || job.limit().isZero()) {
      return Optional.of("Not run, because its time limit is " + job.limit() + ".");
    }
    return Optional.empty();
  }

  @Override
  public Outcome run(Work work, Consumer<String> output) {
    if (!(work instanceof Job job)) {
      throw new IllegalArgumentException("not for a host: " + work.runId());
    }
    Optional<String> refusal = refusal(job);
    if (refusal.isPresent()) {
      return guard(refusal.get());
    }
    Execution execution = new Execution(job, tolerant(output), settings, connections);
    if (running.putIfAbsent(job.runId(), execution) != null) {
      return guard("Not run, because a run with this id is under way: " + job.runId() + ".");
    }
    try {
      return execution.run();
    } catch (RuntimeException e) {
      LOG.error("A run failed in a way that nobody thought of", e);
      return new Outcome.Failed(
          Outcome.Reason.LOST,
          "Toban lost sight of the command on "
              + job.target().name()
              + " by a fault of its own ("
              + e
              + "): it may have ended or may still run. Look before you run it again.",
          Outcome.Output.none(),
          Duration.ZERO);
    } finally {
      running.remove(job.runId());
    }
  }

  private static Outcome guard(String detail) {
    return new Outcome.Failed(Outcome.Reason.GUARD, detail, Outcome.Output.none(), Duration.ZERO);
  }

  /** A reader that fails is told nothing more; the run and its outcome matter more. */
  private static Consumer<String> tolerant(Consumer<String> reader) {
    return new Consumer<>() {
      private boolean failed;

      @Override
      public void accept(String text) {
        try {
          if (!failed) {
            reader.accept(text);
          }
        } catch (RuntimeException e) {
          failed = true;
          LOG.warn("The reader of a run's output failed", e);
        }
      }
    };
  }

  @Override
  public void stop(String runId) {
    Execution execution = running.get(runId);
    if (execution != null) {
      execution.stop();
    }
  }

  /** How many connections are kept or in use. */
  int connections() {
    return connections.size();
  }

  /**
   * Closes the connections. What still runs on a host goes on there, at most to its time limit and
   * half a minute, and its outcome here is {@code LOST}; stop runs first to end them.
   */
  @Override
  public void close() {
    connections.close();
  }
}
