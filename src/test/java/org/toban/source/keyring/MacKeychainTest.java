package org.toban.source.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.source.keyring.Keyring.Answer;

/** With a stand-in for macOS' command, which says what it was asked. */
class MacKeychainTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path folder;

  private Keyring keychain(String script) throws Exception {
    Path program = Files.writeString(folder.resolve("security"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return new MacKeychain(program.toString());
  }

  @Test
  void asksTheCommandAndReadsItsExitStatus() throws Exception {
    assertThat(keychain("echo \"$*\"").find("toban", "prod", LIMIT))
        .isEqualTo(new Answer.Found("find-generic-password -s toban -a prod -w\n"));
    assertThat(keychain("exit 44").find("toban", "prod", LIMIT)).isEqualTo(new Answer.Absent());
    assertThat(keychain("exit 51").find("toban", "prod", LIMIT)).isEqualTo(new Answer.Locked());
    assertThat(new MacKeychain("/no/such/program").find("toban", "prod", LIMIT))
        .isInstanceOf(Answer.Unavailable.class);
  }

  @Test
  void takesAPromptAwayAtTheLimit() throws Exception {
    Keyring prompting = keychain("exec sleep 600");
    assertThat(prompting.find("toban", "prod", Duration.ofMillis(300)))
        .isEqualTo(new Answer.Locked());
  }
}
