package org.toban.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  /** Labels and fingerprint as an Alertmanager 0.25 answered them. */
  @Test
  void isTheOneThatAlertmanagerComputes() {
    Labels labels =
        Labels.of(
            "alertname", "HighErrorRatio",
            "env", "test",
            "host", "web1",
            "instance", "127.0.0.1:19999",
            "job", "app",
            "service", "mks-backend",
            "severity", "warning");
    assertEquals("0fcf85a728dba99e", Fingerprint.of(labels).toString());
    assertEquals("cbf29ce484222325", Fingerprint.of(Labels.empty()).toString());
  }

  @Property(tries = 100)
  void survivesItsText(@ForAll long value) {
    Fingerprint fingerprint = new Fingerprint(value);
    assertEquals(fingerprint, Fingerprint.parse(fingerprint.toString()));
  }
}
