package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.saying.InJapanese;

/** What the commands say of the configuration to a Japanese reader. */
class DoctorInJapaneseTest {
  @TempDir Path folder;

  private List<String> lines(Shell shell, String yaml, String... arguments) throws IOException {
    Files.createDirectories(shell.places().configFile().getParent());
    Files.writeString(shell.places().configFile(), yaml);
    shell.run(arguments);
    List<String> lines = (shell.out + shell.err).lines().toList();
    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(it -> assertThat(InJapanese.foreign(it)).as(it).isEmpty());
    return lines;
  }

  @Test
  void mistakesAreToldByTheDoctorAndAtTheStart() throws IOException {
    Shell shell = new Shell(folder);
    String yaml = "sourcs: []\nteam: {zone: Tokyo}\n";
    String file = shell.places().configFile().toString();
    assertThat(lines(shell, yaml, "doctor", "--lang", "ja"))
        .contains(
            "失敗       設定: " + file + ":1:1: 'sourcs' というキーはありません", "         'sources' のことですか");
    assertThat(lines(shell, yaml, "watch", "--once", "--lang", "ja"))
        .contains(file + ":2:14: 'Tokyo' というタイムゾーンはありません。Asia/Tokyo や UTC のように書いてください");
  }

  /** The language is that of the file when the person names none; machines get English. */
  @Test
  void findingsAreToldInTheLanguageOfTheConfiguration() throws IOException {
    String yaml =
        """
        language: ja
        notices: {desktop: false}
        sources:
        - {name: prod, alertmanager: 'http://127.0.0.1:1', http: {bearer_token_file: token}}
        logs:
        - {name: errors, loki: 'http://127.0.0.1:1', query: '{app="a"}'}
        oncall:
        - {name: primary, file: team.ics}
        hosts:
          web: {ssh: 'deploy@127.0.0.1:1'}
        """;
    Shell shell = new Shell(folder);
    Path of = shell.places().configFile().getParent();
    Files.createDirectories(of);
    Files.writeString(of.resolve("token"), "x");
    Files.setPosixFilePermissions(
        of.resolve("token"), java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    Files.writeString(of.resolve("team.ics"), "no calendar");
    List<String> lines = lines(shell, yaml, "doctor");
    assertThat(lines)
        .anyMatch(it -> it.startsWith("失敗       ソース prod: 接続できません"))
        .contains("         アドレスが正しく、サーバーが動いているか確かめてください")
        .anyMatch(it -> it.startsWith("失敗       当番表 primary: "))
        .anyMatch(it -> it.startsWith("失敗       ホスト web: 接続できません"));
    shell.run("doctor", "--json");
    assertThat(shell.out)
        .contains("see that the address is right and the server runs", "\"source prod\"");
  }
}
