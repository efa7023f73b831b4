package org.toban.source.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.toban.saying.Saying;
import org.toban.source.tls.ServerCertificate;

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

  /**
   * TLS: expired, self-signed, wrong host, unknown authority, not the pinned key; or the server
   * does not trust us.
   *
   * @param certificate what the server showed; null when it came to nothing
   */
  record Untrusted(String detail, @Nullable ServerCertificate certificate) implements Fault {}

  /** A token server gave no token. */
  record SignInFailed(String detail) implements Fault {}

  /** The way was closed at the proxy: not there, forbidden, or it wants a sign-in. */
  record ProxyRefused(String proxy, String detail) implements Fault {}

  /** More bytes than the cap of this source. */
  record OverLimit(long limitBytes) implements Fault {}

  /** A valid answer whose server says that it holds only a part of what was asked. */
  record Partial(String detail) implements Fault {}

  /** A secret or a setting could not be had when it was needed. */
  record Misconfigured(String detail) implements Fault {}

  /** A short English sentence for logs and machine output; the desk has its own words. */
  default String summary() {
    return told().toString();
  }

  /** The same for a reader of another language. */
  default Saying told() {
    return switch (this) {
      case Unreachable it -> FaultName.UNREACHABLE.of(it.detail());
      case TimedOut it -> FaultName.TIMED_OUT.of(it.limit().toMillis());
      case Refused it when it.body().isBlank() -> FaultName.REFUSED.of(it.status());
      case Refused it -> FaultName.REFUSED_WHY.of(it.status(), it.body());
      case Unreadable it -> FaultName.UNREADABLE.of(it.where(), it.detail());
      case Untrusted it -> {
        ServerCertificate shown = it.certificate();
        yield shown == null
            ? FaultName.UNTRUSTED.of(it.detail())
            : FaultName.UNTRUSTED_CERTIFICATE.of(it.detail(), shown.described());
      }
      case SignInFailed it -> FaultName.SIGN_IN_FAILED.of(it.detail());
      case ProxyRefused it -> FaultName.PROXY_REFUSED.of(it.proxy(), it.detail());
      case OverLimit it -> FaultName.OVER_LIMIT.of(it.limitBytes());
      case Partial it -> FaultName.PARTIAL.of(it.detail());
      case Misconfigured it -> FaultName.MISCONFIGURED.of(it.detail());
    };
  }
}
