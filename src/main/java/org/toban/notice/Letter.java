package org.toban.notice;

import java.time.Instant;
import java.util.List;

/**
 * One notice on its way by one channel. It is stored before it is sent, and carries the same key on
 * every attempt, also in another life of the program.
 *
 * @param key no other letter has it
 * @param channel the channel's name
 * @param incidents ids of all incidents that it is about; none for a notice about Toban itself
 * @param at when it was decided
 * @param notBefore when it may be sent: later than {@code at} when it fell into quiet hours
 * @param edit whether it only says in the message that is there how its incident stands: it tells
 *     nobody, and no message is made for it
 */
public record Letter(
    String key,
    String channel,
    Notice notice,
    List<String> incidents,
    Instant at,
    Instant notBefore,
    boolean edit) {
  public Letter {
    incidents = List.copyOf(incidents);
    if (edit && notice.incident() == null) {
      throw new IllegalArgumentException("an edit is about one incident");
    }
  }

  /** One that tells people. */
  public Letter(
      String key,
      String channel,
      Notice notice,
      List<String> incidents,
      Instant at,
      Instant notBefore) {
    this(key, channel, notice, incidents, at, notBefore, false);
  }

  /** One that may go at once. */
  public static Letter now(
      String key, String channel, Notice notice, List<String> incidents, Instant at) {
    return new Letter(key, channel, notice, incidents, at, at);
  }

  /** Whether it was held back by quiet hours. */
  public boolean isHeld() {
    return notBefore.isAfter(at);
  }
}
