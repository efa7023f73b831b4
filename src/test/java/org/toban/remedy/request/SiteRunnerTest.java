package org.toban.remedy.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.alert.Labels;
import org.toban.remedy.Call;
import org.toban.remedy.Outcome;
import org.toban.remedy.RequestSettings;
import org.toban.remedy.Site;
import org.toban.source.Secrets;
import org.toban.source.SourceSettings.Http;
import org.toban.source.SourceSettings.Secret;

/** Requests of runbooks against a real server on loopback. */
class SiteRunnerTest {
  private static final String TOKEN = "glpat-+a/b\"c";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder;
  private PlayedSite site;
  private PlayedSite other;
  private SiteRunner runner;

  @BeforeEach
  void open() throws IOException {
    site = new PlayedSite();
    other = new PlayedSite();
    Path file = folder.resolve("token");
    Files.writeString(file, TOKEN + "\n");
    runner =
        new SiteRunner(
            new RequestSettings(
                Set.of(site.origin(), other.origin()),
                Map.of(
                    "ci",
                    new RequestSettings.Grant(new Secret.InFile(file), Set.of(site.origin())),
                    "lost",
                    new RequestSettings.Grant(
                        new Secret.InFile(folder.resolve("absent")), Set.of(site.origin()))),
                Http.plain()),
            Secrets.ofSystem(),
            Duration.ofMillis(5));
  }

  @AfterEach
  void close() {
    runner.close();
    site.close();
    other.close();
  }

  private Outcome run(String block, Map<String, String> attributes, String... labels) {
    return run(block, attributes, LIMIT, labels);
  }

  private Outcome run(
      String block, Map<String, String> attributes, Duration limit, String... labels) {
    String origin = block.contains("OTHER") ? other.origin() : site.origin();
    String text = block.replace("SITE", site.origin()).replace("OTHER", other.origin());
    return runner.run(
        new Call(
            "run-1",
            new Site(origin),
            text,
            Call.Expectation.of(attributes),
            Labels.of(labels),
            limit),
        news -> {});
  }

  private static String said(Outcome outcome) {
    return outcome.output().text();
  }

  private static int status(Outcome outcome) {
    return ((Outcome.Exited) outcome).status();
  }

  private static Outcome.Failed failed(Outcome outcome) {
    return (Outcome.Failed) outcome;
  }

  @Test
  void aRequestIsSentAsItIsWrittenAndItsAnswerKeptWithoutSecrets() {
    site.answers(201, Map.of("X-Echo", TOKEN), "{\"token\":\"glpat-+a/b\\\"c\",\"id\":7}");
    Outcome outcome =
        run(
            """
            POST SITE/api/{{ $labels.project }}/retry
            PRIVATE-TOKEN: {{ secret.ci }}
            Content-Type: application/json

            {"ref": "{{ $labels.ref }}", "token": "{{ secret.ci }}"}
            """,
            Map.of("expect", "201"),
            "project",
            "team/web",
            "ref",
            "say \"hi\"");
    assertThat(status(outcome)).isZero();
    PlayedSite.Asked asked = site.asked.getFirst();
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.target()).isEqualTo("/api/team%2Fweb/retry");
    assertThat(asked.header("PRIVATE-TOKEN")).isEqualTo(TOKEN);
    assertThat(asked.header("Content-Type")).isEqualTo("application/json");
    assertThat(asked.body())
        .isEqualTo("{\"ref\": \"say \\\"hi\\\"\", \"token\": \"glpat-+a/b\\\"c\"}");
    assertThat(said(outcome))
        .contains("HTTP/1.1 201 Created")
        .contains("{{ secret.ci }}")
        .contains("\"id\":7")
        .doesNotContain("glpat");
  }

  @Test
  void anAnswerThatIsNotAsExpectedFailsWithItsStatus() {
    site.answers(200, Map.of(), "ok").answers(503, Map.of(), "later").answers(200, Map.of(), "no");
    assertThat(status(run("POST SITE/x", Map.of("expect", "201")))).isEqualTo(200);
    assertThat(status(run("POST SITE/x", Map.of()))).isEqualTo(503);
    assertThat(status(run("GET SITE/x", Map.of("contains", "yes")))).isEqualTo(1);
    assertThat(site.asked).hasSize(3);
  }

  @Test
  void whiteSpaceOfAnAnswerDoesNotCount() {
    site.answers(200, Map.of(), "{\n  \"status\" : \"success\"\n}");
    Map<String, String> wanted = Map.of("contains", "\"status\":\"success\"");
    assertThat(status(run("GET SITE/x", wanted))).isZero();
  }

  @Test
  void aRedirectIsToldAndNotFollowed() {
    site.answers(302, Map.of("Location", other.origin() + "/steal"), "");
    Outcome outcome = run("GET SITE/x\nX-Token: {{ secret.ci }}", Map.of());
    assertThat(status(outcome)).isEqualTo(302);
    assertThat(said(outcome)).contains("not followed");
    assertThat(other.asked).isEmpty();
  }

  @Test
  void whatTheServerWantsToWaitIsToldAndNothingIsSentAgain() {
    site.answers(429, Map.of("Retry-After", "30"), "slow down");
    Outcome outcome = run("POST SITE/x", Map.of("expect", "201"));
    assertThat(status(outcome)).isEqualTo(429);
    assertThat(said(outcome)).contains("Retry-After: 30").contains("not tried again by itself");
    assertThat(site.asked).hasSize(1);
  }

  @Test
  void aSecretNeverGoesToAnotherServer() {
    Outcome outcome = run("GET OTHER/x\nX-Token: {{ secret.ci }}", Map.of());
    assertThat(failed(outcome).reason()).isEqualTo(Outcome.Reason.GUARD);
    assertThat(failed(outcome).detail()).contains("the secret ci may not be sent to");
    assertThat(other.asked).isEmpty();
  }

  @Test
  void aServerThatIsNotAllowedIsNeverAsked() throws IOException {
    try (ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String origin = "http://127.0.0.1:" + door.getLocalPort();
      Outcome outcome =
          runner.run(
              new Call(
                  "run-2",
                  new Site(origin),
                  "GET " + origin + "/x",
                  Call.Expectation.of(Map.of()),
                  Labels.empty(),
                  LIMIT),
              news -> {});
      assertThat(failed(outcome).reason()).isEqualTo(Outcome.Reason.GUARD);
      assertThat(failed(outcome).detail()).contains("requests.allow");
    }
  }

  @Test
  void aSecretThatCannotBeHadSendsNothing() {
    Outcome outcome = run("GET SITE/x\nX-Token: {{ secret.lost }}", Map.of());
    assertThat(failed(outcome).reason()).isEqualTo(Outcome.Reason.GUARD);
    assertThat(failed(outcome).detail()).contains("absent");
    assertThat(site.asked).isEmpty();
  }

  @Test
  void aLabelThatCannotStandThereSendsNothing() {
    Outcome outcome = run("GET SITE/{{ $labels.p }}/x", Map.of(), "p", "..");
    assertThat(failed(outcome).reason()).isEqualTo(Outcome.Reason.GUARD);
    assertThat(site.asked).isEmpty();
  }

  @Test
  void nobodyThereIsAFaultOfTheConnectionAndNothingWasSent() {
    site.close();
    assertThat(failed(run("POST SITE/x", Map.of())).reason()).isEqualTo(Outcome.Reason.CONNECT);
  }

  /** The request may have been carried out: nobody knows, and it must not look like a failure. */
  @Test
  void anAnswerThatNeverComesLeavesTheOutcomeUnknown() throws Exception {
    try (ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> heard =
          CompletableFuture.runAsync(() -> {
            try (Socket socket = door.accept()) {
              byte[] head = new byte[16];
              assertThat(socket.getInputStream().read(head)).isPositive();
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          });
      Outcome outcome = runAt(door, LIMIT);
      heard.get(20, TimeUnit.SECONDS);
      assertThat(failed(outcome).reason()).isEqualTo(Outcome.Reason.LOST);
      assertThat(failed(outcome).detail()).contains("may have been carried out");
    }
  }

  @Test
  void aRunEndsAtItsTimeLimitAndWhenItIsStopped() throws Exception {
    try (ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertThat(failed(runAt(door, Duration.ofMillis(300))).reason())
          .isEqualTo(Outcome.Reason.TIME_LIMIT);
      Socket first = door.accept();
      CompletableFuture<Outcome> run = CompletableFuture.supplyAsync(() -> runAt(door, LIMIT));
      try (Socket socket = door.accept()) {
        assertThat(socket.getInputStream().read()).isPositive();
        allowed(door).stop("run-3");
        assertThat(failed(run.get(20, TimeUnit.SECONDS)).reason())
            .isEqualTo(Outcome.Reason.STOPPED);
      }
      first.close();
    }
  }

  private SiteRunner doorRunner;

  private synchronized SiteRunner allowed(ServerSocket door) {
    if (doorRunner == null) {
      String origin = "http://127.0.0.1:" + door.getLocalPort();
      doorRunner = new SiteRunner(new RequestSettings(Set.of(origin), Map.of(), Http.plain()));
    }
    return doorRunner;
  }

  private Outcome runAt(ServerSocket door, Duration limit) {
    String origin = "http://127.0.0.1:" + door.getLocalPort();
    return allowed(door)
        .run(
            new Call(
                "run-3",
                new Site(origin),
                "POST " + origin + "/x\n\nbody",
                Call.Expectation.of(Map.of()),
                Labels.empty(),
                limit),
            news -> {});
  }

  @Test
  void aLongAnswerIsCut() {
    site.answers(200, Map.of(), "x".repeat(200_000));
    Outcome outcome = run("GET SITE/x", Map.of());
    assertThat(status(outcome)).isZero();
    assertThat(said(outcome).getBytes(StandardCharsets.UTF_8).length).isLessThan(70_000);
    assertThat(said(outcome)).contains("cut after 65536 bytes");
  }

  @Test
  void thePlaceOfAnAnswerIsLookedAtOnTheSameServerOnly() {
    site.answers(201, Map.of("Location", other.origin() + "/queue/1/"), "");
    Map<String, String> poll =
        Map.of("expect", "201", "poll", "api/json", "until", "\"executable\"");
    assertThat(status(run("POST SITE/x\nX: {{ secret.ci }}", poll))).isEqualTo(1);
    assertThat(other.asked).isEmpty();
  }
}
