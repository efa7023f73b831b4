package org.toban.incident.rollout;

/** How one host of a rollout stands. */
public enum Standing {
  /** Its turn comes when every run of the shares before it has succeeded. */
  WAITING,
  RUNNING,
  SUCCEEDED,
  FAILED,
  /** Nobody saw the end of its run. */
  UNKNOWN,
  /** Nothing was started there. */
  NOT_STARTED
}
