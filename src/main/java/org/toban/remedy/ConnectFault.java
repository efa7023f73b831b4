package org.toban.remedy;

/** Why a host could not be signed in to; nothing was run there. */
@SuppressWarnings("serial") // never serialised
final class ConnectFault extends Exception {
  private final Outcome.Reason reason;
  private final String detail;

  ConnectFault(Outcome.Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  Outcome.Reason reason() {
    return reason;
  }

  /** A sentence or two: what happened, where, what to do. */
  String detail() {
    return detail;
  }
}
