package org.toban.app.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginStartTest {
  @TempDir Path home;

  @Test
  void anAutostartEntryComesAndGoes() throws IOException {
    LoginStart start = new LoginStart("Linux", Map.of(), home, "/opt/当番 $x/to%ban");
    assertThat(start.isOn()).isFalse();
    start.set(true);
    assertThat(start.isOn()).isTrue();
    assertThat(start.file()).isEqualTo(home.resolve(".config/autostart/toban.desktop"));
    assertThat(start.file())
        .content()
        .startsWith("[Desktop Entry]\nType=Application\n")
        .contains("Exec=\"/opt/当番 \\\\$x/to%%ban\" --hidden\n");
    Files.writeString(start.file(), Files.readString(start.file()) + "Hidden=true\n");
    assertThat(start.isOn()).as("as desktops turn it off").isFalse();
    start.set(true);
    start.set(false);
    assertThat(start.isOn()).isFalse();
    assertThat(start.file()).doesNotExist();
  }

  @Test
  void theFolderOfTheEnvironmentIsUsedAndMacsHaveTheirOwn() throws IOException {
    Map<String, String> xdg = Map.of("XDG_CONFIG_HOME", home.resolve("conf").toString());
    assertThat(new LoginStart("Linux", xdg, home, "/t").file())
        .isEqualTo(home.resolve("conf/autostart/toban.desktop"));
    LoginStart mac = new LoginStart("Mac OS X", xdg, home, "/A&B/toban");
    mac.set(true);
    assertThat(home.resolve("Library/LaunchAgents/org.toban.plist"))
        .content()
        .contains("<string>/A&amp;B/toban</string><string>--hidden</string>");
  }
}
