package org.toban.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.saying.InJapanese;

class PushSettingTest {
  @TempDir Path folder;

  private ConfigFile.Result read(String push) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("toban.yml"),
            "sources: [{name: a, alertmanager: 'http://am:9093'}]\npush: " + push + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return ConfigFile.read(file, Places.of(Map.of(), folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:9099", "localhost:9099", "127.8.0.1:1", "[::1]:9099"})
  void loopbackIsListenedTo(String listen) throws IOException {
    ConfigFile.Result result = read("{listen: '" + listen + "'}");
    assertThat(result).isInstanceOf(ConfigFile.Result.Ready.class);
    InetSocketAddress push =
        Objects.requireNonNull(((ConfigFile.Result.Ready) result).settings().push());
    assertThat(push.getAddress().isLoopbackAddress()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0:9099",
        "192.0.2.1:9099",
        "[::]:9099",
        "toban.example:9099",
        "9099",
        "127.0.0.1",
        "127.0.0.1:99999",
        "127.0.0.1.evil.example:9099",
        "127.0.0.999:9099",
        ":9099"
      })
  void anythingElseIsRefused(String listen) throws IOException {
    ConfigFile.Result result = read("{listen: '" + listen + "'}");
    assertThat(result).isInstanceOf(ConfigFile.Result.Wrong.class);
    assertThat(InJapanese.told((ConfigFile.Result.Wrong) result))
        .extracting(Mistake::what)
        .containsExactly("'" + listen + "' is not an address of this machine alone");
  }

  @Test
  void theTokenIsMadeOnceAndForItsOwner() throws IOException {
    Path file = folder.resolve("state/push-token");
    String token = new PushToken(file).read();
    assertThat(token).matches("[0-9a-f]{32}");
    assertThat(new PushToken(file).read()).isEqualTo(token);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(new PushToken(folder.resolve("other")).read()).isNotEqualTo(token);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> new PushToken(file).read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("others may read");
  }
}
