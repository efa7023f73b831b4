package org.toban.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.toban.alert.Labels;
import org.toban.drill.Estate;

/** The runner on the simulated hosts of the drill, which have their own idea of a shell. */
@Timeout(300)
class PracticeHostTest {
  private static Estate estate;
  private static SshRunner runner;

  @BeforeAll
  static void open() throws Exception {
    estate = Estate.open();
    runner = new SshRunner(Ssh.settings(estate.knownHosts(), estate.identity()));
  }

  @AfterAll
  static void close() throws Exception {
    runner.close();
    estate.close();
  }

  private static Outcome run(String script, Labels labels, Duration limit) {
    Estate.Access host = estate.hosts().getFirst();
    Target target = new Target(host.name(), host.user(), host.address(), host.port());
    return runner.run(
        new Job(UUID.randomUUID().toString(), target, script, labels, limit), _ -> {});
  }

  @Test
  void runsAScriptWithItsLabels() {
    Labels labels = Labels.of("mountpoint", "/it's $(here)", "instance", "web-1");
    Outcome outcome =
        run(
            "echo \"$TOBAN_INSTANCE $TOBAN_LABEL_MOUNTPOINT\"\nexit 3\n",
            labels,
            Duration.ofMinutes(1));
    assertThat(outcome).isInstanceOf(Outcome.Exited.class);
    assertThat(((Outcome.Exited) outcome).status()).isEqualTo(3);
    assertThat(outcome.output().text()).isEqualTo("web-1 /it's $(here)\n");
  }

  @Test
  void endsWhatNeverEnds() {
    Outcome outcome =
        run("trap '' TERM; echo begun; sleep 1000", Labels.empty(), Duration.ofSeconds(3));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.reason()).isEqualTo(Outcome.Reason.TIME_LIMIT);
              assertThat(failed.detail()).contains("were ended");
              assertThat(failed.output().text()).isEqualTo("begun\n");
            });
    Outcome after = run("pgrep -f 'sleep 1000'", Labels.empty(), Duration.ofMinutes(1));
    assertThat(after.output().text()).isEmpty();
  }
}
