package org.toban.app.doctor;

import org.toban.saying.Saying;

/** What the doctor looks at, and how it went. */
public enum Subject implements Saying.Name {
  // how it went
  OK,
  WARNING,
  FAILED,

  // what was tried
  TOBAN,
  CONFIGURATION,
  HISTORY,
  RUNBOOKS,
  TRUST,
  SOURCE,
  LOGS,
  SERVER,
  RULES,
  TARGETS,
  RULES_AND_TARGETS,
  PUSH,
  HOST,
  HOSTS,
  NOTIFICATIONS,
  SCHEDULE,
  GAPS,
  NAMES,
  CONTACTS,
  OVERRIDES,
  NOTIFY,
  NOTIFY_BY
}
