package org.toban.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.alert.Severity;
import org.toban.incident.WeeklyHours;
import org.toban.notice.Outlet;
import org.toban.notice.Pace;
import org.toban.notice.QuietHours;
import org.toban.notice.Reader;
import org.toban.notice.mail.MailSettings;
import org.toban.saying.InJapanese;
import org.toban.source.SourceSettings.Secret;

class NoticeReaderTest {
  private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

  @TempDir Path folder;

  private ConfigFile.Result read(String notices) throws IOException {
    Path file = folder.resolve("toban.yml");
    Files.writeString(
        file,
        """
        sources: [{name: prod, alertmanager: 'http://am:9093'}]
        team: {zone: Asia/Tokyo}
        language: ja
        notices: %s
        """
            .formatted(notices));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return ConfigFile.read(file, Places.of(Map.of("SECRET", "x"), folder));
  }

  private NoticeSettings ready(String notices) throws IOException {
    ConfigFile.Result result = read(notices);
    assertThat(result).isInstanceOf(ConfigFile.Result.Ready.class);
    return ((ConfigFile.Result.Ready) result).settings().notices();
  }

  @Test
  void readsEveryChannel() throws IOException {
    NoticeSettings it =
        ready(
            """
            {desktop: false, recovered: true, burst: 5, burst_window: 1m,
              sound: {volume: 30, severities: critical},
              slack: {token_env: SECRET, channel: C0123456789, language: en, zone: UTC},
              email: {smtp: 'mail.example.com:465', security: tls, username: u, password_env: SECRET,
                from: a@example.com, to: [b@example.com, c@example.com]}}\
            """);
    assertThat(it.desktop()).isFalse();
    assertThat(it.sound()).isEqualTo(new NoticeSettings.Sound(30, Duration.ofSeconds(30)));
    assertThat(it.slack()).singleElement().isInstanceOf(NoticeSettings.Bot.class);
    assertThat(it.email()).hasSize(1);
    MailSettings mail = it.email().getFirst().settings();
    assertThat(mail.host()).isEqualTo("mail.example.com");
    assertThat(mail.port()).isEqualTo(465);
    assertThat(mail.security()).isEqualTo(MailSettings.Security.TLS);
    assertThat(mail.password()).isEqualTo(new Secret.InEnvironment("SECRET"));
    assertThat(mail.to()).containsExactly("b@example.com", "c@example.com");
    assertThat(it.plan().recoveries()).isTrue();
    assertThat(it.plan().pace()).isEqualTo(new Pace(5, Duration.ofMinutes(1)));
    Reader usual = new Reader(Locale.JAPANESE, TOKYO);
    assertThat(it.plan().outlets())
        .containsExactly(
            new Outlet("sound", true, usual, Set.of(Severity.CRITICAL)),
            new Outlet("slack", true, new Reader(Locale.ENGLISH, ZoneId.of("UTC")), Set.of()),
            new Outlet("email", true, usual, Set.of()));
  }

  @Test
  void readsSeveralChannelsOfAKind() throws IOException {
    NoticeSettings it =
        ready(
            """

              slack:
                - {webhook_env: SECRET, severities: critical}
                - {name: storage, token_env: SECRET, channel: C0123456789, language: en,
                   http: {proxy_url: 'http://proxy:3128'}}
              email:
                - {name: 保守, smtp: 'mail.example.com:25', from: a@example.com, to: b@example.com}
                - {smtp: 'other.example.com:25', from: a@example.com, to: c@example.com}
              rules: [{owners: [Storage], by: [storage, 保守]}, {by: [slack, email]}]
            """);
    assertThat(it.slack())
        .extracting(NoticeSettings.Slack::name)
        .containsExactly("slack", "storage");
    assertThat(it.slack().getLast().http().proxy().toString()).contains("proxy:3128");
    assertThat(it.email()).extracting(NoticeSettings.Email::name).containsExactly("保守", "email");
    assertThat(it.email().getLast().settings().host()).isEqualTo("other.example.com");
    Reader usual = new Reader(Locale.JAPANESE, TOKYO);
    assertThat(it.plan().outlets())
        .containsExactly(
            new Outlet("slack", true, usual, Set.of(Severity.CRITICAL)),
            new Outlet("storage", true, new Reader(Locale.ENGLISH, TOKYO), Set.of()),
            new Outlet("保守", true, usual, Set.of()),
            new Outlet("email", true, usual, Set.of()));
    assertThat(it.plan().rules().getFirst().channels()).containsExactly("storage", "保守");
  }

  /** Each at its own line, and none hides the next. */
  @Test
  void saysWhereItIsWrongAmongSeveral() throws IOException {
    ConfigFile.Result result =
        read(
            """

              slack:
                - {webhook_env: SECRET}
                - {webhook_env: SECRET}
                - {name: storage, token_env: SECRET, channel: '#ops'}
                - {name: desktop, webhook_env: SECRET}
                - {name: 'a/b', webhook_env: SECRET}
                - {name: more, colour: red, webhook_env: SECRET}
                - none
              email: []
              rules: [{by: [storage, pager]}]
            """);
    assertThat(InJapanese.told((ConfigFile.Result.Wrong) result))
        .extracting(it -> it.line() + ": " + it.what())
        .containsExactlyInAnyOrder(
            "7: there is a channel 'slack' already",
            "8: '#ops' is not the id of a channel",
            "9: there is a channel 'desktop' already",
            "10: 'a/b' is not a name",
            "11: unknown key 'colour'",
            "12: 'notices.slack' must hold keys",
            "12: no way to Slack",
            "12: there is a channel 'slack' already",
            "13: 'email' holds nothing",
            "14: there is no channel 'pager'");
  }

  @Test
  void readsRulesAndQuietHours() throws IOException {
    NoticeSettings it =
        ready(
            """
            {slack: {webhook_env: SECRET},
              rules: [{owners: [SRE], severities: [warning], match: ['a="b"'], by: [slack]}, {by: []}],
              quiet: [{hours: 'Mo-Su 22:00-07:00'}]}\
            """);
    assertThat(it.plan().rules()).hasSize(2);
    assertThat(it.plan().rules().getFirst().channels()).containsExactly("slack");
    assertThat(it.plan().quiet())
        .isEqualTo(
            List.of(
                new QuietHours(
                    Set.of(Severity.WARNING, Severity.UNKNOWN),
                    new WeeklyHours(
                        EnumSet.allOf(DayOfWeek.class),
                        LocalTime.of(22, 0),
                        LocalTime.of(7, 0),
                        TOKYO))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{slack: {webhook: 'https://hooks.slack.com/x'}} | a secret may not stand in this file",
        "{slack: {}} | no way to Slack",
        "{slack: {webhook_env: SECRET, token_env: SECRET}} | two ways to Slack",
        "{slack: {token_env: SECRET, channel: '#ops'}} | is not the id of a channel",
        "{slack: {webhook_env: SECRET, http: {bearer_token_file: s}}} | Slack has a sign-in of its own",
        "{email: {smtp: mail, from: a@b.example, to: c@d.example}} | not a mail server",
        "{email: {smtp: 'm:25', security: none, username: u, password_env: SECRET, from: a@b.example, to: c@d.example}} | a password would go readable",
        "{email: {smtp: 'm:25', username: u, from: a@b.example, to: c@d.example}} | half of a sign-in",
        "{email: {smtp: 'm:25', from: 'A <a@b.example>', to: c@d.example}} | is not an address",
        "{email: {smtp: 'm:25', from: a@b.example}} | the e-mail goes to nobody",
        "{email: {smtp: 'm:25', security: ssl, from: a@b.example, to: c@d.example}} | 'ssl' is no security",
        "{rules: [{by: [pager]}]} | there is no channel 'pager'",
        "{rules: [{severities: warning}]} | the rule names no channel",
        "{rules: [{match: ['a=~\"(\"'], by: [desktop]}]} | is not a matcher",
        "{quiet: [{hours: 'Mo-Su 22:00-07:00', severities: critical}]} | a critical notice never waits",
        "{quiet: [{hours: 'at night'}]} | not hours",
        "{sound: {volume: 101}} | is too loud"
      })
  void saysWhatIsWrong(String notices, String what) throws IOException {
    ConfigFile.Result result = read(notices);
    assertThat(result).isInstanceOf(ConfigFile.Result.Wrong.class);
    assertThat(InJapanese.told((ConfigFile.Result.Wrong) result))
        .anySatisfy(it -> assertThat(it.what()).contains(what));
  }
}
