package org.toban.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.toban.remedy.RequestSettings;
import org.toban.saying.InJapanese;
import org.toban.source.SourceSettings.Secret;

/** Where requests may go, and which secrets may go where. */
class RequestsReaderTest {
  @TempDir Path folder;

  private ConfigFile.Result read(String text) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("toban.yml"),
            "sources: [{name: a, alertmanager: 'http://am:9093'}]\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return ConfigFile.read(file, Places.of(Map.of("TOKEN", "t"), folder));
  }

  @Test
  void withoutAWordNoRequestGoesAnywhere() throws IOException {
    assertThat(settings("")).isEqualTo(RequestSettings.none());
  }

  private RequestSettings settings(String text) throws IOException {
    return ((ConfigFile.Result.Ready) read(text)).settings().inventory().requests();
  }

  @Test
  void serversAndSecretsAreRead() throws IOException {
    RequestSettings settings =
        settings(
            """
            requests: {allow: [https://GitLab.example:443/, 'http://127.0.0.1:8080']}
            secrets:
              ci: {value_env: TOKEN, hosts: https://gitlab.example}
            """);
    assertThat(settings.allowed())
        .containsExactlyInAnyOrder("https://gitlab.example", "http://127.0.0.1:8080");
    RequestSettings.Grant grant = settings.secrets().get("ci");
    assertThat(grant.secret()).isEqualTo(new Secret.InEnvironment("TOKEN"));
    assertThat(grant.origins()).containsExactly("https://gitlab.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "requests: {allow: [gitlab.example]}; is no server",
        "requests: {allow: ['https://a.example/path']}; is no server",
        "requests: {allow: ['https://u:p@a.example']}; is no server",
        "requests: {http: {bearer_token_file: t}}; a sign-in here would go to every server",
        "secrets: {ci: {value: hunter2, hosts: 'https://a.example'}}; may not stand in this file",
        "secrets: {ci: {hosts: 'https://a.example'}}; stands nowhere",
        "secrets: {ci: {value_env: TOKEN}}; not said where the secret ci may go",
        "secrets: {ci: {value_env: TOKEN, hosts: 'https://a.example'}}; not under requests.allow",
        "secrets: {ci: {value_env: TOKEN, hosts: 'http://a.example'}}; in the clear",
        "secrets: {ci: {value_env: ABSENT, hosts: 'https://a.example'}}; no environment variable",
        "secrets: {'c i': {value_env: TOKEN, hosts: 'https://a.example'}}; is no name of a secret",
      })
  void whatIsUnsafeIsAMistake(String line, String what) throws IOException {
    assertThat(InJapanese.told((ConfigFile.Result.Wrong) read(line)))
        .anySatisfy(it -> assertThat(it.what()).contains(what))
        .allSatisfy(it -> assertThat(it.toString()).doesNotContain("hunter2"));
  }
}
