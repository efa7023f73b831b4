package org.toban.notice.desktop;

/** What a person chose on a notification of an incident. */
public record Choice(String incident, Act act) {
  /** The buttons; a click on the notification itself opens. */
  public enum Act {
    OPEN("default"),
    ACKNOWLEDGE("acknowledge"),
    RUNBOOK("runbook"),
    SNOOZE("snooze");

    final String key;

    Act(String key) {
      this.key = key;
    }
  }
}
