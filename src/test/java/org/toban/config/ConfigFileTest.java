package org.toban.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.remedy.SshSettings;
import org.toban.saying.InJapanese;
import org.toban.source.SignIn;
import org.toban.source.SourceSettings;
import org.toban.source.SourceSettings.Header;
import org.toban.source.SourceSettings.Literal;
import org.toban.source.SourceSettings.Secret;
import org.toban.source.Watchdog;

class ConfigFileTest {
  @TempDir Path folder;
  private Path file;
  private Places places;

  @BeforeEach
  void places() {
    file = folder.resolve("toban.yml");
    places =
        Places.of(
            Map.of("USER", "aiko", "LANG", "ja_JP.UTF-8", "TOKEN", "t", "HOSTNAME", "desk"),
            folder.resolve("home"));
  }

  @Test
  void readsEverythingThatCanBeWritten() throws IOException {
    Files.writeString(folder.resolve("am.pass"), "secret");
    Files.setPosixFilePermissions(
        folder.resolve("am.pass"), PosixFilePermissions.fromString("rw-------"));
    Settings settings =
        ready(
            """
            sources:
              - name: prod
                alertmanager: [http://am-1:9093, 'http://am-2:9093']
                interval: 5s
                timeout: 2s500ms
                max_bytes: 1MB
                watchdog: Watchdog
                http:
                  basic_auth: {username: toban, password_file: am.pass}
                  http_headers: {X-Scope-OrgID: {values: [a, b]}}
              - name: rules
                prometheus: https://prom:9090
                http: {authorization: {credentials_env: TOKEN}}
              - name: third
                prometheus: https://prom2:9090
                http: {authorization: {credentials_command: [pass, show, prom]}}
            severities: {Sev0: critical}
            runbooks: [runbooks/, ~/more]
            hosts:
              web-1: {ssh: deploy@10.0.0.5, match: {instance: 'web-1(:[0-9]+)?'}}
              db: {ssh: 'dba@db.example:2222'}
            ssh: {known_hosts: hosts.known, agent: false, connect_timeout: 3s, output_limit: 1MB}
            incidents: {group_by: [cluster, instance], clear_polls: 3, reopen_window: 0}
            remedies: {run_limit: 90s, start_limit: {burst: 5, window: 10m}}
            team: {zone: Asia/Tokyo, hours: 'Mo-We,Sa 10:00-16:30', holidays: JP, days_off: [2026-12-30]}
            notices: {desktop: false}
            history: h.db
            person: ken
            console: desk-7
            language: en
            """);
    SourceSettings prod = settings.sources().getFirst();
    assertThat(prod.urls())
        .containsExactly(URI.create("http://am-1:9093"), URI.create("http://am-2:9093"));
    assertThat(prod.interval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(prod.timeout()).isEqualTo(Duration.ofMillis(2500));
    assertThat(prod.maxBytes()).isEqualTo(1 << 20);
    assertThat(prod.watchdogs()).extracting(Watchdog::text).containsExactly("Watchdog");
    assertThat(prod.resend()).isEqualTo(Duration.ofMinutes(1));
    assertThat(prod.http().signIn())
        .isEqualTo(
            new SignIn.Basic(new Literal("toban"), new Secret.InFile(folder.resolve("am.pass"))));
    assertThat(prod.http().headers())
        .containsExactly(new Header("X-Scope-OrgID", List.of(new Literal("a"), new Literal("b"))));
    assertThat(settings.sources().get(1).http().signIn())
        .isEqualTo(SignIn.Token.bearer(new Secret.InEnvironment("TOKEN")));
    assertThat(settings.sources().get(2).http().signIn())
        .isEqualTo(SignIn.Token.bearer(new Secret.FromCommand(List.of("pass", "show", "prom"))));
    assertThat(settings.runbooks())
        .containsExactly(folder.resolve("runbooks"), folder.resolve("home/more"));
    assertThat(settings.inventory().targetOf(Labels.of("instance", "web-1:9100")))
        .hasValueSatisfying(target -> assertThat(target).hasToString("deploy@10.0.0.5"));
    assertThat(settings.inventory().targetOf(Labels.of("instance", "web-12"))).isEmpty();
    assertThat(settings.inventory().named("db"))
        .hasValueSatisfying(target -> assertThat(target.port()).isEqualTo(2222));
    assertThat(settings.ssh())
        .isEqualTo(
            new SshSettings(
                folder.resolve("hosts.known"),
                List.of(),
                null,
                Duration.ofSeconds(3),
                Duration.ofMinutes(5),
                1 << 20));
    assertThat(settings.engine().sorting().groupBy()).containsExactly("cluster", "instance");
    assertThat(settings.engine().severities().severityOf("sev0")).isEqualTo(Severity.CRITICAL);
    assertThat(settings.engine().startLimit().burst()).isEqualTo(5);
    assertThat(settings.engine().startLimit().window()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.engine().calendar().zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(settings.engine().calendar().days())
        .containsExactlyInAnyOrder(
            DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.SATURDAY);
    assertThat(settings.engine().calendar().closes()).isEqualTo(LocalTime.of(16, 30));
    assertThat(settings.engine().calendar().holiday())
        .accepts(java.time.LocalDate.of(2026, 12, 30), java.time.LocalDate.of(2026, 9, 22))
        .rejects(java.time.LocalDate.of(2026, 12, 29));
    assertThat(settings.history()).isEqualTo(folder.resolve("h.db"));
    assertThat(settings.person()).isEqualTo("ken");
    assertThat(settings.engine().console()).isEqualTo("desk-7");
    assertThat(settings.language()).isEqualTo("en");
    assertThat(settings.notices().desktop()).isFalse();
  }

  @Test
  void needsOnlyASource() throws IOException {
    Settings settings = ready("sources: [{name: prod, alertmanager: 'http://am:9093'}]");
    assertThat(settings.sources().getFirst().interval()).isEqualTo(Duration.ofSeconds(15));
    assertThat(settings.engine().sorting().clearPolls()).isEqualTo(2);
    assertThat(settings.history()).isEqualTo(folder.resolve("home/.local/state/toban/history.db"));
    assertThat(settings.person()).isEqualTo("aiko");
    assertThat(settings.language()).isEqualTo("ja");
    assertThat(settings.notices().desktop()).isTrue();
  }

  @Test
  void tellsEveryMistakeAtOnceWithItsPlace() throws IOException {
    assertThat(
            wrong(
                """
                sources:
                  - name: prod
                    alertmanager: http://am:9093
                    intervall: 15s
                    timeout: 15 seconds
                  - name: prod
                    prometheus: am:9093
                histroy: x.db
                logs: {}
                """))
        .extracting(Mistake::toString)
        .containsExactly(
            file + ":4:5: unknown key 'intervall'; did you mean 'interval'?",
            file + ":5:14: '15 seconds' is not a value of 'timeout'; write 15s or 1h30m",
            file + ":6:11: two sources are named 'prod'; give each its own name",
            file + ":7:17: 'am:9093' is not a web address; write http://HOST:PORT",
            file + ":8:1: unknown key 'histroy'; did you mean 'history'?",
            file + ":9:7: 'logs' must be a list; write '- name: ...' lines under it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          http: 3                                                         | 'sources[].http' must hold keys; write 'key: value' lines under it
          prometheus: 'http://p:9090'                                     | a source is of one kind; write one of 'alertmanager: http://HOST:9093', 'prometheus: http://HOST:9090' and 'grafana: http://HOST:3000'
          interval: 0s                                                    | 'interval' must be longer than nothing; write 15s or 1h30m
          interval: 30s1h                                                 | '30s1h' is not a value of 'interval'; write 15s or 1h30m
          max_bytes: 64                                                   | '64' is not a value of 'max_bytes'; write 64MB
          interval:                                                       | 'interval' has no value; write one, or leave the key out
          alertmanager: 'http://x:9093'                                   | 'alertmanager' stands here twice; keep one of them
          """)
  void refusesInASource(String line, String message) throws IOException {
    Files.writeString(folder.resolve("open.pass"), "secret");
    Files.setPosixFilePermissions(
        folder.resolve("open.pass"), PosixFilePermissions.fromString("rw-r--r--"));
    List<Mistake> mistakes =
        wrong("sources:\n  - name: prod\n    alertmanager: http://am:9093\n    " + line + "\n");
    assertThat(mistakes)
        .singleElement()
        .asString()
        .startsWith(file + ":4:")
        .endsWith(": " + message.replace("FOLDER", folder.toString()))
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          team: {hours: 9-5}                  | not a working time; write 'Mo-Fr 09:00-18:00' or 'Mo,We,Fr 10:00-16:00'
          team: {hours: 'Mo-Xx 09:00-18:00'}  | not a working time; write 'Mo-Fr 09:00-18:00' or 'Mo,We,Fr 10:00-16:00'
          team: {hours: 'Mo 18:00-09:00'}     | not a working time; write 'Mo-Fr 09:00-18:00' or 'Mo,We,Fr 10:00-16:00'
          team: {zone: Tokyo}                 | 'Tokyo' is not a time zone; write one such as Asia/Tokyo or UTC
          team: {holidays: XX}                | no holidays are known for 'XX'; write a country such as JP or US, or a part of one such as DE-BY
          team: {holidays: DE-XX}             | no holidays are known for 'DE-XX'; write a country such as JP or US, or a part of one such as DE-BY
          team: {days_off: [today]}           | 'today' is not a date; write one such as 2026-12-30
          hosts: {web: {ssh: 'x@-oProxyCommand=evil'}} | not a host or user name: x@-oProxyCommand=evil; write 'ssh: USER@HOST', USER@HOST:PORT or a name of OpenSSH's configuration
          hosts: {web: {ssh: 'a b'}}          | not a host to sign in to; write 'ssh: USER@HOST', USER@HOST:PORT or a name of OpenSSH's configuration
          hosts: {web: {ssh: '-oProxyCommand=evil'}} | '-oProxyCommand=evil' is not a name of a host; write a name of letters, digits, dots, dashes and underscores
          hosts: {web: {ssh: a@b, passphrase: x}} | a secret may not stand in this file; write one of passphrase_file, passphrase_env, passphrase_command, passphrase_keyring
          ssh: {passphrase_keyring: here}     | 'here' names no secret of a keyring; write SERVICE/ACCOUNT
          ssh: {config_hosts: {names: 'a/b'}} | 'a/b' is not a pattern of names; write 'web-*'
          ssh: {config_hosts: {match: {a: '('}}} | not a regular expression of RE2: missing closing ): ( at character 1; write one that matches the whole label, such as 'web-1(:[0-9]+)?'
          hosts: {web: {match: {a: b}}}       | 'hosts.*' has no 'ssh'; write 'ssh: ...'
          hosts: {web: {ssh: a@b, match: {a: '('}}} | not a regular expression of RE2: missing closing ): ( at character 1; write one that matches the whole label, such as 'web-1(:[0-9]+)?'
          severities: {boom: loud}            | 'loud' is not a severity; write critical, unknown, warning, info or none
          ssh: {identity_file: none}          | cannot read FOLDER/none; write the path of a private key
          ssh: {lease_dir: 'a b; c'} | not an absolute path of plain characters: a b; c; write one such as '/var/lib/toban'
          ssh: {strict_host_key_checking: no} | unknown key 'strict_host_key_checking'; write one of config, config_hosts, known_hosts, identity_file, passphrase_file, passphrase_env, passphrase_command, passphrase_keyring, agent, connect_timeout, idle, output_limit, setting_folders, lease_dir
          language: fr                        | 'fr' is not a language of Toban; write en or ja
          history: postgresql://h/db          | a shared history in PostgreSQL is not in this version of Toban; write the path of a file, or leave the key out
          notices: {desktop: perhaps}         | 'perhaps' is not a value of 'desktop'; write true or false
          incidents: {clear_polls: 0}         | '0' is not a value of 'clear_polls'; write a whole number from 1
          """)
  void refusesElsewhere(String line, String message) throws IOException {
    assertThat(wrong(line + "\nsources: [{name: prod, alertmanager: 'http://am:9093'}]\n"))
        .singleElement()
        .asString()
        .startsWith(file + ":1:")
        .endsWith(": " + message.replace("FOLDER", folder.toString()));
  }

  @Test
  void aSourceHasAsManyWatchdogsAsItNeeds() throws IOException {
    Settings settings =
        ready(
            """
            sources:
              - name: prod
                alertmanager: http://am:9093
                resend_interval: 5m
                watchdog: [Watchdog, 'Beat{cluster="eu"}']
            """);
    assertThat(settings.sources().getFirst().watchdogs())
        .extracting(Watchdog::text)
        .containsExactly("Watchdog", "Beat{cluster=\"eu\"}");
    assertThat(settings.sources().getFirst().resend()).isEqualTo(Duration.ofMinutes(5));
    assertThat(wrong("sources: [{name: prod, alertmanager: 'http://am:9093', watchdog: 'A{b=c}'}]"))
        .singleElement()
        .asString()
        .contains("is no matcher such as");
  }

  @Test
  void refusesASecretInAUrlWithoutRepeatingIt() throws IOException {
    assertThat(wrong("sources: [{name: prod, alertmanager: 'http://u:hunter2@am:9093'}]"))
        .singleElement()
        .asString()
        .contains("a secret may not stand in a URL")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "- a", "sources: {", "sources: !!java.net.URL [x]", "x", "a: &a [*a]"})
  void saysWhereWhatIsNotYaml(String text) throws IOException {
    assertThat(wrong(text)).isNotEmpty().allSatisfy(it -> assertThat(it.line()).isPositive());
  }

  @Test
  void survivesBombs() throws IOException {
    assertThat(wrong("sources: " + "[".repeat(200_000))).isNotEmpty();
    StringBuilder laughs = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 30; i++) {
      laughs.append("a%d: &a%d [".formatted(i, i)).append("*a%d,".formatted(i - 1).repeat(9));
      laughs.append("]\n");
    }
    assertThat(wrong(laughs.toString())).singleElement().asString().contains("aliases");
    assertThat(wrong("#".repeat(2 << 20))).singleElement().asString().contains("larger than 1 MB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-"})
  void refusesAFileThatOthersMayWrite(String permissions) throws IOException {
    Files.writeString(file, "sources: [{name: prod, alertmanager: 'http://am:9093'}]");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    assertThat(ConfigFile.read(file, places))
        .isEqualTo(
            new ConfigFile.Result.Wrong(
                List.of(new Mistake(file, 1, 1, Slip.OTHERS_MAY_WRITE.of(permissions, file)))));
  }

  @Test
  void saysThatThereIsNoFile() {
    assertThat(ConfigFile.read(file, places).toString()).contains("there is no such file");
  }

  private Settings ready(String text) throws IOException {
    return switch (read(text)) {
      case ConfigFile.Result.Ready it -> it.settings();
      case ConfigFile.Result.Wrong it -> throw new AssertionError(it.mistakes().toString());
    };
  }

  private List<Mistake> wrong(String text) throws IOException {
    return switch (read(text)) {
      case ConfigFile.Result.Ready it -> throw new AssertionError("nothing was refused: " + it);
      case ConfigFile.Result.Wrong it -> InJapanese.told(it);
    };
  }

  private ConfigFile.Result read(String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    return ConfigFile.read(file, places);
  }
}
