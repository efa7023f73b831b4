package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.config.ConfigFile;
import org.toban.config.Places;
import org.toban.config.Settings;
import org.toban.notice.Channel;

/** What is configured is there, by its name. */
class ChannelsTest {
  @TempDir Path folder;

  @Test
  void everyConfiguredChannelHasItsName() throws IOException {
    Path file = folder.resolve("toban.yml");
    Files.writeString(
        file,
        """
        sources: [{name: prod, alertmanager: 'http://am:9093'}]
        notices:
          desktop: false
          slack:
            - {token_env: SECRET, channel: C0123456789}
            - {name: storage, webhook_env: SECRET}
          email:
            - {name: managers, smtp: 'm:25', from: a@example.com, to: b@example.com}
            - {smtp: 'm:25', from: a@example.com, to: c@example.com}
        """);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Settings settings =
        ((ConfigFile.Result.Ready) ConfigFile.read(file, Places.of(Map.of("SECRET", "x"), folder)))
            .settings();
    List<Channel> channels = Channels.of(settings, Channels.Person.absent());
    assertThat(channels)
        .extracting(Channel::name)
        .containsExactly("log", "slack", "storage", "managers", "email");
    assertThat(channels)
        .filteredOn(Channel::edits)
        .extracting(Channel::name)
        .containsExactly("slack");
    assertThat(settings.notices().plan().over(channels, null).people())
        .containsExactly("slack", "storage", "managers", "email");
  }
}
