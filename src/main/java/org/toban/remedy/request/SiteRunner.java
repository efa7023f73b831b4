package org.toban.remedy.request;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.remedy.Call;
import org.toban.remedy.Outcome;
import org.toban.remedy.Outcome.Reason;
import org.toban.remedy.RequestSettings;
import org.toban.remedy.Runner;
import org.toban.remedy.Work;
import org.toban.source.Courier;
import org.toban.source.Secrets;

/**
 * Sends the requests of runbooks, each once. The exit status is 0 when the answer is as expected,
 * else the answer's status; the output is what was sent, with secrets by their names, and what was
 * answered, without secrets.
 */
public final class SiteRunner implements Runner {
  private static final Logger LOG = LoggerFactory.getLogger(SiteRunner.class);

  private final RequestSettings settings;
  private final Courier courier;
  private final Duration pause;
  private final Map<String, Running> running = new ConcurrentHashMap<>();

  private record Running(FutureTask<Outcome> task, CompletableFuture<Outcome> end) {}

  public SiteRunner(RequestSettings settings) {
    this(settings, Secrets.ofSystem(), Duration.ofSeconds(2));
  }

  /**
   * A runner.
   *
   * @param pause between two looks at what a request has begun
   */
  SiteRunner(RequestSettings settings, Secrets secrets, Duration pause) {
    this.settings = settings;
    this.courier = new Courier(settings.way(), secrets);
    this.pause = pause;
  }

  @Override
  public Outcome run(Work work, Consumer<String> output) {
    if (!(work instanceof Call call)) {
      throw new IllegalArgumentException("not a request: " + work.runId());
    }
    long began = System.nanoTime();
    CompletableFuture<Outcome> end = new CompletableFuture<>();
    FutureTask<Outcome> task =
        new FutureTask<>(() -> new Sending(call, settings, courier, pause, output).outcome());
    if (running.putIfAbsent(call.runId(), new Running(task, end)) != null) {
      return failed(
          Reason.GUARD,
          "Not sent, because a run with this id is under way: " + call.runId() + ".",
          began);
    }
    try {
      Thread.ofVirtual()
          .name("request " + call.runId())
          .start(() -> {
            task.run();
            end.complete(result(task, began));
          });
      return end.get();
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return stopped(began);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      running.remove(call.runId());
    }
  }

  private static Outcome result(FutureTask<Outcome> task, long began) {
    try {
      return task.get();
    } catch (InterruptedException | java.util.concurrent.CancellationException e) {
      return stopped(began);
    } catch (ExecutionException e) {
      LOG.error("A request failed in a way that nobody thought of", e.getCause());
      return failed(
          Reason.LOST,
          "Toban lost sight of the request by a fault of its own ("
              + e.getCause()
              + "): it may have been carried out. Look before you send it again.",
          began);
    }
  }

  /** Nobody knows what a server does with a request that was given up. */
  private static Outcome stopped(long began) {
    return failed(
        Reason.STOPPED,
        "Stopped by hand; what was sent before may still be carried out there.",
        began);
  }

  private static Outcome failed(Reason reason, String detail, long began) {
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return new Outcome.Failed(reason, detail, Outcome.Output.none(), took);
  }

  @Override
  public void stop(String runId) {
    Optional.ofNullable(running.get(runId)).ifPresent(it -> it.task().cancel(true));
  }

  @Override
  public void close() {
    running.keySet().forEach(this::stop);
  }
}
