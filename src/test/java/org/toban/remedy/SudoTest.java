package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
 * The real sudo in a run: there is no terminal to ask at and nothing to read, so it never waits.
 */
@Tag("server")
@Timeout(300)
class SudoTest {
  @TempDir Path folder;

  private Outcome run(String script) throws IOException {
    assumeTrue(System.getProperty("user.name").equals("root"), "another user can be taken on");
    try (SshdServer server = SshdServer.start(folder.resolve("sshd"));
        SshRunner runner = new SshRunner(Ssh.settings(server))) {
      return runner.run(Ssh.job(server, script, Labels.empty(), Duration.ofSeconds(45)), _ -> {});
    }
  }

  private static final String AS_NOBODY = "setpriv --reuid nobody --regid nogroup --clear-groups ";

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
    Outcome outcome = run(command.replace("sudo", AS_NOBODY + "sudo"));
    assertThat(outcome).as(outcome.toString()).isInstanceOf(Outcome.Exited.class);
    assertThat(((Outcome.Exited) outcome).status()).isEqualTo(1);
    assertThat(outcome.output().text())
        .containsAnyOf("a password is required", "no password was provided");
  }

  @Test
  void oneThatMayWithoutAPasswordRuns() throws IOException {
    assertThat(run("sudo -n id -u; echo data | sudo cat").output().text()).isEqualTo("0\ndata\n");
  }
}
