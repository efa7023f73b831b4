package org.toban.config;

import java.util.List;
import org.toban.config.Key.Kind;

/** The keys by which people are told. */
final class NoticeKeys {
  static final List<Key> ALL =
      List.of(
          new Key("notices", Kind.SECTION, ""),
          new Key("notices.desktop", Kind.FLAG, "true"),
          new Key("notices.sound", Kind.SECTION, ""),
          new Key("notices.sound.severities", Kind.TEXTS, ""),
          new Key("notices.sound.volume", Kind.NUMBER, "80"),
          new Key("notices.sound.repeat", Kind.DURATION, "30s"),
          new Key("notices.slack", Kind.SECTIONS, ""),
          new Key("notices.slack.name", Kind.TEXT, "slack"),
          new Key("notices.slack.severities", Kind.TEXTS, ""),
          new Key("notices.slack.webhook", Kind.INLINE_SECRET, ""),
          new Key("notices.slack.webhook_file", Kind.SECRET_FILE, ""),
          new Key("notices.slack.webhook_env", Kind.TEXT, ""),
          new Key("notices.slack.webhook_command", Kind.TEXTS, ""),
          new Key("notices.slack.webhook_keyring", Kind.TEXT, ""),
          new Key("notices.slack.token", Kind.INLINE_SECRET, ""),
          new Key("notices.slack.token_file", Kind.SECRET_FILE, ""),
          new Key("notices.slack.token_env", Kind.TEXT, ""),
          new Key("notices.slack.token_command", Kind.TEXTS, ""),
          new Key("notices.slack.token_keyring", Kind.TEXT, ""),
          new Key("notices.slack.channel", Kind.TEXT, ""),
          new Key("notices.slack.language", Kind.TEXT, ""),
          new Key("notices.slack.zone", Kind.TEXT, ""),
          new Key("notices.slack.http", Kind.SECTION, ""),
          new Key("notices.email", Kind.SECTIONS, ""),
          new Key("notices.email.name", Kind.TEXT, "email"),
          new Key("notices.email.severities", Kind.TEXTS, ""),
          new Key("notices.email.smtp", Kind.TEXT, ""),
          new Key("notices.email.security", Kind.TEXT, "starttls"),
          new Key("notices.email.ca_file", Kind.PATH, ""),
          new Key("notices.email.username", Kind.TEXT, ""),
          new Key("notices.email.password", Kind.INLINE_SECRET, ""),
          new Key("notices.email.password_file", Kind.SECRET_FILE, ""),
          new Key("notices.email.password_env", Kind.TEXT, ""),
          new Key("notices.email.password_command", Kind.TEXTS, ""),
          new Key("notices.email.password_keyring", Kind.TEXT, ""),
          new Key("notices.email.from", Kind.TEXT, ""),
          new Key("notices.email.to", Kind.TEXTS, ""),
          new Key("notices.email.language", Kind.TEXT, ""),
          new Key("notices.email.zone", Kind.TEXT, ""),
          new Key("notices.rules", Kind.LIST, ""),
          new Key("notices.rules[].severities", Kind.TEXTS, ""),
          new Key("notices.rules[].owners", Kind.TEXTS, ""),
          new Key("notices.rules[].match", Kind.TEXTS, ""),
          new Key("notices.rules[].by", Kind.TEXTS, ""),
          new Key("notices.quiet", Kind.LIST, ""),
          new Key("notices.quiet[].severities", Kind.TEXTS, ""),
          new Key("notices.quiet[].hours", Kind.TEXT, ""),
          new Key("notices.quiet[].zone", Kind.TEXT, ""),
          new Key("notices.recovered", Kind.FLAG, "false"),
          new Key("notices.burst", Kind.NUMBER, "3"),
          new Key("notices.burst_window", Kind.DURATION, "30s"));

  private NoticeKeys() {}
}
