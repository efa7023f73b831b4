package org.toban.notice.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.LineUnavailableException;
import org.junit.jupiter.api.Test;
import org.toban.alert.Severity;
import org.toban.notice.Delivery;
import org.toban.notice.Letter;
import org.toban.notice.Notice;

class SoundChannelTest {
  private final BlockingQueue<byte[]> played = new LinkedBlockingQueue<>();
  private final Set<String> loud = ConcurrentHashMap.newKeySet();

  private static Letter letter(Severity severity) {
    Notice notice = new Notice("INC-1", severity, "a", "", "", "");
    return Letter.now("k", "sound", notice, List.of("INC-1"), Instant.EPOCH);
  }

  @Test
  void aCriticalIsHeardAgainUntilSomebodyHasTakenIt() throws InterruptedException {
    loud.add("INC-1");
    try (SoundChannel sound =
        new SoundChannel(80, Duration.ofMillis(20), loud::contains, played::add)) {
      assertThat(sound.send(letter(Severity.CRITICAL), null)).isEqualTo(Delivery.sent());
      for (int i = 0; i < 3; i++) {
        assertThat(played.poll(10, TimeUnit.SECONDS)).isNotNull();
      }
      loud.clear();
      assertThat(sound.send(letter(Severity.WARNING), null)).isEqualTo(Delivery.sent());
    }
  }

  @Test
  void withoutADeviceItSaysSo() {
    try (SoundChannel sound =
        new SoundChannel(
            80,
            Duration.ZERO,
            loud::contains,
            samples -> {
              throw new LineUnavailableException("none");
            })) {
      assertThat(sound.send(letter(Severity.CRITICAL), null))
          .isEqualTo(new Delivery.Permanent("no sound device: none"));
    }
  }

  @Test
  void eachSeverityHasItsTuneAndTheVolumeIsHeard() {
    assertThat(Tune.of(Severity.CRITICAL)).isNotEqualTo(Tune.of(Severity.WARNING));
    assertThat(peak(Tune.of(Severity.CRITICAL).samples(100))).isBetween(20_000, 32_000);
    assertThat(peak(Tune.of(Severity.CRITICAL).samples(50))).isBetween(10_000, 16_000);
    assertThat(peak(Tune.of(Severity.WARNING).samples(0))).isZero();
    byte[] samples = Tune.of(Severity.CRITICAL).samples(100);
    assertThat(samples.length / 2.0 / Tune.RATE).as("seconds").isLessThan(1.5);
  }

  private static int peak(byte[] samples) {
    int peak = 0;
    for (int i = 0; i < samples.length; i += 2) {
      peak = Math.max(peak, Math.abs((short) ((samples[i] & 0xff) | (samples[i + 1] << 8))));
    }
    return peak;
  }
}
