package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.toban.testbed.SshdServer;

/** {@code toban doctor} on hosts of OpenSSH's file, at real ones. */
@Tag("server")
@Timeout(300)
class HostCheckupTest {
  @TempDir Path folder;

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void showsWhereEachHostIsThroughWhatAndWithWhichKey() throws IOException {
    Shell shell = new Shell(folder);
    try (SshdServer gate = SshdServer.start(folder.resolve("gate"));
        SshdServer web = SshdServer.start(folder.resolve("web"))) {
      write(
          folder.resolve(".ssh/config"),
          """
          Host gate
            Port %d
            IdentityFile %s
            UserKnownHostsFile %s
          Host web stranger
            Port %d
            IdentityFile %s
            ProxyJump gate
          Host web
            UserKnownHostsFile %s
            StrictHostKeyChecking no
          Host stranger
            UserKnownHostsFile %s
          Host command
            ProxyCommand nc %%h %%p
          Host *
            HostName 127.0.0.1
            GlobalKnownHostsFile none
          """
              .formatted(
                  gate.port(),
                  gate.userKey(),
                  gate.knownHosts(),
                  web.port(),
                  web.userKey(),
                  web.knownHosts(),
                  folder.resolve("nobody")));
      write(
          shell.places().configFile(),
          "sources: []\nnotices: {desktop: false}\nssh: {config_hosts: {}}\n");
      assertThat(shell.run("doctor")).isEqualTo(1);
      String user = web.user();
      String way =
          user
              + "@127.0.0.1:"
              + web.port()
              + " through gate ("
              + user
              + "@127.0.0.1:"
              + gate.port()
              + ")";
      assertThat(shell.out.replaceAll("\\d+ ms", "N ms"))
          .contains(
              "ok       host gate: "
                  + user
                  + "@127.0.0.1:"
                  + gate.port()
                  + ", offering the key "
                  + gate.userKey()
                  + ", in N ms\n",
              "warning  host web: "
                  + way
                  + ", offering the key "
                  + web.userKey()
                  + ", in N ms\n"
                  + "         web: StrictHostKeyChecking is ignored, host keys are always checked.\n",
              "failed   host stranger: The host key of stranger ("
                  + user
                  + "@127.0.0.1:"
                  + web.port()
                  + ") is not known",
              "echo '[127.0.0.1]:" + web.port() + " ssh-ed25519 ",
              " >> " + folder.resolve("nobody") + "\n         Tried: " + way,
              "warning  hosts: command has a ProxyCommand");
    }
  }
}
