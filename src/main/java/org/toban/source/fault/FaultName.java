package org.toban.source.fault;

import org.toban.saying.Saying;

/** What a fault is called. */
public enum FaultName implements Saying.Name {
  UNREACHABLE,
  TIMED_OUT,
  REFUSED,
  REFUSED_WHY,
  UNREADABLE,
  UNTRUSTED,
  UNTRUSTED_CERTIFICATE,
  SIGN_IN_FAILED,
  PROXY_REFUSED,
  OVER_LIMIT,
  PARTIAL,
  MISCONFIGURED
}
