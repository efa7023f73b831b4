package org.toban.app.kept;

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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.toban.config.RosterFile;
import org.toban.engine.Input;
import org.toban.incident.Duty;
import org.toban.incident.Shift;
import org.toban.source.Answer;
import org.toban.source.RawServer;
import org.toban.source.SourceSettings;
import org.toban.source.oncall.ScheduleFeed;
import org.toban.testbed.Server;

/** Who was on call is known over a restart, from a real server's calendar. */
class RosterKeeperTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String AOKI =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:test
      BEGIN:VEVENT
      UID:a
      DTSTAMP:20260101T000000Z
      SUMMARY:On Call - Aoki - Platform
      DTSTART:20261124T000000Z
      DTEND:20261125T000000Z
      END:VEVENT
      END:VCALENDAR
      """
          .replace("\n", "\r\n");

  @TempDir Path folder;
  private final BlockingQueue<Input> inbox = new LinkedBlockingQueue<>();

  private Path place() {
    return folder.resolve("oncall");
  }

  private static ScheduleFeed feed(URI url) {
    return new ScheduleFeed(
        new ScheduleFeed.Place.AtUrl(url),
        new SourceSettings(
            "primary",
            SourceSettings.Kind.CALENDAR,
            List.of(url),
            Duration.ofMinutes(5),
            Duration.ofSeconds(2),
            1 << 20,
            null,
            SourceSettings.Http.plain()),
        ZoneOffset.UTC,
        "");
  }

  private RosterKeeper start(URI url, Instant now) {
    return RosterKeeper.start(List.of(feed(url)), place(), InstantSource.fixed(now), inbox::add);
  }

  private Input next() {
    try {
      Input next = inbox.poll(1, TimeUnit.MINUTES);
      assertThat(next).as("something for the engine").isNotNull();
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Reads once from a server that then goes away; gives its address. */
  private URI readOnce() {
    try (RawServer server = RawServer.answering(AOKI.getBytes(StandardCharsets.UTF_8))) {
      try (RosterKeeper keeper = start(server.url(), NOW)) {
        assertThat(keeper).isNotNull();
        assertThat(next())
            .isInstanceOfSatisfying(
                Input.ScheduleRead.class,
                it -> assertThat(it.answer()).isInstanceOf(Answer.Given.class));
        Server.await("kept", SOON, () -> !new RosterFile(place()).read().isEmpty());
      }
      return server.url();
    }
  }

  @Test
  void theNextStartKnowsWhoIsOnCallWhileTheServerIsDown() throws IOException {
    URI gone = readOnce();
    Instant later = NOW.plus(Duration.ofHours(2));
    try (RosterKeeper keeper = start(gone, later)) {
      assertThat(keeper).isNotNull();
      assertThat(next())
          .as("before anything is asked")
          .isInstanceOfSatisfying(
              Input.ScheduleRemembered.class,
              it -> {
                assertThat(it.readAt()).isEqualTo(NOW);
                assertThat(it.schedule().at(later, List.<Shift>of()))
                    .isEqualTo(new Duty.OnCall(List.of("Aoki")));
              });
      assertThat(next())
          .isInstanceOfSatisfying(
              Input.ScheduleRead.class,
              it -> assertThat(it.answer()).isInstanceOf(Answer.Failed.class));
    }
    assertThat(new RosterFile(place()).read())
        .as("a failure replaces nothing")
        .extracting(RosterFile.Kept::readAt)
        .containsExactly(NOW);
    assertThat(Files.readString(place())).as("the address may be a secret").doesNotContain("http");
  }

  @Test
  void whatWasReadElsewhereIsNotThisSchedules() {
    readOnce();
    try (RosterKeeper keeper = start(URI.create("http://127.0.0.1:1/other.ics"), NOW)) {
      assertThat(keeper).isNotNull();
      assertThat(next()).isInstanceOf(Input.ScheduleRead.class);
    }
  }

  @Test
  void aDamagedFileIsToldAndReplaced() throws IOException {
    Files.writeString(place(), "rubbish");
    try (RawServer server = RawServer.answering(AOKI.getBytes(StandardCharsets.UTF_8));
        RosterKeeper keeper = start(server.url(), NOW)) {
      assertThat(keeper).isNotNull();
      assertThat(next())
          .isInstanceOfSatisfying(
              Input.Told.class, it -> assertThat(it.key()).isEqualTo("oncall.forgotten"));
      assertThat(next()).isInstanceOf(Input.ScheduleRead.class);
      Server.await("replaced", SOON, () -> Files.readString(place()).contains("Aoki"));
    }
    assertThat(new RosterFile(place()).read()).hasSize(1);
  }

  @Test
  void withoutAPlaceNothingIsKept() throws IOException {
    try (RawServer server = RawServer.answering(AOKI.getBytes(StandardCharsets.UTF_8));
        RosterKeeper keeper =
            RosterKeeper.start(
                List.of(feed(server.url())), null, InstantSource.fixed(NOW), inbox::add)) {
      assertThat(keeper).isNotNull();
      assertThat(next()).isInstanceOf(Input.ScheduleRead.class);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
