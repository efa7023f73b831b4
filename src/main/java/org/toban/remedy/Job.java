package org.toban.remedy;

import java.time.Duration;
import org.toban.alert.Labels;

/**
 * One script to run on one host. The script is the runbook's, byte for byte; labels reach it only
 * as variables.
 *
 * @param runId unique; also marks the remote process group
 * @param limit wall time after which the remote process group is ended
 */
public record Job(String runId, Target target, String script, Labels labels, Duration limit)
    implements Work {}
