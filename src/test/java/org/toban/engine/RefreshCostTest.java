package org.toban.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.toban.engine.Story.BEGIN;
import static org.toban.engine.Story.alert;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.remedy.Inventory;
import org.toban.runbook.Trust;
import org.toban.source.Reading;
import org.toban.source.SourceSettings;

/** The cost of a refresh is that of what changed in it. */
class RefreshCostTest {
  private static final int ALERTS = 100_000;
  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Watch watch =
      new Watch(
          Story.settings(List.of()),
          new Estate(
              List.of(
                  new SourceSettings(
                      "prod",
                      SourceSettings.Kind.ALERTMANAGER,
                      List.of(URI.create("http://127.0.0.1:1")),
                      Duration.ofSeconds(15),
                      Duration.ofSeconds(5),
                      1 << 20,
                      null,
                      SourceSettings.Http.plain())),
              Inventory.empty(),
              Story.LIBRARY,
              Trust.nothing(),
              null),
          Recollection.Past.nothing(),
          BEGIN);
  private Instant now = BEGIN;

  private static Alert info(int number, Instant startsAt) {
    return alert("Note", "host-" + number, startsAt, "severity", "info");
  }

  private record Cost(double millis, long bytes) {}

  private Cost read(Alerts alerts) {
    now = now.plusSeconds(15);
    Reading reading = new Reading.Complete("prod", now, alerts, Duration.ofMillis(5));
    long bytes = THREAD.getCurrentThreadAllocatedBytes();
    long nanos = System.nanoTime();
    watch.take(new Input.Read(reading));
    watch.take(new Input.Tick(now));
    watch.board();
    return new Cost(
        (System.nanoTime() - nanos) / 1e6, THREAD.getCurrentThreadAllocatedBytes() - bytes);
  }

  private Cost median(List<Alerts> answers) {
    List<Cost> costs = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      costs.add(read(answers.get(i % answers.size())));
    }
    costs.sort(java.util.Comparator.comparingDouble(Cost::millis));
    return costs.get(costs.size() / 2);
  }

  @Test
  void anUnchangedAnswerCostsNextToNothing() {
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < ALERTS; i++) {
      alerts.add(info(i, BEGIN));
    }
    Alerts one = Alerts.of(alerts);
    Cost first = read(one);
    List<Board.Row> rows = watch.board().rows();
    Alerts same = Alerts.of(alerts);
    Cost steady = median(List.of(same, one));
    assertThat(watch.board().rows()).as("the same list").isSameAs(rows).hasSize(ALERTS);
    List<Alert> other = new ArrayList<>(alerts);
    for (int i = 0; i < ALERTS / 100; i++) {
      other.set(i * 100, info(i * 100, BEGIN.plusSeconds(9)));
    }
    Cost onePercent = median(List.of(Alerts.of(other), one));
    System.out.printf(
        "100k alerts: first %.0f ms; unchanged %.2f ms, %d bytes; 1 %% changed %.2f ms, %d KB%n",
        first.millis(),
        steady.millis(),
        steady.bytes(),
        onePercent.millis(),
        onePercent.bytes() / 1024);
    assertThat(steady.bytes()).isLessThan(64 * 1024);
    assertThat(onePercent.bytes()).isLessThan(8L * 1024 * 1024);
    // generous: the machine may be busy; what is measured is printed above
    assertThat(steady.millis()).isLessThan(100);
  }
}
