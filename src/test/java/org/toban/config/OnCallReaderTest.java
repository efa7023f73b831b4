package org.toban.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.incident.Roster;
import org.toban.incident.Shift;
import org.toban.saying.InJapanese;
import org.toban.source.oncall.ScheduleFeed;

class OnCallReaderTest {
  @TempDir Path folder;

  private ConfigFile.Result read(String rest) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("toban.yml"),
            "sources: [{name: a, alertmanager: 'http://am:9093'}]\nteam: {zone: Asia/Tokyo}\n"
                + rest);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return ConfigFile.read(file, Places.of(Map.of(), folder));
  }

  private List<String> mistakes(String rest) throws IOException {
    ConfigFile.Result result = read(rest);
    assertThat(result).isInstanceOf(ConfigFile.Result.Wrong.class);
    return InJapanese.told((ConfigFile.Result.Wrong) result).stream().map(Mistake::what).toList();
  }

  @Test
  void schedulesHaveAPlaceAndShiftsOfTheirOwn() throws IOException {
    Files.writeString(folder.resolve("b.ics"), "");
    ConfigFile.Result result =
        read(
            """
            oncall:
              - name: primary
                url: webcal://pages.example.com/api/v1/schedules/1/export
                contacts: [一次対応]
                overrides:
                  - {who: Aoki, from: 2026-12-31T09:00, until: 2027-01-01T09:00+09:00}
              - {name: secondary, file: b.ics, zone: Europe/Berlin, person: Dan}
            escalations:
              - {name: all, steps: [{to: 'oncall:primary'}, {to: 'oncall:secondary'}]}
            """);
    assertThat(result).isInstanceOf(ConfigFile.Result.Ready.class);
    Settings settings = ((ConfigFile.Result.Ready) result).settings();
    assertThat(settings.schedules())
        .extracting(ScheduleFeed::name)
        .containsExactly("primary", "secondary");
    assertThat(settings.schedules().getFirst().place().toString())
        .contains("https://pages.example.com/api/v1/schedules/1/export");
    assertThat(settings.schedules().getLast().zone()).hasToString("Europe/Berlin");
    Roster roster = settings.engine().answering().roster();
    assertThat(roster.rotas().get("primary").overrides())
        .containsExactly(
            new Shift(
                "Aoki",
                Instant.parse("2026-12-31T00:00:00Z"),
                Instant.parse("2027-01-01T00:00:00Z")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "oncall: [{name: a}] | the schedule has no place",
        "oncall: [{name: a, url: 'https://x.example/a', file: /dev/null}]"
            + " | one schedule, two places",
        "oncall: [{name: a, url: 'https://x.example/a?token=t'}]"
            + " | a secret may not stand in a URL",
        "oncall: [{name: a, url: 'ftp://x.example/a'}] | not a web address",
        "oncall: [{name: a, file: /no/such.ics}] | cannot read /no/such.ics",
        "oncall: [{name: a, file: /dev/null, zone: Mars}] | 'Mars' is not a time zone",
        "oncall: [{name: a, file: /dev/null}, {name: a, file: /dev/null}]"
            + " | two schedules are named 'a'",
        "oncall: [{name: a, file: /dev/null, overrides: [{who: b, from: now,"
            + " until: 2027-01-01T09:00}]}] | 'now' is not a time",
        "oncall: [{name: a, file: /dev/null, overrides: [{who: b, from: 2027-01-01T09:00,"
            + " until: 2026-01-01T09:00}]}] | it ends before it begins",
        "escalations: [{name: a, steps: [{to: 'oncall:b'}]}]"
            + " | there is no schedule for 'oncall:b'",
      })
  void mistakesAreSaid(String written, String mistake) throws IOException {
    assertThat(mistakes(written + "\n")).containsExactly(mistake);
  }
}
