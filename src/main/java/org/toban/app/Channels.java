package org.toban.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.toban.config.Settings;
import org.toban.notice.Channel;
import org.toban.notice.DesktopChannel;
import org.toban.notice.LogChannel;

/** The ways to reach a person that a configuration asks for. */
final class Channels {
  private Channels() {}

  /**
   * The channels of a configuration.
   *
   * @param chosen gets the id of the incident whose notification was clicked
   */
  static List<Channel> of(Settings settings, Consumer<String> chosen) {
    List<Channel> channels = new ArrayList<>();
    channels.add(new LogChannel());
    if (settings.desktopNotices() && System.getProperty("os.name").equals("Linux")) {
      String open = settings.language().equals("ja") ? "開く" : "Open";
      channels.add(new DesktopChannel(null, open, chosen));
    }
    return channels;
  }
}
