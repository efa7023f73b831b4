package org.toban.source.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.incident.Schedule;
import org.toban.incident.Shift;
import org.toban.source.Answer;
import org.toban.source.RawServer;
import org.toban.source.SourceSettings;
import org.toban.source.fault.Fault;

/** Schedules over the real protocol and from real files. */
class ScheduleFeedTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final String AOKI =
      ShiftFormatTest.calendar(
          "UID:a\nSUMMARY:On Call - Aoki - Platform\nDTSTART:20261124T000000Z\n"
              + "DTEND:20261125T000000Z");

  @TempDir Path folder;

  private static ScheduleFeed feed(ScheduleFeed.Place place, long maxBytes) {
    return new ScheduleFeed(
        place,
        new SourceSettings(
            "primary",
            SourceSettings.Kind.CALENDAR,
            List.of(),
            Duration.ofMillis(20),
            Duration.ofMillis(500),
            maxBytes,
            null,
            SourceSettings.Http.plain()),
        ZoneOffset.UTC,
        "");
  }

  private static Answer<Schedule> read(RawServer server, long maxBytes) {
    URI url = server.url().resolve("/private/0f3c/feed.ics");
    return feed(new ScheduleFeed.Place.AtUrl(url), maxBytes).read(NOW);
  }

  private static Fault fault(Answer<Schedule> answer) {
    assertThat(answer).isInstanceOf(Answer.Failed.class);
    return ((Answer.Failed<Schedule>) answer).fault();
  }

  private static List<String> who(Answer<Schedule> answer) {
    assertThat(answer).isInstanceOf(Answer.Given.class);
    return ((Answer.Given<Schedule>) answer).value().shifts().stream().map(Shift::who).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aFeedIsReadAsACalendar() {
    try (RawServer server = RawServer.answering(bytes(AOKI))) {
      assertThat(who(read(server, 1 << 20))).containsExactly("Aoki");
      assertThat(server.requests().getFirst()).contains("Accept: text/calendar");
    }
  }

  @Test
  void whatIsLateTooLongOrCutOffIsAFault() {
    try (RawServer server = RawServer.answering(bytes(AOKI))) {
      assertThat(fault(read(server, 40))).isEqualTo(new Fault.OverLimit(40));
    }
    try (RawServer server = RawServer.answering(bytes(AOKI.substring(0, 80)))) {
      assertThat(fault(read(server, 1 << 20))).isInstanceOf(Fault.Unreadable.class);
    }
    try (RawServer server = RawServer.answering("503 Busy", "", bytes("later"))) {
      assertThat(fault(read(server, 1 << 20))).isEqualTo(new Fault.Refused(503, "later"));
    }
    try (RawServer server = RawServer.start(out -> Thread.sleep(60_000))) {
      assertThat(fault(read(server, 1 << 20))).isInstanceOf(Fault.TimedOut.class);
    }
  }

  @Test
  void anAddressThatIsASecretIsNotRepeated() throws IOException {
    try (RawServer server =
        RawServer.answering("404 No", "", bytes("nothing at /private/0f3c/feed.ics"))) {
      Path secret = folder.resolve("primary.url");
      Files.writeString(secret, server.url().resolve("/private/0f3c/feed.ics") + "\n");
      ScheduleFeed.Place place =
          new ScheduleFeed.Place.AtSecretUrl(new SourceSettings.Secret.InFile(secret));
      assertThat(fault(feed(place, 1 << 20).read(NOW)).summary())
          .contains("404")
          .doesNotContain("0f3c");
      Files.writeString(secret, "0f3c is no address");
      assertThat(fault(feed(place, 1 << 20).read(NOW)).summary()).doesNotContain("0f3c");
    }
  }

  @Test
  void aFileIsReadAnewAndItsAbsenceIsAFault() throws Exception {
    Path file = folder.resolve("primary.ics");
    LinkedBlockingQueue<Answer<Schedule>> answers = new LinkedBlockingQueue<>();
    ScheduleFeed feed = feed(new ScheduleFeed.Place.InFile(file), 1 << 20);
    try (SchedulePoller poller =
        SchedulePoller.start(
            List.of(feed), InstantSource.fixed(NOW), (at, name, it) -> answers.add(it))) {
      assertThat(poller).isNotNull();
      assertThat(fault(answers.poll(30, TimeUnit.SECONDS))).isInstanceOf(Fault.Unreachable.class);
      Files.writeString(folder.resolve("new.ics"), "\uFEFF" + AOKI);
      Files.move(folder.resolve("new.ics"), file);
      Answer<Schedule> next = answers.poll(30, TimeUnit.SECONDS);
      while (next instanceof Answer.Failed<Schedule>) {
        next = answers.poll(30, TimeUnit.SECONDS);
      }
      assertThat(who(next)).containsExactly("Aoki");
    }
    Files.write(file, new byte[] {(byte) 0xC3, 0x28});
    assertThat(fault(feed.read(NOW))).isInstanceOf(Fault.Unreadable.class);
  }
}
