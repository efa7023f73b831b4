package org.toban.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.toban.alert.Alert;
import org.toban.alert.Labels;

class WatchdogTest {
  private static final Alert ALERT =
      Alert.active(
          Labels.of("alertname", "Watchdog", "cluster", "eu-1", "note", "a\"b,c"), Instant.EPOCH);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\u0001',
      value = {
        "Watchdog; true",
        " Watchdog ; true",
        "Watch; false",
        "Watchdog{cluster=\"eu-1\"}; true",
        "Watchdog{cluster=\"eu\"}; false",
        "Watchdog{cluster=~\"eu.*\", cluster!=\"eu-2\",}; true",
        "Watchdog{cluster!~\"eu.*\"}; false",
        "{ cluster = \"eu-1\" }; true",
        "{note=\"a\\\"b,c\"}; true",
        "{missing=\"\"}; true",
        "Watchdog{}; true",
      })
  void choosesAnAlert(String text, boolean chosen) {
    assertThat(Watchdog.parse(text).isSeenIn(ALERT)).isEqualTo(chosen);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "A{",
        "A}",
        "A{b}",
        "A{b=c}",
        "A{b=\"c\"d=\"e\"}",
        "A{b=~\"(\"}",
        "A{b=\"c}"
      })
  void refusesWhatIsNoSelector(String text) {
    assertThatThrownBy(() -> Watchdog.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsPendingIsNotThere() {
    Alert pending =
        new Alert(
            ALERT.labels(),
            ALERT.fingerprint(),
            ALERT.annotations(),
            ALERT.startsAt(),
            Alert.State.PENDING,
            ALERT.suppressedBy(),
            null);
    assertThat(Watchdog.parse("Watchdog").isSeenIn(pending)).isFalse();
  }
}
