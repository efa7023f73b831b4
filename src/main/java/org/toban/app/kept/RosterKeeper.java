package org.toban.app.kept;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.toban.config.RosterFile;
import org.toban.engine.Input;
import org.toban.incident.Schedule;
import org.toban.source.Answer;
import org.toban.source.oncall.ScheduleFeed;
import org.toban.source.oncall.SchedulePoller;

/**
 * Reads the on-call schedules, and keeps the last good reading of each on disk, so that the next
 * start knows who is on call before it could read any.
 */
public final class RosterKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RosterKeeper.class);

  private final @Nullable RosterFile file;
  private final Consumer<Input> inbox;
  private final Map<String, String> origins = new LinkedHashMap<>();
  private final Map<String, RosterFile.Kept> kept = new LinkedHashMap<>();
  private @Nullable SchedulePoller poller;
  private boolean works = true;

  private RosterKeeper(@Nullable RosterFile file, Consumer<Input> inbox) {
    this.file = file;
    this.inbox = inbox;
  }

  /**
   * Gives what is kept to the engine, on the caller's thread, and begins to read.
   *
   * @param place null to keep nothing
   * @param inbox the engine's
   */
  public static RosterKeeper start(
      List<ScheduleFeed> feeds, @Nullable Path place, InstantSource clock, Consumer<Input> inbox) {
    RosterKeeper keeper = new RosterKeeper(place == null ? null : new RosterFile(place), inbox);
    feeds.forEach(it -> keeper.origins.put(it.name(), origin(it)));
    if (!feeds.isEmpty()) {
      keeper.recall(clock.instant());
    }
    keeper.poller = SchedulePoller.start(feeds, clock, keeper::take);
    return keeper;
  }

  /**
   * Of another place under the same name nothing is known; a secret address is not written down.
   */
  private static String origin(ScheduleFeed feed) {
    String place = feed.place() + "\n" + feed.zone() + "\n" + feed.person();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(place.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized void recall(Instant now) {
    if (file == null) {
      return;
    }
    try {
      for (RosterFile.Kept it : file.read()) {
        if (it.origin().equals(origins.get(it.name())) && !it.readAt().isAfter(now)) {
          kept.put(it.name(), it);
          inbox.accept(new Input.ScheduleRemembered(now, it.name(), it.schedule(), it.readAt()));
        }
      }
    } catch (IOException e) {
      LOG.warn("who was on call before the start is not known: {}", e.toString());
      inbox.accept(
          new Input.Told(now, "oncall.forgotten", List.of(String.valueOf(e.getMessage()))));
    }
  }

  private void take(Instant at, String name, Answer<Schedule> answer) {
    inbox.accept(new Input.ScheduleRead(at, name, answer));
    if (answer instanceof Answer.Given<Schedule> given) {
      keep(new RosterFile.Kept(name, origins.getOrDefault(name, ""), at, given.value()));
    }
  }

  private synchronized void keep(RosterFile.Kept read) {
    if (file == null) {
      return;
    }
    kept.put(read.name(), read);
    try {
      file.save(List.copyOf(kept.values()));
      works = true;
    } catch (IOException | RuntimeException e) {
      if (works) {
        LOG.warn("who is on call cannot be kept for the next start: {}", e.toString());
      }
      works = false;
    }
  }

  /** Afterwards no reading comes. */
  @Override
  public void close() {
    if (poller != null) {
      poller.close();
    }
  }
}
