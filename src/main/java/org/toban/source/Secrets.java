package org.toban.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.toban.source.SourceSettings.Literal;
import org.toban.source.SourceSettings.Secret;
import org.toban.source.SourceSettings.Value;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;
import org.toban.source.keyring.Keyring;

/**
 * Reads a secret from where it stands, anew each time, so that a rotated one works. No message
 * holds a secret or any output of the command that gives it.
 */
public final class Secrets {
  private static final int LONGEST = 64 * 1024;

  /** Long enough for a keyring that is open; one that shows a prompt is not waited for. */
  private static final Duration KEYRING_LIMIT = Duration.ofSeconds(2);

  private final Function<String, @Nullable String> environment;
  private final Duration commandLimit;
  private final Keyring keyring;

  /**
   * @param commandLimit for a command, and for a keyring at most {@link #KEYRING_LIMIT} of it
   */
  Secrets(Function<String, @Nullable String> environment, Duration commandLimit, Keyring keyring) {
    this.environment = environment;
    this.commandLimit = commandLimit;
    this.keyring = keyring;
  }

  public static Secrets ofSystem() {
    return new Secrets(System::getenv, Duration.ofSeconds(10), Keyring.ofSystem());
  }

  /** The same secrets, to be had within a shorter time. */
  Secrets within(Duration limit) {
    return new Secrets(
        environment, limit.compareTo(commandLimit) < 0 ? limit : commandLimit, keyring);
  }

  /** A variable under its name in upper or lower case, as proxies have them; null for none. */
  @Nullable String variableOfAnyCase(String name) {
    String value = environment.apply(name);
    return value == null ? environment.apply(name.toLowerCase(Locale.ROOT)) : value;
  }

  /** A secret that goes into a header as it is: visible ASCII only. */
  String readToken(Secret secret) throws PollFailure {
    return checked(secret, c -> c > ' ' && c < 0x7f);
  }

  /**
   * A secret that is an address.
   *
   * @throws PollFailure when it cannot be had
   */
  public String readUrl(Secret secret) throws PollFailure {
    return readToken(secret);
  }

  /** A secret that goes into a header and may have spaces inside. */
  String readLine(Secret secret) throws PollFailure {
    return checked(secret, c -> c >= ' ' && c < 0x7f);
  }

  private String checked(Secret secret, IntPredicate allowed) throws PollFailure {
    String token = read(secret);
    if (!token.chars().allMatch(allowed)) {
      throw failure("the secret in " + secret.place() + " holds characters that it cannot have");
    }
    return token;
  }

  /**
   * The value, read now.
   *
   * @throws PollFailure when it cannot be had
   */
  public String read(Value value) throws PollFailure {
    return switch (value) {
      case Literal it -> it.text();
      case Secret it -> read(it);
    };
  }

  /** A secret without the line end behind it. */
  private String read(Secret secret) throws PollFailure {
    String text =
        switch (secret) {
          case Secret.InFile it -> file(it.file());
          case Secret.InEnvironment it -> variable(it.variable());
          case Secret.FromCommand it -> output(it.command());
          case Secret.InKeyring it -> fromKeyring(it);
        };
    String line = text.stripTrailing();
    if (line.isEmpty()) {
      throw failure("the secret in " + secret.place() + " is empty");
    }
    if (line.chars().anyMatch(Character::isISOControl)) {
      throw failure("the secret in " + secret.place() + " holds more than one line");
    }
    return line;
  }

  private String fromKeyring(Secret.InKeyring secret) throws PollFailure {
    Duration limit = commandLimit.compareTo(KEYRING_LIMIT) < 0 ? commandLimit : KEYRING_LIMIT;
    return switch (keyring.find(secret.service(), secret.account(), limit)) {
      case Keyring.Answer.Found it -> it.secret();
      case Keyring.Answer.Absent _ -> throw failure("there is no secret in " + secret.place());
      case Keyring.Answer.Locked _ ->
          throw failure(
              "keyring locked: unlock it, for "
                  + secret.place()
                  + " is needed; it is asked again within a minute");
      case Keyring.Answer.Unavailable it ->
          throw failure("no secret from " + secret.place() + ": " + it.why());
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
