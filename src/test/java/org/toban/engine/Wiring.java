package org.toban.engine;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.toban.history.History;
import org.toban.incident.BusinessCalendar;
import org.toban.notice.Channel;
import org.toban.remedy.Inventory;
import org.toban.remedy.Outcome;
import org.toban.remedy.Runner;
import org.toban.remedy.Work;
import org.toban.runbook.Library;
import org.toban.runbook.Trust;
import org.toban.source.SourceSettings;

/**
 * How tests wire a real engine over a real history: with one source, prod, whose readings the test
 * gives itself, and nothing that outlives the process but the history.
 */
public final class Wiring {
  private Wiring() {}

  /** As without a configuration: a console in Tokyo that speaks English. */
  public static EngineSettings settings(String console) {
    return EngineSettings.standard(
        new EngineSettings.Desk(console, false, Locale.ENGLISH),
        BusinessCalendar.standard(ZoneId.of("Asia/Tokyo")));
  }

  public static Parts parts(History history, Runner runner, List<? extends Channel> channels) {
    return new Parts(
        history,
        runner,
        List.copyOf(channels),
        source -> {},
        Parts.Approvals.unkept(),
        (on, at, by, reason) -> {},
        InstantSource.system());
  }

  /** Without hosts. */
  public static Estate estate(Library library) {
    return estate(library, Inventory.empty(), Trust.nothing());
  }

  static Estate estate(Library library, Inventory inventory, Trust trust) {
    SourceSettings source =
        new SourceSettings(
            "prod",
            SourceSettings.Kind.ALERTMANAGER,
            List.of(URI.create("http://127.0.0.1:1")),
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            1 << 20,
            null,
            SourceSettings.Http.plain());
    return new Estate(List.of(source), inventory, library, trust, null);
  }

  /** Where nothing may run. */
  public static Runner nobody() {
    return new Runner() {
      @Override
      public Outcome run(Work job, Consumer<String> output) {
        throw new IllegalStateException("nothing runs here");
      }

      @Override
      public void stop(String runId) {}

      @Override
      public void close() {}
    };
  }
}
