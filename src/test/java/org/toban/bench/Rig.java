package org.toban.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.toban.alert.Matcher;
import org.toban.engine.Engine;
import org.toban.engine.EngineSettings;
import org.toban.engine.Estate;
import org.toban.engine.Parts;
import org.toban.history.SqliteHistory;
import org.toban.incident.BusinessCalendar;
import org.toban.notice.Channel;
import org.toban.notice.NoticePlan;
import org.toban.notice.Pace;
import org.toban.remedy.Inventory;
import org.toban.remedy.SshRunner;
import org.toban.remedy.SshSettings;
import org.toban.runbook.Library;
import org.toban.runbook.Trust;
import org.toban.source.Doorbell;
import org.toban.source.Poller;
import org.toban.source.Reading;
import org.toban.source.Source;
import org.toban.source.SourceSettings;

/** A console without a desk, as the app wires it: engine, history, notices, and a poller. */
final class Rig implements AutoCloseable {
  private final List<AutoCloseable> open = new ArrayList<>();
  private final SqliteHistory history;
  private final Engine engine;

  /** Nothing is polled before {@link #poll}; the channels are closed with it. */
  Rig(Path folder, List<SourceSettings> sources, List<Channel> channels) throws IOException {
    Files.createDirectories(folder);
    history = SqliteHistory.open(folder.resolve("history.db"));
    SshRunner runner =
        new SshRunner(
            new SshSettings(
                folder.resolve("known_hosts"),
                List.of(),
                null,
                Duration.ofSeconds(1),
                Duration.ZERO,
                1024));
    Parts parts =
        new Parts(
            history,
            runner,
            channels,
            name -> {},
            Parts.Approvals.unkept(),
            (on, at, by, reason) -> {},
            InstantSource.system());
    Estate estate = new Estate(sources, Inventory.empty(), Library.empty(), Trust.nothing(), null);
    engine = new Engine(settings(), estate, parts);
    open.add(history);
    open.add(runner);
    open.addAll(channels);
    open.add(engine);
    engine.start();
  }

  Engine engine() {
    return engine;
  }

  SqliteHistory history() {
    return history;
  }

  /** Polls sources from now on; each reading is also shown to the onlooker, on its own thread. */
  Poller poll(List<Source> sources, Consumer<Reading> onlooker) {
    Poller poller =
        new Poller(
            sources,
            InstantSource.system(),
            reading -> {
              engine.read(reading);
              onlooker.accept(reading);
            });
    open.add(poller);
    return poller;
  }

  /** Lets notifications ring for a poll. */
  void ring(Doorbell doorbell) {
    open.add(doorbell);
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable it : open.reversed()) {
      it.close();
    }
  }

  /** An Alertmanager that is not polled: its readings are given by the benchmark. */
  static SourceSettings silent(String name) {
    return alertmanager(name, URI.create("http://127.0.0.1:1/"), Duration.ofSeconds(15), List.of());
  }

  /** An Alertmanager; what is urgent is asked for more often when there is such. */
  static SourceSettings alertmanager(
      String name, URI uri, Duration interval, List<Matcher> urgent) {
    return new SourceSettings(
        name,
        SourceSettings.Kind.ALERTMANAGER,
        List.of(uri),
        interval,
        Duration.ofSeconds(30),
        64 << 20,
        List.of(),
        SourceSettings.Http.plain(),
        SourceSettings.USUAL_RESEND,
        new SourceSettings.Scope(List.of(), List.of(), List.of(), urgent, Duration.ZERO, null));
  }

  /** Nothing is repeated or held back while it is measured. */
  private static EngineSettings settings() {
    Duration never = Duration.ofDays(1);
    EngineSettings.Times usual = EngineSettings.Times.standard();
    return EngineSettings.standard(
            new EngineSettings.Desk("bench", false, Locale.ENGLISH),
            BusinessCalendar.standard(ZoneId.of("UTC")))
        .with(
            new EngineSettings.Times(
                usual.reopenWindow(),
                never,
                never,
                usual.runLimit(),
                usual.verifyEvery(),
                usual.verifyLimit()))
        .with(
            new NoticePlan(
                List.of(),
                List.of(),
                List.of(),
                false,
                new Pace(Integer.MAX_VALUE, Duration.ZERO)));
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
