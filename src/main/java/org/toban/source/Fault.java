package org.toban.source;

import java.time.Duration;

/**
 * Why a poll gave no complete and valid answer. Expected, so a value and never an exception or a
 * dialog.
 */
public sealed interface Fault {
  /** No connection: refused, no route, unknown host. */
  record Unreachable(String detail) implements Fault {}

  /** The whole exchange took longer than its deadline. */
  record TimedOut(Duration limit) implements Fault {}

  /** An answer with another status than 200; {@code body} is its shortened text. */
  record Refused(int status, String body) implements Fault {}

  /**
   * An answer that is not what the API promises: HTML, cut off, wrong shape; {@code where} says at
   * which byte or path.
   */
  record Unreadable(String where, String detail) implements Fault {}

  /** TLS: expired, self-signed, wrong host, unknown authority. */
  record Untrusted(String detail) implements Fault {}

  /** More bytes than the cap of this source. */
  record OverLimit(long limitBytes) implements Fault {}

  /** A secret or a setting could not be had when it was needed. */
  record Misconfigured(String detail) implements Fault {}

  /** A short English sentence for logs and machine output; the desk has its own words. */
  default String summary() {
    return switch (this) {
      case Unreachable it -> "unreachable: " + it.detail();
      case TimedOut it -> "no complete answer within " + it.limit().toMillis() + " ms";
      case Refused it -> "answered " + it.status() + (it.body().isBlank() ? "" : ": " + it.body());
      case Unreadable it -> "unreadable answer at " + it.where() + ": " + it.detail();
      case Untrusted it -> "TLS not trusted: " + it.detail();
      case OverLimit it -> "answer over the limit of " + it.limitBytes() + " bytes";
      case Misconfigured it -> it.detail();
    };
  }
}
