package org.toban.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.source.SourceSettings.Secret;
import org.toban.source.fault.Fault;
import org.toban.source.fault.PollFailure;
import org.toban.source.keyring.Keyring;
import org.toban.testbed.Server;

class SecretsTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("TOKEN", "s3cret", "EMPTY", "  \n", "LINES", "a\nb", "WIDE", "当番");

  private final Secrets secrets =
      new Secrets(
          ENVIRONMENT::get, Duration.ofMinutes(1), (_, _, _) -> new Keyring.Answer.Absent());
  private final Secrets hasty =
      new Secrets(
          ENVIRONMENT::get, Duration.ofSeconds(1), (_, _, _) -> new Keyring.Answer.Absent());

  @TempDir Path folder;

  private static Secret.FromCommand shell(String script) {
    return new Secret.FromCommand(List.of("sh", "-c", script));
  }

  private String refusal(Secret secret) {
    return refusal(secrets, secret);
  }

  private static String refusal(Secrets secrets, Secret secret) {
    PollFailure failure = catchThrowableOfType(PollFailure.class, () -> secrets.read(secret));
    assertThat(failure.fault()).isInstanceOf(Fault.Misconfigured.class);
    return failure.fault().summary();
  }

  @Test
  void readsAFileAnEnvironmentVariableAndACommand() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "from a file 当番\r\n");
    assertThat(secrets.read(new Secret.InFile(file))).isEqualTo("from a file 当番");
    assertThat(secrets.read(new Secret.InEnvironment("TOKEN"))).isEqualTo("s3cret");
    assertThat(secrets.read(shell("echo s3cret; echo noise >&2"))).isEqualTo("s3cret");
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(refusal(new Secret.InFile(folder.resolve("none")))).contains("none", "NoSuchFile");
    assertThat(refusal(new Secret.InEnvironment("NONE"))).contains("NONE");
    assertThat(refusal(new Secret.FromCommand(List.of("/no/such/program"))))
        .contains("/no/such/program", "cannot be started");
  }

  @ParameterizedTest
  @ValueSource(strings = {"EMPTY", "LINES"})
  void refusesWhatCannotBeASecret(String variable) {
    assertThat(refusal(new Secret.InEnvironment(variable))).contains(variable);
  }

  @Test
  void neverTellsTheSecret() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "s3cret\nmore");
    assertThat(refusal(new Secret.InFile(file))).doesNotContain("s3cret");
    assertThat(refusal(shell("echo s3cret; echo s3cret >&2; exit 3")))
        .doesNotContain("s3cret")
        .contains("ended with 3");
    assertThatThrownBy(() -> secrets.readToken(new Secret.InEnvironment("WIDE")))
        .isInstanceOf(PollFailure.class)
        .message()
        .doesNotContain("当番");
  }

  @Test
  void aCommandThatHangsOrFloodsIsStopped() {
    Set<ProcessHandle> others = ProcessHandle.current().children().collect(Collectors.toSet());
    long begun = System.nanoTime();
    assertThat(refusal(hasty, shell("sleep 600 & sleep 600"))).contains("within 1 s");
    assertThat(refusal(hasty, shell("exec >&-; sleep 600"))).contains("within 1 s");
    assertThat(refusal(shell("yes"))).contains("cannot be read");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMinutes(2));
    Server.await(
        "nothing is left but what the other tests of this run keep",
        Duration.ofMinutes(1),
        () ->
            ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .allMatch(others::contains));
  }

  @Test
  void aHugeFileIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("huge"), new byte[1 << 20]);
    assertThat(refusal(new Secret.InFile(file))).contains("64 KB");
  }
}
