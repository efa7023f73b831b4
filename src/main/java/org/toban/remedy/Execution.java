package org.toban.remedy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.jspecify.annotations.Nullable;
import org.toban.remedy.Connections.Lease;
import org.toban.remedy.Outcome.Reason;
import org.toban.remedy.sudo.Prelude;

/**
 * One job from its connection to its outcome. Until the remote shell has said that it is ready
 * nothing is sent, so a fault before that moment means that nothing ran; one after it means that
 * nobody knows.
 */
final class Execution {
  /** Between two looks at the output; the reader is told no more often. */
  private static final Duration TICK = Duration.ofMillis(50);

  /** For output after the exit, from what the script left in the background. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /** A host waits so long for the end of another's run, longer where it cannot sleep for less. */
  private static final Duration LEASE_WAIT = Duration.ofSeconds(10);

  private static final int MOST_TRIES = 3;
  private static final Random RANDOM = new java.security.SecureRandom();

  private final Job job;
  private final Consumer<String> reader;
  private final SshSettings settings;
  private final Connections connections;
  private final @Nullable Passphrase password;
  private final String nonce = HexFormat.of().toHexDigits(RANDOM.nextLong());
  private final long began = System.nanoTime();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private boolean interrupted;

  Execution(Job job, Consumer<String> reader, SshSettings settings, Connections connections) {
    this.job = job;
    this.password = job.password();
    this.reader = reader;
    this.settings = settings;
    this.connections = connections;
  }

  /** Ends the run, soon. */
  void stop() {
    stopped.complete(null);
  }

  /** A command that is open on a host. */
  private record Open(
      Lease lease, ChannelExec channel, ExitWatch exit, RunOutput output, RunOutput.Ready ready) {
    List<Long> processes() {
      return ready.processes();
    }
  }

  /** The connection did not do; another may, since nothing has been sent. */
  private static final class TryAnother extends Exception {
    private static final long serialVersionUID = 1;

    TryAnother(String message) {
      super(message, null, false, false);
    }
  }

  Outcome run() {
    String last = "";
    try {
      for (int tries = 0; tries < MOST_TRIES; tries++) {
        Lease lease = connections.take(job.target(), tries == MOST_TRIES - 1);
        try {
          Open open = open(lease);
          return open.processes().isEmpty() ? refused(open) : watch(open);
        } catch (TryAnother e) {
          last = String.valueOf(e.getMessage());
        } finally {
          connections.giveBack(lease.connection());
        }
      }
      return failed(Reason.CONNECT, "Could not start on " + where() + ": " + last + ".", null);
    } catch (ConnectFault e) {
      return failed(e.reason(), e.detail(), null);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  // --- until it is ready: nothing is sent --------------------------------------------------------

  private Open open(Lease lease) throws ConnectFault, TryAnother {
    RunOutput output = new RunOutput(nonce, settings.outputLimit());
    ChannelExec channel = null;
    try {
      channel = lease.session().createExecChannel(command());
      channel.setOut(output);
      channel.setErr(output);
      channel.open().verify(settings.connectTimeout());
      RunOutput.Ready ready = ready(channel, output);
      return new Open(lease, channel, ExitWatch.of(channel), output, ready);
    } catch (IOException | RuntimeException | TimeoutException e) {
      close(channel);
      if (refusedChannel(e)) {
        connections.full(lease.connection());
        throw new TryAnother("it opens no more sessions on a connection");
      }
      connections.retire(lease.connection());
      if (lease.kept()) {
        throw new TryAnother("the kept connection was dead");
      }
      String why =
          e instanceof TimeoutException
              ? "the shell did not answer within " + patience().toMillis() + " ms"
              : "the connection was lost";
      throw new ConnectFault(Reason.CONNECT, notReady(why, output));
    }
  }

  private String command() {
    Claim claim = job.claim();
    return claim == null || !settings.leases().kept()
        ? Wrapper.run(nonce, job.limit(), password != null)
        : Wrapper.run(nonce, job.limit(), password != null, claim, settings.leases().folder());
  }

  /** The host has not granted what the run claims there. */
  private Outcome refused(Open open) {
    close(open.channel());
    String sudo = open.ready().sudo();
    if (sudo != null) {
      String why = Prelude.refusal(sudo, where(), open.output().noise());
      return failed(Reason.AUTHENTICATION, why, null);
    }
    String detail = "Nothing was run on " + where() + ": it answered " + open.ready().claimed();
    return new Outcome.Failed(
        Reason.GUARD, detail, Outcome.Output.none(), took(), open.ready().claimed());
  }

  private static boolean refusedChannel(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SshChannelOpenException) {
        return true;
      }
    }
    return false;
  }

  private RunOutput.Ready ready(ChannelExec channel, RunOutput output)
      throws ConnectFault, TimeoutException, IOException {
    channel.addCloseFutureListener(
        _ -> output.ready().completeExceptionally(new IOException("the channel was closed")));
    try {
      if (password != null) {
        CompletableFuture.anyOf(output.asked(), output.ready(), stopped)
            .get(patience().toMillis(), TimeUnit.MILLISECONDS);
        answer(channel, output, password);
      }
      CompletableFuture.anyOf(output.ready(), stopped)
          .get(patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      interrupted = true;
      stop();
    } catch (ExecutionException e) {
      if (channel.getExitStatus() == null && channel.getExitSignal() == null) {
        throw new IOException(e);
      }
      throw new ConnectFault(Reason.CONNECT, notReady("the login shell ended at once", output));
    }
    if (stopped.isDone()) {
      close(channel);
      throw new ConnectFault(Reason.STOPPED, "Stopped before anything was run on " + where() + ".");
    }
    return output.ready().join();
  }

  /** Gives the password when it is asked for; it is asked for once. */
  private void answer(ChannelExec channel, RunOutput output, Passphrase password)
      throws ConnectFault, IOException {
    if (!output.asked().isDone() || stopped.isDone()) {
      return;
    }
    String secret;
    try {
      secret = password.read();
    } catch (IOException e) {
      close(channel);
      String what = "Nothing was run: the password of sudo on " + where() + " cannot be had: ";
      throw new ConnectFault(Reason.AUTHENTICATION, what + e.getMessage() + ".");
    }
    output.hide(secret);
    OutputStream in = channel.getInvertedIn();
    in.write((secret + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  private Duration patience() {
    return job.claim() == null
        ? settings.connectTimeout()
        : settings.connectTimeout().plus(LEASE_WAIT);
  }

  private String notReady(String why, RunOutput output) {
    String noise = output.noise();
    return "Nothing was run on "
        + where()
        + ": "
        + why
        + (noise.isEmpty() ? "" : " and printed: " + noise)
        + ". The user needs a login shell that runs /bin/sh.";
  }

  // --- the run -----------------------------------------------------------------------------------

  private Outcome watch(Open open) {
    try {
      send(open);
      long end = System.nanoTime() + job.limit().toNanos();
      ExitWatch exit = open.exit();
      while (true) {
        await(CompletableFuture.anyOf(exit.exited(), stopped));
        tell(open, false);
        if (exit.exited().isDone()) {
          awaitClosed(open);
          return ended(open);
        }
        if (stopped.isDone()) {
          return cut(open, Reason.STOPPED, "Stopped by hand on " + where());
        }
        if (System.nanoTime() >= end) {
          String limit = job.limit().toMillis() / 1000.0 + " s";
          return cut(open, Reason.TIME_LIMIT, "Not done on " + where() + " within " + limit);
        }
      }
    } finally {
      close(open.channel());
    }
  }

  private void send(Open open) {
    try (OutputStream in = open.channel().getInvertedIn()) {
      in.write(Wrapper.input(nonce, job.variables(), job.script()));
    } catch (IOException _) {
      // Either the shell is gone, which its exit will tell, or the connection, which its end will.
    }
  }

  /** Waits for a tick at most; an interrupt is a stop. */
  private void await(CompletableFuture<?> event) {
    try {
      event.get(TICK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      interrupted = true;
      stop();
    } catch (ExecutionException | TimeoutException _) {
      // The caller looks at what has happened.
    }
  }

  /** Waits for the last words after an exit, or an end. */
  private void awaitClosed(Open open) {
    long end = System.nanoTime() + LAST_WORDS.toNanos();
    while (System.nanoTime() < end && !open.exit().closed().isDone()) {
      await(open.exit().closed());
      tell(open, false);
    }
  }

  private Outcome ended(Open open) {
    Integer status = open.channel().getExitStatus();
    String signal = open.channel().getExitSignal();
    if (status == null && signal == null) {
      return failed(
          Reason.LOST,
          (connections.isClosed() ? "Toban closed" : "The connection to " + where() + " was lost")
              + " while the command ran: it may have ended, may still run there (process "
              + open.processes().getFirst()
              + ") or may have failed. Look before you run it again.",
          open);
    }
    tell(open, true);
    return new Outcome.Exited(
        status == null ? 128 + Signals.number(signal) : status,
        open.output().output(),
        took(),
        open.ready().claimed());
  }

  /** Ends the run before its end. */
  private Outcome cut(Open open, Reason reason, String what) {
    Optional<String> problem =
        new Ending(open.lease(), connections, job.target()).end(open.processes());
    awaitClosed(open);
    String detail =
        problem
            .map(why -> what + ", and it could not be ended: " + why + ". End it there by hand.")
            .orElse(what + "; its processes were ended.");
    return failed(reason, detail, open);
  }

  private void tell(Open open, boolean end) {
    String news = open.output().news(end);
    if (!news.isEmpty()) {
      reader.accept(news);
    }
  }

  private Outcome failed(Reason reason, String detail, @Nullable Open open) {
    if (open == null) {
      return new Outcome.Failed(reason, detail, Outcome.Output.none(), took());
    }
    tell(open, true);
    return new Outcome.Failed(
        reason, detail, open.output().output(), took(), open.ready().claimed());
  }

  private static void close(@Nullable ChannelExec channel) {
    if (channel != null) {
      channel.close(false);
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LAST_WORDS);
    }
  }

  private String where() {
    return job.target().name();
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
