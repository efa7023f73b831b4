package org.toban.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.toban.source.SourceSettings.Secret;

/**
 * Reads a secret from where it stands, anew each time, so that a rotated one works. No message
 * holds a secret or any output of the command that gives it.
 */
final class Secrets {
  private static final int LONGEST = 64 * 1024;

  private final Function<String, @Nullable String> environment;
  private final Duration commandLimit;

  Secrets(Function<String, @Nullable String> environment, Duration commandLimit) {
    this.environment = environment;
    this.commandLimit = commandLimit;
  }

  static Secrets ofSystem() {
    return new Secrets(System::getenv, Duration.ofSeconds(10));
  }

  /** A secret that goes into a header as it is: visible ASCII only. */
  String readToken(Secret secret) throws PollFailure {
    String token = read(secret);
    if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw failure(place(secret) + " holds characters that a token cannot have");
    }
    return token;
  }

  /** A secret without the line end behind it. */
  String read(Secret secret) throws PollFailure {
    String text =
        switch (secret) {
          case Secret.InFile it -> file(it.file());
          case Secret.InEnvironment it -> variable(it.variable());
          case Secret.FromCommand it -> output(it.command());
        };
    String line = text.stripTrailing();
    if (line.isEmpty()) {
      throw failure(place(secret) + " is empty");
    }
    if (line.chars().anyMatch(Character::isISOControl)) {
      throw failure(place(secret) + " holds more than one line");
    }
    return line;
  }

  private static String place(Secret secret) {
    return switch (secret) {
      case Secret.InFile it -> "the secret in the file " + it.file();
      case Secret.InEnvironment it -> "the secret in the environment variable " + it.variable();
      case Secret.FromCommand it -> "the secret from the command " + it.command().getFirst();
    };
  }

  private static String file(Path file) throws PollFailure {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw failure("the secret in the file " + file + " is longer than 64 KB");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (PollFailure e) {
      throw e;
    } catch (IOException e) {
      throw failure("the file " + file + " with the secret cannot be read: " + kind(e));
    }
  }

  private static String kind(IOException e) {
    return e.getClass().getSimpleName();
  }

  private String variable(String name) throws PollFailure {
    String value = environment.apply(name);
    if (value == null) {
      throw failure("there is no environment variable " + name + " with the secret");
    }
    return value;
  }

  private String output(List<String> command) throws PollFailure {
    String program = command.getFirst();
    Process process = null;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      return output(program, process);
    } catch (IOException e) {
      throw e instanceof PollFailure failure
          ? failure
          : failure("the command " + program + " cannot be started: " + kind(e));
    } finally {
      if (process != null) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
  }

  private String output(String program, Process process) throws PollFailure {
    long end = System.nanoTime() + commandLimit.toNanos();
    FutureTask<byte[]> reading = new FutureTask<>(() -> upToLimit(process.getInputStream()));
    Thread.ofVirtual().name("secret from " + program).start(reading);
    try {
      byte[] bytes = reading.get(commandLimit.toNanos(), TimeUnit.NANOSECONDS);
      if (!process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw tooSlow(program);
      }
      if (process.exitValue() != 0) {
        throw failure("the command " + program + " ended with " + process.exitValue());
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (TimeoutException e) {
      throw tooSlow(program);
    } catch (ExecutionException e) {
      throw failure("the output of the command " + program + " cannot be read");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("the command " + program + " was stopped");
    }
  }

  private static byte[] upToLimit(InputStream output) throws IOException {
    byte[] bytes = output.readNBytes(LONGEST + 1);
    if (bytes.length > LONGEST) {
      throw new IOException("more than 64 KB");
    }
    return bytes;
  }

  private PollFailure tooSlow(String program) {
    return failure(
        "the command " + program + " gave no secret within " + commandLimit.toSeconds() + " s");
  }

  private static PollFailure failure(String detail) {
    return new PollFailure(new Fault.Misconfigured(detail));
  }
}
