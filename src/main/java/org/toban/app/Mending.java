package org.toban.app;

import org.toban.app.doctor.Advice;
import org.toban.saying.Saying;
import org.toban.source.SignIn;
import org.toban.source.SourceSettings;
import org.toban.source.fault.Fault;

/** What to do about a source's fault, for a person at the keyboard. */
final class Mending {
  private Mending() {}

  static Saying of(Fault fault, SourceSettings settings) {
    return of(fault, settings.http().signIn());
  }

  static Saying of(Fault fault, SignIn signIn) {
    return switch (fault) {
      case Fault.Unreachable _ -> Advice.UNREACHABLE.of();
      case Fault.TimedOut _ -> Advice.TIMED_OUT.of();
      case Fault.Refused it -> refused(it.status(), signIn);
      case Fault.Unreadable _ -> Advice.UNREADABLE.of();
      case Fault.Untrusted it -> untrusted(it);
      case Fault.SignInFailed _ -> Advice.SIGN_IN_FAILED.of(signIn.told());
      case Fault.ProxyRefused _ -> Advice.PROXY_REFUSED.of();
      case Fault.OverLimit _ -> Advice.OVER_LIMIT.of();
      case Fault.Partial _ -> Advice.PARTIAL.of();
      case Fault.Misconfigured _ -> Advice.MISCONFIGURED.of();
    };
  }

  private static Saying refused(int status, SignIn signIn) {
    if (status != 401 && status != 403) {
      return Advice.NO_BASE.of();
    }
    if (signIn instanceof SignIn.None) {
      return Advice.WANTS_SIGN_IN.of();
    }
    return (status == 401 ? Advice.UNKNOWN_SIGN_IN : Advice.FORBIDDEN).of(signIn.told());
  }

  private static Saying untrusted(Fault.Untrusted fault) {
    return fault.certificate() == null
        ? Advice.NO_TLS.of()
        : Advice.UNTRUSTED.of(fault.certificate().key());
  }
}
