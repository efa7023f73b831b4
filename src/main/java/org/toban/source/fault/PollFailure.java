package org.toban.source.fault;

import java.io.IOException;

/** Carries a fault out of the depth of an exchange; it never leaves this room. */
public final class PollFailure extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Fault fault;

  public PollFailure(Fault fault) {
    super(fault.summary());
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }

  /** A fault is a value, not a crash: where in Toban it arose says nothing. */
  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
