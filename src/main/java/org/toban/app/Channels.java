package org.toban.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.toban.notice.Channel;
import org.toban.notice.DesktopChannel;
import org.toban.notice.LogChannel;

/** The ways to reach a person that this version has. */
final class Channels {
  private Channels() {}

  /**
   * The channels that are wanted here.
   *
   * @param chosen gets the id of the incident whose notification was clicked
   */
  static List<Channel> of(boolean desktop, String language, Consumer<String> chosen) {
    List<Channel> channels = new ArrayList<>();
    channels.add(new LogChannel());
    if (desktop && System.getProperty("os.name").equals("Linux")) {
      channels.add(new DesktopChannel(null, language.equals("ja") ? "開く" : "Open", chosen));
    }
    return channels;
  }
}
