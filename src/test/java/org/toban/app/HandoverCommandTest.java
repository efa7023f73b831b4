package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Alert;
import org.toban.alert.Labels;
import org.toban.alert.Severity;
import org.toban.config.HoldFile;
import org.toban.drill.Estate;
import org.toban.drill.Scenario;
import org.toban.history.SqliteHistory;
import org.toban.incident.Event;
import org.toban.incident.Policy;
import org.toban.incident.Verdict;
import org.toban.testbed.Http;
import org.toban.testbed.Server;

/** The page, from a real history and the practice estate's sources. */
class HandoverCommandTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path folder;
  private Estate estate;
  private Shell shell;
  private String config;
  private Instant now;

  @BeforeEach
  void open() throws IOException {
    estate = new Estate(InstantSource.system(), Duration.ofMillis(50));
    shell = new Shell(folder, InstantSource.system());
    config = folder.resolve("toban.yml").toString();
    now = Instant.now();
    configure(estate.alertmanager().toString(), "");
  }

  @AfterEach
  void close() throws IOException {
    estate.close();
  }

  private void configure(String alertmanager, String notices) throws IOException {
    Files.writeString(
        Path.of(config),
        """
        sources:
          - {name: prod, alertmanager: '%s', interval: 1m, timeout: 30s, watchdog: Watchdog}
        team: {zone: Asia/Tokyo}
        language: en
        history: '%s'
        notices: {desktop: false%s}
        """
            .formatted(alertmanager, folder.resolve("history.db"), notices));
    Files.setPosixFilePermissions(Path.of(config), PosixFilePermissions.fromString("rw-------"));
  }

  private int run(String... more) {
    List<String> arguments = new ArrayList<>(List.of("handover", "--config", config));
    arguments.addAll(Arrays.asList(more));
    return shell.run(arguments.toArray(String[]::new));
  }

  private void record(String id, int minutes, String name, Event... more) {
    Labels labels = Labels.of("alertname", name, "instance", "web-1");
    Instant at = now.minus(Duration.ofMinutes(minutes));
    List<Event> events = new ArrayList<>();
    events.add(
        new Event.Opened(
            at,
            name,
            name,
            labels,
            Severity.CRITICAL,
            new Policy(name, Severity.CRITICAL, null, "SRE", "", "runbook.md:3"),
            at.plus(Duration.ofMinutes(15)),
            null,
            List.of("@first"),
            "label"));
    events.add(new Event.AlertFired(at, "prod", Alert.active(labels, at)));
    events.addAll(Arrays.asList(more));
    try (SqliteHistory history = SqliteHistory.open(folder.resolve("history.db"))) {
      history.append(id, 0, events);
    }
  }

  @Test
  void nothingIsOpenWhenEverySourceSaysSo() {
    assertThat(run()).as(shell.err).isZero();
    assertThat(shell.out)
        .startsWith("# Shift handover\n")
        .contains("Nothing is open, and every source can be believed.", "Times in Asia/Tokyo");
    assertThat(folder.resolve("history.db")).as("a look stores nothing").doesNotExist();
  }

  @Test
  void aBlindSourceIsToldAndNothingIsNotSaid() throws IOException {
    configure("http://127.0.0.1:1", "");
    assertThat(run()).isZero();
    assertThat(shell.out)
        .contains("**Not every source can be believed**", "**prod** · never answered · unreachable")
        .contains("No open incident is known.")
        .doesNotContain("Nothing is open");
    assertThat(run("--json")).isZero();
    JsonNode json = new ObjectMapper().readTree(shell.out);
    assertThat(json.get("blind").asBoolean()).isTrue();
    assertThat(json.at("/doubts/0/lack").asText()).isEqualTo("never");
  }

  @Test
  void tellsWhatTheHistoryHasAndWhatFiresBesides() throws IOException {
    record(
        "INC-1",
        30,
        "ApiDown",
        new Event.DeadlineBreached(now.minusSeconds(900)),
        new Event.NoteAdded(now.minusSeconds(60), "sato", "the vendor knows"));
    record(
        "INC-2",
        1_000,
        "Old",
        new Event.Closed(now.minusSeconds(3_600), "sato", Verdict.DUPLICATE, "same as 1", false));
    estate.play(Scenario.named("service-down").orElseThrow());
    Server.await("the alert", LIMIT, () -> estate.state().firedAt() != null);
    shell.run("maintenance", "start", "DB patching", "a=\"b\"", "--for", "2h");
    new HoldFile(shell.places().holdFile()).save(true, now, "endo", "switch-over");

    assertThat(run("--since", "2h")).as(shell.err).isZero();
    assertThat(shell.out)
        .contains("**ApiDown** `web-1` · INC-1", "sato noted: the vendor knows")
        .contains("**ServiceDown**", "fires now, recorded by no console")
        .contains("**Old** · INC-2 · Duplicate · sato “same as 1”")
        .contains("**DB patching** · under way until")
        .contains("**All automation is stopped**", "by endo: switch-over")
        .doesNotContain("only looks");

    assertThat(run("--since", "2h", "--json")).isZero();
    JsonNode json = new ObjectMapper().readTree(shell.out);
    assertThat(json.at("/sum/open").asInt()).isEqualTo(2);
    assertThat(json.at("/sum/closed").asInt()).isEqualTo(1);
    assertThat(json.at("/open/0/id").asText()).isEqualTo("INC-1");
    assertThat(json.at("/open/0/timeliness").asText()).isEqualTo("breached");
    assertThat(json.at("/open/0/holder").asText()).isEqualTo("@first");
    assertThat(json.at("/open/1/id").isNull()).isTrue();
    assertThat(json.at("/hold/by").asText()).isEqualTo("endo");
    assertThat(json.has("on_call")).isTrue();

    assertThat(run("--since", now.minusSeconds(60).toString())).isZero();
    assertThat(shell.out).as("closed before this shift").doesNotContain("INC-2");
    try (SqliteHistory history = SqliteHistory.open(folder.resolve("history.db"))) {
      assertThat(history.latest(null, 10, null)).as("a look stores nothing").hasSize(2);
    }
  }

  /** The list of silences comes after the alerts; the page waits for it. */
  @Test
  void silencesThatComeLateAreOnThePage() throws IOException {
    String silence =
        """
        [{"id":"8c1f","status":{"state":"active"},"updatedAt":"%1$s","comment":"month closing",
          "createdBy":"tanaka","startsAt":"%1$s","endsAt":"%2$s",
          "matchers":[{"name":"job","value":"batch","isRegex":false,"isEqual":true}]}]
        """
            .formatted(now, now.plusSeconds(7_200));
    HttpServer slow =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    slow.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    slow.createContext(
        "/",
        exchange -> {
          boolean silences = exchange.getRequestURI().getPath().endsWith("/silences");
          if (silences) {
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
          }
          String path = exchange.getRequestURI().toString();
          String text = silences ? silence : Http.get(estate.alertmanager().resolve(path)).body();
          byte[] body = text.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    slow.start();
    try {
      configure("http://127.0.0.1:" + slow.getAddress().getPort(), "");
      assertThat(run()).as(shell.err).isZero();
      assertThat(shell.out)
          .contains("## Silences", "`{job=\"batch\"}` · tanaka · “month closing” · prod")
          .doesNotContain("Sources in doubt");
    } finally {
      slow.stop(0);
    }
  }

  @Test
  void writesANewFileOnly() throws IOException {
    Path file = folder.resolve("page.html");
    assertThat(run("--format", "html", "-o", file.toString(), "--lang", "ja")).isZero();
    assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>").contains("当番の引き継ぎ");
    assertThat(shell.out).isEmpty();
    assertThat(run("-o", file.toString())).isEqualTo(2);
    assertThat(shell.err).contains("is there already");
  }

  @Test
  void whatIsWrongIsSaidBeforeAnythingIsAsked() {
    assertThat(run("--since", "soon")).isEqualTo(2);
    assertThat(shell.err).contains("--since is a time such as 8h");
    assertThat(run("--since", now.plusSeconds(3_600).toString())).isEqualTo(2);
    assertThat(shell.err).contains("in the future");
    assertThat(run("--format", "pdf")).isEqualTo(2);
    assertThat(shell.err).contains("--format knows md and html");
    assertThat(run("--email")).isEqualTo(2);
    assertThat(shell.err).contains("there is no e-mail channel: write 'email:", "notices");
  }

  @Test
  void aMailThatIsNotTakenIsAFailureWithItsReason() throws IOException {
    configure(
        estate.alertmanager().toString(),
        ", email: {smtp: '127.0.0.1:1', security: none, from: a@b.example, to: [c@d.example]}");
    assertThat(run("--email")).isEqualTo(2);
    assertThat(shell.err).contains("not sent to c@d.example: ");
  }
}
