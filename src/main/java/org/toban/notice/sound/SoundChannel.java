package org.toban.notice.sound;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Severity;
import org.toban.notice.Channel;
import org.toban.notice.Delivery;
import org.toban.notice.Earlier;
import org.toban.notice.Letter;

/**
 * Notices as tunes: one for each severity. That of an incident that asks for somebody comes again
 * and again until somebody has taken it; many such sound as one.
 */
public final class SoundChannel implements Channel {
  private final int volume;
  private final Duration repeat;
  private final Predicate<String> isLoud;
  private final Player player;
  private final Set<String> calling = ConcurrentHashMap.newKeySet();
  private final Thread repeater;

  /** Plays samples to their end; throws when there is no sound device. */
  interface Player {
    void play(byte[] samples) throws LineUnavailableException;
  }

  /**
   * A channel that plays on the machine's standard device.
   *
   * @param volume 0 to 100
   * @param repeat from one tune of an unanswered critical to the next; zero for no repeat
   * @param isLoud whether an incident, by its id, still asks for somebody
   */
  public SoundChannel(int volume, Duration repeat, Predicate<String> isLoud) {
    this(volume, repeat, isLoud, SoundChannel::playAloud);
  }

  SoundChannel(int volume, Duration repeat, Predicate<String> isLoud, Player player) {
    this.volume = volume;
    this.repeat = repeat;
    this.isLoud = isLoud;
    this.player = player;
    // Sound is a long native call: on a virtual thread it would hold a carrier.
    this.repeater = Thread.ofPlatform().daemon().name("sound").unstarted(this::repeat);
    if (!repeat.isZero()) {
      repeater.start();
    }
  }

  @Override
  public String name() {
    return "sound";
  }

  @Override
  public String meaning() {
    return "the sound device played the tune to its end; whether anybody heard it, nobody knows";
  }

  @Override
  public Delivery send(Letter letter, @Nullable Earlier earlier) {
    Severity severity = letter.notice().severity();
    try {
      play(severity);
    } catch (LineUnavailableException | IllegalArgumentException e) {
      return new Delivery.Permanent("no sound device: " + e.getMessage());
    }
    if (severity == Severity.CRITICAL && !repeat.isZero()) {
      calling.addAll(letter.incidents());
    }
    return Delivery.sent();
  }

  private synchronized void play(Severity severity) throws LineUnavailableException {
    player.play(Tune.of(severity).samples(volume));
  }

  private void repeat() {
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(repeat.toNanos());
        calling.removeIf(isLoud.negate());
        if (!calling.isEmpty()) {
          play(Severity.CRITICAL);
        }
      }
    } catch (InterruptedException e) {
      // closed
    } catch (LineUnavailableException | IllegalArgumentException e) {
      calling.clear(); // the next notice says so
    }
  }

  private static void playAloud(byte[] samples) throws LineUnavailableException {
    AudioFormat format = new AudioFormat(Tune.RATE, 16, 1, true, false);
    try (SourceDataLine line = AudioSystem.getSourceDataLine(format)) {
      line.open(format);
      line.start();
      line.write(samples, 0, samples.length);
      line.drain();
    }
  }

  @Override
  public void close() {
    repeater.interrupt();
  }
}
