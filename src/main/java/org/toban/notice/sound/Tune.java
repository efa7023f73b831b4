package org.toban.notice.sound;

import java.util.List;
import org.toban.alert.Severity;

/**
 * A short tune for a severity, made of sine tones: the worse, the more and the higher.
 *
 * @param hertz of each tone in turn; 0 for silence
 * @param millis of each tone
 */
record Tune(List<Integer> hertz, int millis) {
  /** 16 bit, one channel, little endian. */
  static final float RATE = 44_100;

  private static final double FADE_SECONDS = 0.008;
  private static final double LOUDEST = 0.8;

  Tune {
    hertz = List.copyOf(hertz);
  }

  static Tune of(Severity severity) {
    return switch (severity) {
      case CRITICAL -> new Tune(List.of(880, 0, 1175, 0, 1568, 0, 1175, 0, 1568), 110);
      case UNKNOWN, WARNING -> new Tune(List.of(659, 0, 784), 130);
      case INFO, NONE -> new Tune(List.of(523), 150);
    };
  }

  /**
   * Its samples.
   *
   * @param volume 0 to 100
   */
  byte[] samples(int volume) {
    int each = (int) (RATE * millis / 1000);
    byte[] samples = new byte[hertz.size() * each * 2];
    double peak = Short.MAX_VALUE * LOUDEST * Math.clamp(volume, 0, 100) / 100;
    for (int tone = 0; tone < hertz.size(); tone++) {
      for (int i = 0; i < each; i++) {
        double wave = Math.sin(2 * Math.PI * hertz.get(tone) * i / RATE);
        int value = (int) (peak * fade(i, each) * wave);
        int at = (tone * each + i) * 2;
        samples[at] = (byte) value;
        samples[at + 1] = (byte) (value >> 8);
      }
    }
    return samples;
  }

  /** Without it each tone would begin and end with a click. */
  private static double fade(int i, int length) {
    double edge = FADE_SECONDS * RATE;
    return Math.min(1, Math.min(i, length - 1 - i) / edge);
  }
}
