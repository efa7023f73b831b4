package org.toban.alert;

/**
 * How bad an alert is, worst first. {@link #UNKNOWN} stands for a severity label that no map names:
 * it is shown and notified like a warning, and sorted above one, because it may hide something
 * worse. {@link #NONE} never notifies.
 */
public enum Severity {
  CRITICAL,
  UNKNOWN,
  WARNING,
  INFO,
  NONE;

  public boolean worseThan(Severity other) {
    return compareTo(other) < 0;
  }

  public Severity worst(Severity other) {
    return worseThan(other) ? this : other;
  }
}
