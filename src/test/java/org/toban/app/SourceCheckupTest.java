package org.toban.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.toban.alert.Alert;
import org.toban.alert.Alerts;
import org.toban.alert.Labels;
import org.toban.app.doctor.Finding;
import org.toban.app.doctor.Subject;
import org.toban.source.Reading;
import org.toban.source.SourceSettings;
import org.toban.source.Vitals;

class SourceCheckupTest {
  private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");
  private static final SourceSettings SETTINGS =
      new SourceSettings(
          "prod",
          SourceSettings.Kind.ALERTMANAGER,
          List.of(URI.create("http://am:9093")),
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          1 << 20,
          "Watchdog",
          SourceSettings.Http.plain());

  private static String finding(
      String alert, @Nullable Instant started, int settles, @Nullable Duration skew) {
    Alerts alerts = Alerts.of(List.of(Alert.active(Labels.of("alertname", alert), NOW)));
    Vitals vitals = new Vitals(started, Duration.ofSeconds(settles), skew);
    Finding finding =
        SourceCheckup.answered(
            Subject.SOURCE.of("prod"),
            SETTINGS,
            new Reading.Complete("prod", NOW, alerts, Duration.ofMillis(7), vitals));
    return finding.state() + ": " + finding.detail();
  }

  @Test
  void tellsWhatIsDoubtfulInACompleteAnswer() {
    assertThat(finding("Watchdog", null, 0, null)).isEqualTo("OK: 1 alerts in 7 ms");
    assertThat(finding("Other", null, 0, null))
        .isEqualTo("FAILED: 1 alerts in 7 ms, but the watchdog Watchdog is not among them");
    assertThat(finding("Watchdog", null, 0, Duration.ofSeconds(30))).startsWith("OK");
    assertThat(finding("Watchdog", null, 0, Duration.ofSeconds(45)))
        .isEqualTo("WARNING: 1 alerts in 7 ms, but its clock is 45 s ahead of this machine's");
    assertThat(finding("Watchdog", null, 0, Duration.ofSeconds(-45)))
        .endsWith("its clock is 45 s behind this machine's");
    assertThat(finding("Watchdog", NOW.minusSeconds(30), 90, null))
        .isEqualTo(
            "WARNING: 1 alerts in 7 ms; its server has just started and may lack alerts for"
                + " another 90 s");
  }
}
