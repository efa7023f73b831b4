package org.toban.drill.shell;

/** Unwinds a simulated process that a signal ends. */
public final class Killed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Signal signal;

  Killed(Signal signal) {
    super(signal.name(), null, false, false);
    this.signal = signal;
  }

  Signal signal() {
    return signal;
  }
}
