package org.toban.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.toban.notice.NoticePlan;
import org.toban.notice.mail.MailSettings;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Secret;

/**
 * By which channels people are told, and the plan over them; a channel that is null is not there.
 *
 * @param desktop whether the desktop's notifications are used
 */
public record NoticeSettings(
    boolean desktop,
    @Nullable Sound sound,
    @Nullable Slack slack,
    @Nullable MailSettings email,
    NoticePlan plan) {

  /**
   * Tunes.
   *
   * @param volume 0 to 100
   * @param repeat of an unanswered critical's tune; zero for no repeat
   */
  public record Sound(int volume, Duration repeat) {}

  /** Slack by one of its two ways. */
  public sealed interface Slack {
    Http http();
  }

  /** By an incoming webhook, whose address is a secret. */
  public record Webhook(Secret address, Http http) implements Slack {}

  /** As a bot in a channel, by its id. */
  public record Bot(Secret token, String channel, Http http) implements Slack {}
}
