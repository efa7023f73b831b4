package org.toban.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.toban.app.handover.HandoverMail;
import org.toban.config.NoticeSettings;
import org.toban.config.Settings;
import org.toban.engine.EngineSettings;
import org.toban.notice.Channel;
import org.toban.notice.LogChannel;
import org.toban.notice.Outlet;
import org.toban.notice.Reader;
import org.toban.notice.desktop.Choice;
import org.toban.notice.desktop.DesktopChannel;
import org.toban.notice.desktop.NativeDesktop;
import org.toban.notice.mail.EmailChannel;
import org.toban.notice.slack.SlackBot;
import org.toban.notice.slack.SlackWebhook;
import org.toban.notice.sound.SoundChannel;

/** The ways to reach a person that a configuration names. */
final class Channels {
  private Channels() {}

  /** What the channels on this machine ask, and to whom they give what a person chooses. */
  record Person(Consumer<Choice> chosen, Predicate<String> isLoud) {
    /** Nobody sits here. */
    static Person absent() {
      return new Person(choice -> {}, incident -> false);
    }
  }

  /** All channels that are configured, and the log. */
  static List<Channel> of(Settings settings, Person person) {
    NoticeSettings notices = settings.notices();
    List<Channel> channels = new ArrayList<>();
    channels.add(new LogChannel());
    if (notices.desktop()) {
      addDesktop(channels, settings.language(), person);
    }
    if (notices.sound() != null) {
      channels.add(
          new SoundChannel(notices.sound().volume(), notices.sound().repeat(), person.isLoud()));
    }
    for (NoticeSettings.Slack it : notices.slack()) {
      channels.add(slack(it, reader(settings, it.name())));
    }
    for (NoticeSettings.Email it : notices.email()) {
      channels.add(new EmailChannel(it.name(), it.settings(), reader(settings, it.name())));
    }
    return channels;
  }

  /**
   * The handover's way by e-mail: the channel of that name, else the first; null when none is
   * configured.
   */
  static @Nullable HandoverMail handover(Settings settings) {
    List<NoticeSettings.Email> all = settings.notices().email();
    return all.stream()
        .filter(it -> it.name().equals("handover"))
        .findFirst()
        .or(() -> all.stream().findFirst())
        .map(it -> new HandoverMail(it.name(), it.settings(), reader(settings, it.name())))
        .orElse(null);
  }

  /** The desktop and the log, as for practice. */
  static List<Channel> onlyDesktop(String language, Person person) {
    List<Channel> channels = new ArrayList<>();
    channels.add(new LogChannel());
    addDesktop(channels, language, person);
    return channels;
  }

  private static void addDesktop(List<Channel> channels, String language, Person person) {
    String system = System.getProperty("os.name");
    NativeDesktop.@Nullable Way way = NativeDesktop.Way.of(system);
    if (way != null) {
      channels.add(new NativeDesktop(way));
    } else if (system.equals("Linux")) {
      DesktopChannel.Labels labels =
          language.equals("ja")
              ? DesktopChannel.Labels.japanese()
              : DesktopChannel.Labels.english();
      channels.add(new DesktopChannel(null, labels, person.chosen()));
    }
  }

  private static Channel slack(NoticeSettings.Slack slack, Reader reader) {
    return switch (slack) {
      case NoticeSettings.Webhook it ->
          new SlackWebhook(it.name(), it.address(), it.http(), reader);
      case NoticeSettings.Bot it ->
          new SlackBot(it.name(), it.token(), it.channel(), it.http(), SlackBot.API, reader);
    };
  }

  /** Who reads a channel. */
  private static Reader reader(Settings settings, String channel) {
    Outlet outlet = settings.notices().plan().outlet(channel);
    EngineSettings engine = settings.engine();
    return outlet == null
        ? new Reader(engine.desk().language(), engine.calendar().zone())
        : outlet.reader();
  }
}
