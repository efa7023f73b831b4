package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.testbed.AlertmanagerServer;

/** {@code toban silence} on a real Alertmanager. */
@Tag("server")
class SilenceCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private AlertmanagerServer server;
  private Shell shell;
  private String config;

  @BeforeEach
  void open() throws IOException {
    server = AlertmanagerServer.start(folder.resolve("am"));
    for (int i = 0; i < 3; i++) {
      post("Full", "db-" + i);
    }
    post("Slow", "web-1");
    shell = new Shell(folder, InstantSource.system());
    config = folder.resolve("toban.yml").toString();
    Files.writeString(
        Path.of(config), "sources: [{name: prod, alertmanager: '" + server.uri() + "'}]\n");
  }

  /** With an end; without one Alertmanager forgets it after its resolve_timeout. */
  private void post(String name, String instance) throws IOException {
    server.post(
        JSON.writeValueAsString(
            List.of(
                Map.of(
                    "labels",
                    Map.of("alertname", name, "instance", instance),
                    "endsAt",
                    Instant.now().plusSeconds(3600).toString()))));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private int silence(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "silence";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--config";
    all[all.length - 1] = config;
    return shell.run(all);
  }

  private JsonNode json() throws IOException {
    return JSON.readTree(shell.out);
  }

  @Test
  void previewsThenCreatesExtendsAndExpires() throws IOException {
    assertThat(silence("create", "alertname=Full", "instance!=db-0", "--comment", "disks"))
        .as(shell.err)
        .isZero();
    assertThat(shell.out)
        .contains("hits 2 of 4 alerts", "instance=\"db-1\"", "nothing was changed: add --yes");
    assertThat(silence("list", "--all")).isZero();
    assertThat(shell.out).isEqualTo("0 silences\n");

    assertThat(
            silence(
                "create",
                "{alertname=\"Full\", instance!=\"db-0\"}",
                "--comment",
                "disks",
                "--yes",
                "--json"))
        .as(shell.err)
        .isZero();
    String id = json().get("id").asText();
    assertThat(json().get("as_expected").asBoolean()).isTrue();
    assertThat(json().get("hit")).hasSize(2);
    assertThat(json().get("created_by").asText()).isEqualTo("aiko");

    assertThat(silence("extend", id, "--for", "1h", "--yes", "--json")).as(shell.err).isZero();
    assertThat(json().get("id").asText()).isEqualTo(id);
    assertThat(silence("list", "--json")).isZero();
    assertThat(json().at("/silences/0/comment").asText()).isEqualTo("disks");
    assertThat(json().at("/silences/0/state").asText()).isEqualTo("active");

    assertThat(silence("expire", id)).isZero();
    assertThat(shell.out).contains("add --yes");
    assertThat(silence("list")).isZero();
    assertThat(shell.out).contains("1 silences");
    assertThat(silence("expire", id, "--yes")).isZero();
    assertThat(silence("list")).isZero();
    assertThat(shell.out).isEqualTo("0 silences\n");
  }

  @Test
  void asksAgainWhenItWarns() throws IOException {
    assertThat(silence("create", "instance=~.+", "--comment", "x", "--for", "2d", "--yes"))
        .isEqualTo(2);
    assertThat(shell.err).contains("no name, long", "--despite-warnings");
    assertThat(silence("list", "--all")).isZero();
    assertThat(shell.out).isEqualTo("0 silences\n");
    assertThat(
            silence(
                "create",
                "instance=~.+",
                "--comment",
                "x",
                "--for",
                "2d",
                "--yes",
                "--despite-warnings"))
        .as(shell.err)
        .isZero();
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(silence("create", "alertname", "--comment", "x")).isEqualTo(2);
    assertThat(shell.err).contains("'alertname' is no matcher, column 10");
    assertThat(silence("create", "a=~\"(\"", "--comment", "x")).isEqualTo(2);
    assertThat(shell.err).contains("column 5", "RE2");
    assertThat(silence("create", "a=b", "--comment", " ")).isEqualTo(2);
    assertThat(shell.err).contains("not possible: no comment");
    assertThat(silence("create", "a!=b", "--comment", "x")).isEqualTo(2);
    assertThat(shell.err).contains("hits everything");
    assertThat(silence("create", "a=b", "--comment", "x", "--for", "soon")).isEqualTo(2);
    assertThat(silence("expire", "11111111-2222-3333-4444-555555555555", "--yes")).isEqualTo(2);
    assertThat(shell.err).contains("404");
    assertThat(silence("list", "--source", "other")).isEqualTo(2);
  }

  /** A server that is not asked any more: everything is a failure in one line. */
  @Test
  void aDeadSourceIsToldAndNothingIsChanged() {
    server.kill();
    assertThat(silence("create", "alertname=Full", "--comment", "x", "--yes")).isEqualTo(2);
    assertThat(shell.err).contains("nothing was changed").contains("unreachable");
    assertThat(silence("list")).isEqualTo(2);
  }
}
