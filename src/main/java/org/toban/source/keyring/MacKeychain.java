package org.toban.source.keyring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** macOS' keychain, by its own command, which ends at the limit and takes its prompt with it. */
final class MacKeychain implements Keyring {
  private static final int NOT_FOUND = 44;

  private final String program;

  MacKeychain() {
    this("/usr/bin/security");
  }

  MacKeychain(String program) {
    this.program = program;
  }

  @Override
  public Answer find(String service, String account, Duration limit) {
    Process process = null;
    try {
      process =
          new ProcessBuilder(
                  List.of(program, "find-generic-password", "-s", service, "-a", account, "-w"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        return new Answer.Locked();
      }
      return switch (process.exitValue()) {
        case 0 ->
            new Answer.Found(
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        case NOT_FOUND -> new Answer.Absent();
        default -> new Answer.Locked();
      };
    } catch (IOException e) {
      return new Answer.Unavailable(program + " cannot be started");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Unavailable("stopped");
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }
}
