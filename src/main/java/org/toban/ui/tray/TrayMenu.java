package org.toban.ui.tray;

/** One line of the tray's menu, as data that each kind of tray draws in its own way. */
public sealed interface TrayMenu {
  /** Something to choose; {@code chosen} may be called on any thread. */
  record Entry(String label, Runnable chosen) implements TrayMenu {}

  /** Something that is on or off. */
  record Check(String label, boolean on, Runnable chosen) implements TrayMenu {}

  record Separator() implements TrayMenu {}
}
