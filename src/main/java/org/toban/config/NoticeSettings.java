package org.toban.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.toban.notice.NoticePlan;
import org.toban.notice.mail.MailSettings;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Secret;

/**
 * By which channels people are told, and the plan over them, which has them by their names.
 *
 * @param desktop whether the desktop's notifications are used
 * @param sound null for none
 */
public record NoticeSettings(
    boolean desktop, @Nullable Sound sound, List<Slack> slack, List<Email> email, NoticePlan plan) {
  public NoticeSettings {
    slack = List.copyOf(slack);
    email = List.copyOf(email);
  }

  /**
   * Tunes.
   *
   * @param volume 0 to 100
   * @param repeat of an unanswered critical's tune; zero for no repeat
   */
  public record Sound(int volume, Duration repeat) {}

  /** Slack by one of its two ways. */
  public sealed interface Slack {
    String name();

    Http http();
  }

  /** By an incoming webhook, whose address is a secret. */
  public record Webhook(String name, Secret address, Http http) implements Slack {}

  /** As a bot in a channel, by its id. */
  public record Bot(String name, Secret token, String channel, Http http) implements Slack {}

  /** By e-mail. */
  public record Email(String name, MailSettings settings) {}
}
