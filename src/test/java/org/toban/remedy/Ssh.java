package org.toban.remedy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.toban.alert.Labels;
import org.toban.testbed.SshdServer;

/** What the tests against the real sshd have in common. */
final class Ssh {
  private Ssh() {}

  static SshSettings settings(SshdServer server) {
    return settings(server.knownHosts(), server.userKey());
  }

  static SshSettings settings(Path knownHosts, Path... identities) {
    return new SshSettings(
        knownHosts,
        List.of(identities),
        null,
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        256 * 1024);
  }

  static Target target(SshdServer server) {
    return new Target("web-1", server.user(), "127.0.0.1", server.port());
  }

  static Job job(SshdServer server, String script) {
    return job(server, script, Labels.empty(), Duration.ofMinutes(1));
  }

  static Job job(SshdServer server, String script, Labels labels, Duration limit) {
    return new Job(UUID.randomUUID().toString(), target(server), script, labels, limit);
  }

  /** Runs a program to its end and gives what it printed. */
  static String program(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + output);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return output;
  }
}
