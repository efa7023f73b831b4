package org.toban.notice.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.toban.notice.Delivery;
import org.toban.notice.Plain;
import org.toban.source.Exchange;

/** What all talk with Slack has in common: limits, and what an HTTP status says. */
final class SlackDoor {
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Asked to wait without a time: Slack's limit is about one message a second. */
  private static final Duration USUAL_WAIT = Duration.ofSeconds(30);

  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final int SHOWN = 120;

  private SlackDoor() {}

  static byte[] bytes(ObjectNode message) {
    try {
      return SlackText.JSON.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message is always JSON", e);
    }
  }

  /** The fault that another status than 200 means; null for 200. */
  static @Nullable Delivery fault(Exchange.Reply reply) {
    String said = "Slack answered " + reply.status() + ": " + Plain.line(reply.body(), SHOWN);
    if (reply.status() == 200) {
      return null;
    }
    if (reply.status() == 429) {
      return new Delivery.Temporary("Slack asks to wait (429)", wait(reply.retryAfter()));
    }
    return reply.status() >= 500 || reply.status() == 408
        ? Delivery.temporary(said)
        : new Delivery.Permanent(said);
  }

  /** Seconds, as Slack writes it. */
  static Duration wait(@Nullable String retryAfter) {
    if (retryAfter == null || !retryAfter.strip().matches("\\d{1,6}")) {
      return USUAL_WAIT;
    }
    Duration wait = Duration.ofSeconds(Math.max(1, Long.parseLong(retryAfter.strip())));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  /** Whether nobody on the way can read what is sent there: TLS, or this machine itself. */
  static boolean isSafe(URI url) {
    String host = String.valueOf(url.getHost());
    return "https".equals(url.getScheme())
        || ("http".equals(url.getScheme()) && host.matches("127\\.0\\.0\\.1|localhost|\\[::1\\]"));
  }
}
