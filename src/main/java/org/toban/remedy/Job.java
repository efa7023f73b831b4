package org.toban.remedy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.toban.alert.Labels;

/**
 * One script to run on one host. The script is the runbook's, byte for byte; labels reach it only
 * as variables.
 *
 * @param runId unique; also marks the remote process group
 * @param limit wall time after which the remote process group is ended
 * @param claim what it claims on the host; null for what changes nothing
 */
public record Job(
    String runId,
    Target target,
    String script,
    Labels labels,
    Duration limit,
    @Nullable Claim claim) {

  /** One that changes nothing. */
  public Job(String runId, Target target, String script, Labels labels, Duration limit) {
    this(runId, target, script, labels, limit, null);
  }
}
