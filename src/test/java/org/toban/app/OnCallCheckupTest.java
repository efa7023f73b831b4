package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code toban doctor} on on-call schedules of a real server. */
class OnCallCheckupTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");

  @TempDir Path folder;
  private HttpServer server;
  private Shell shell;
  private volatile int status = 200;
  private volatile String calendar = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = calendar.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    shell = new Shell(folder, InstantSource.fixed(NOW));
    Files.createDirectories(folder.resolve("books"));
    runbook("- **Primary**: Aoki", "- **Secondary**: Baba");
    configure("");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void runbook(String... contacts) throws IOException {
    Files.writeString(
        folder.resolve("books/disk.md"),
        "# Alert: Disk\n\n## Contacts\n\n" + String.join("\n", contacts) + "\n");
  }

  private void configure(String more) throws IOException {
    Path file = shell.places().configFile();
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        sources: []
        runbooks: [%s]
        team: {zone: Asia/Tokyo}
        notices: {desktop: false}
        oncall:
          - name: primary
            url: http://127.0.0.1:%d/primary.ics
            contacts: [Aoki]
        %s\
        """
            .formatted(folder.resolve("books"), server.getAddress().getPort(), more.indent(4)));
  }

  private static String shift(String who, String from, String until) {
    return """
    BEGIN:VEVENT
    UID:%s-%s
    DTSTAMP:20260101T000000Z
    SUMMARY:%s
    DTSTART:%s
    DTEND:%s
    END:VEVENT
    """
        .formatted(who, from, who, from, until);
  }

  private void gives(String... shifts) {
    calendar =
        ("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n"
                + String.join("", shifts)
                + "END:VCALENDAR\n")
            .replace("\n", "\r\n");
  }

  @Test
  void saysWhoIsOnCallNowAndNextAndNothingElseWhenAllIsWell() {
    gives(
        shift("Aoki", "20261123T000000Z", "20261125T000000Z"),
        shift("Baba", "20261125T000000Z", "20261225T000000Z"));
    assertThat(shell.run("doctor")).as(shell.out).isZero();
    assertThat(shell.out)
        .contains("ok       schedule primary: now Aoki, from 2026-11-25T09:00+09:00 Baba")
        .doesNotContain("gaps of", "names of", "contacts of", "overrides of");
  }

  @Test
  void tellsGapsOfTheNextDays() {
    gives(
        shift("Aoki", "20261124T060000Z", "20261125T000000Z"),
        shift("Baba", "20261126T000000Z", "20261225T000000Z"));
    assertThat(shell.run("doctor")).as("a gap may be meant").isZero();
    assertThat(shell.out)
        .contains("warning  schedule primary: now nobody, from 2026-11-24T15:00+09:00 Aoki")
        .contains(
            "warning  gaps of primary: in the next 7 days nobody is on call from"
                + " 2026-11-24T12:00+09:00 to 2026-11-24T15:00+09:00; from"
                + " 2026-11-25T09:00+09:00 to 2026-11-26T09:00+09:00")
        .contains("fill them in the calendar, or with 'overrides'");
  }

  @Test
  void tellsNamesThatAreNoContactWhenOthersAre() {
    gives(
        shift("Aoki", "20261123T000000Z", "20261125T000000Z"),
        shift("baba", "20261125T000000Z", "20261225T000000Z"));
    assertThat(shell.run("doctor")).isZero();
    assertThat(shell.out)
        .contains("warning  names of primary: no contact of a runbook or a plan: baba")
        .contains("write each name alike");
    gives(shift("Xenia", "20261123T000000Z", "20261225T000000Z"));
    shell.run("doctor");
    assertThat(shell.out)
        .as("a team may name its people in its schedules alone")
        .contains("ok       names of primary: no contact of a runbook or a plan: Xenia");
  }

  @Test
  void tellsThatNoContactMeansIt() throws IOException {
    gives(shift("Baba", "20261123T000000Z", "20261225T000000Z"));
    runbook("- **Secondary**: Baba");
    shell.run("doctor");
    assertThat(shell.out)
        .contains("warning  contacts of primary: no contact of a runbook")
        .contains("'to: oncall:primary'");
  }

  @Test
  void tellsOverridesThatAreOverOrOverlap() throws IOException {
    gives(shift("Aoki", "20261123T000000Z", "20261225T000000Z"));
    configure(
        """
        overrides:
          - {who: Aoki, from: 2026-11-01T09:00, until: 2026-11-02T09:00}
          - {who: Aoki, from: 2026-11-25T09:00, until: 2026-11-26T09:00}
          - {who: Baba, from: 2026-11-26T08:00, until: 2026-11-27T09:00}
        """);
    assertThat(shell.run("doctor")).as(shell.out).isZero();
    assertThat(shell.out)
        .contains(
            "warning  overrides of primary: that of Aoki is over since 2026-11-02T09:00+09:00;"
                + " Aoki and Baba overlap from 2026-11-26T08:00+09:00 to 2026-11-26T09:00+09:00"
                + " and are on call together")
        .contains("take out of the configuration what is over");
  }

  @Test
  void whatCannotBeReadFailsWithHowToMendIt() throws IOException {
    calendar = "<!DOCTYPE html><title>Sign in</title>";
    assertThat(shell.run("doctor")).isEqualTo(1);
    assertThat(shell.out)
        .contains("failed   schedule primary: ")
        .contains("the address is that of the calendar (iCalendar), not of a page about it");
    status = 404;
    assertThat(shell.run("doctor")).isEqualTo(1);
    assertThat(shell.out)
        .contains("failed   schedule primary: answered 404")
        .contains("give out its address anew");
    server.stop(0);
    assertThat(shell.run("doctor")).isEqualTo(1);
    assertThat(shell.out)
        .contains("failed   schedule primary: unreachable")
        .contains("see that the address is right and the server runs");
  }

  @Test
  void aNameOfACalendarCannotActOnTheTerminal() {
    gives(shift("Ao\u001b[31mki", "20261123T000000Z", "20261225T000000Z"));
    shell.run("doctor");
    assertThat(shell.out).doesNotContain("\u001b");
  }
}
