package org.toban.source.json;

import org.toban.alert.Alerts;

/** What is kept of a server's last complete answer, to read the next one with. */
public final class Memory {
  private static final int BUFFER = 1 << 15;

  private final TextPool pool = new TextPool();
  private final byte[] buffer = new byte[BUFFER];
  private Alerts alerts = Alerts.none();
  private Prints prints = Prints.unknown(0);

  /** Of the last complete answer; none before the first. */
  Alerts alerts() {
    return alerts;
  }

  /** The answer after the last one, still to be gathered. */
  public Generation next() {
    return new Generation(alerts, prints, pool, buffer);
  }

  /** Keeps a complete answer, and gives its alerts. */
  public Alerts take(Generation complete) {
    alerts = complete.alerts();
    prints = complete.prints();
    return alerts;
  }
}
