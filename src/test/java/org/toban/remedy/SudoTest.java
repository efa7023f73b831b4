package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Labels;
import org.toban.testbed.SshdServer;

/**
 * The real sudo in a run: there is no terminal to ask at and nothing to read, so it never waits. As
 * root by another user, else by the user who runs the tests, whom sudo may know or not.
 */
@Tag("server")
@Timeout(300)
class SudoTest {
  @TempDir Path folder;

  private Outcome run(String script) throws IOException {
    try (SshdServer server = SshdServer.start(folder.resolve("sshd"));
        SshRunner runner = new SshRunner(Ssh.settings(server))) {
      return runner.run(Ssh.job(server, script, Labels.empty(), Duration.ofSeconds(45)), _ -> {});
    }
  }

  private static final boolean ROOT = System.getProperty("user.name").equals("root");

  /** Without the ticket that the user may have from a terminal. */
  private static final String SUDO =
      ROOT ? "setpriv --reuid nobody --regid nogroup --clear-groups sudo" : "sudo -k";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sudo id",
        "sudo -n id",
        "sudo -S id",
        "sudo -u daemon id",
        "echo x | sudo tee /dev/null"
      })
  void oneThatWantsAPasswordFailsAtOnceAndSaysSo(String command) throws IOException {
    Outcome outcome = run(command.replace("sudo", SUDO));
    assertThat(outcome).as(outcome.toString()).isInstanceOf(Outcome.Exited.class);
    if (!ROOT && ((Outcome.Exited) outcome).status() == 0) {
      return; // a user who may without a password: it did not wait either
    }
    assertThat(((Outcome.Exited) outcome).status()).isEqualTo(1);
    assertThat(outcome.output().text())
        .containsAnyOf(
            "a password is required", "no password was provided", "is not in the sudoers file");
  }

  @Test
  @Tag("root") // who may do anything
  void oneThatMayWithoutAPasswordRuns() throws IOException {
    assertThat(run("sudo -n id -u; echo data | sudo cat").output().text()).isEqualTo("0\ndata\n");
  }
}
