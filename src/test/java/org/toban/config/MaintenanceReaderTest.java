package org.toban.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Matchers;
import org.toban.alert.Severity;
import org.toban.incident.MaintenanceRules;
import org.toban.incident.MaintenanceWindow;
import org.toban.saying.InJapanese;

class MaintenanceReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

  @TempDir Path folder;

  private ConfigFile.Result read(String maintenance) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("toban.yml"),
            "sources: [{name: a, alertmanager: 'http://am:9093'}]\n"
                + "team: {zone: Asia/Tokyo}\n"
                + "maintenance: "
                + maintenance
                + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return ConfigFile.read(file, Places.of(Map.of(), folder));
  }

  private MaintenanceRules rules(String maintenance) throws IOException {
    ConfigFile.Result result = read(maintenance);
    assertThat(result).isInstanceOf(ConfigFile.Result.Ready.class);
    return ((ConfigFile.Result.Ready) result).settings().engine().answering().maintenance();
  }

  @Test
  void aWindowIsOnceInTheTeamsZoneOrByItsOffset() throws IOException {
    MaintenanceRules rules =
        rules(
            "{windows: [{name: a, match: 'cluster=\"x\"', from: '2026-12-01T02:00',"
                + " until: '2026-12-01T04:00+09:00'}]}");
    MaintenanceWindow window = rules.windows().getFirst();
    assertThat(window.time())
        .isEqualTo(
            new MaintenanceWindow.Once(
                Instant.parse("2026-11-30T17:00:00Z"), Instant.parse("2026-11-30T19:00:00Z")));
    assertThat(window.covers(Alert.active(Labels.of("cluster", "x"), NOW))).isTrue();
    assertThat(window.covers(Alert.active(Labels.of("cluster", "y"), NOW))).isFalse();
  }

  @Test
  void aWindowComesEachWeek() throws IOException {
    MaintenanceWindow window =
        rules("{windows: [{name: a, hours: 'Su 23:00-04:00', zone: UTC}]}").windows().getFirst();
    assertThat(window.time().endFor(Instant.parse("2026-11-29T22:59:59Z"))).isNull();
    assertThat(window.time().endFor(Instant.parse("2026-11-30T03:00:00Z")))
        .isEqualTo("2026-11-30T04:00:00Z");
  }

  @Test
  void withoutAWordTheShippedAlertsAnnounce() throws IOException {
    MaintenanceRules rules = rules("{}");
    Alert notice = Alert.active(Labels.of("alertname", "定期メンテナンス通知", "instance", "db"), NOW);
    assertThat(rules.announces(notice, Severity.INFO)).isTrue();
    assertThat(rules.announces(notice, Severity.WARNING)).isFalse();
    assertThat(rules.announcedBy(notice).matchers()).hasToString("{instance=\"db\"}");
    assertThat(rules.marked()).isNull();
    assertThat(rules.longest()).isEqualTo(Duration.ofDays(1));
    assertThat(rules.pausesDeadlines()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{windows: [{name: a}]} | a window has either",
        "{windows: [{name: a, hours: 'Su 1-2', from: '2026-12-01T02:00'}]} | a window has either",
        "{windows: [{name: a, hours: 'never'}]} | not hours",
        "{windows: [{name: a, from: tomorrow, until: '2026-12-01T04:00'}]} | 'tomorrow' is not a time",
        "{windows: [{name: a, from: '2026-12-01T04:00', until: '2026-12-01T02:00'}]} | ends before it begins",
        "{windows: [{name: a, from: '2026-12-01T04:00'}]} | has no 'until'",
        "{windows: [{name: a, zone: Mars, hours: 'Su 02:00-04:00'}]} | 'Mars' is not a time zone",
        "{windows: [{name: a, match: 'x=~\"(\"', hours: 'Su 02:00-04:00'}]} | is not a matcher",
        "{windows: [{name: a, hours: 'Su 02:00-04:00'}, {name: a, hours: 'Mo 02:00-04:00'}]} | two windows",
        "{longest: 0s} | must be longer than nothing",
      })
  void whatIsWrongIsToldWithItsPlace(String maintenance, String what) throws IOException {
    ConfigFile.Result result = read(maintenance);
    assertThat(result).isInstanceOf(ConfigFile.Result.Wrong.class);
    assertThat(InJapanese.told((ConfigFile.Result.Wrong) result))
        .singleElement()
        .satisfies(it -> assertThat(it.toString()).contains(what).contains("toban.yml:3"));
  }

  private static MaintenanceWindow declared(String name, int hours) {
    return MaintenanceWindow.declared(
        name,
        Matchers.parse("a=\"tab\\tand\\nline\", b!~\"x|y\""),
        NOW,
        NOW.plus(Duration.ofHours(hours)),
        "aiko");
  }

  @Test
  void whatIsDeclaredIsKeptReplacedAndForgottenWhenItIsOver() {
    Path file = folder.resolve("state/maintenance");
    new MaintenanceFile(file).save("one", declared("one", 1), NOW);
    new MaintenanceFile(file).save("two", declared("two", 2), NOW);
    new MaintenanceFile(file).save("two", declared("two", 3), NOW);
    assertThat(new MaintenanceFile(file).read())
        .containsExactly(declared("one", 1), declared("two", 3));
    new MaintenanceFile(file).save("three", null, NOW.plus(Duration.ofHours(2)));
    assertThat(new MaintenanceFile(file).read()).containsExactly(declared("two", 3));
    new MaintenanceFile(file).save("two", null, NOW);
    assertThat(new MaintenanceFile(file).read()).isEmpty();
  }

  @Test
  void halfAFileIsNotRead() throws IOException {
    Path file = folder.resolve("maintenance");
    new MaintenanceFile(file).save("one", declared("one", 1), NOW);
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() / 2));
    assertThatThrownBy(() -> new MaintenanceFile(file).read())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("maintenance");
    assertThatThrownBy(() -> new MaintenanceFile(file).save("two", declared("two", 1), NOW))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(Files.readString(file)).isEqualTo(whole.substring(0, whole.length() / 2));
  }
}
