package org.toban.engine;

import java.time.Duration;
import java.util.List;
import org.toban.alert.SeverityMap;
import org.toban.incident.BusinessCalendar;
import org.toban.remedy.StartLimit;

/**
 * What the engine needs to know besides its parts.
 *
 * @param clearPolls valid polls without an alert before it counts as cleared (N, at least 1)
 * @param reopenWindow a re-fire within this time of recovery continues the incident
 * @param repeatPage how often an unanswered critical is notified again
 * @param escalateAfter how long a critical may stay unanswered before the next contact gets it
 * @param runLimit time limit of a run when its step names none
 * @param verifyEvery how long after a failed verify step it is tried again
 * @param verifyLimit how long a verification may take before it counts as failed
 */
public record EngineSettings(
    String console,
    SeverityMap severities,
    BusinessCalendar calendar,
    StartLimit startLimit,
    List<String> groupBy,
    int clearPolls,
    Duration reopenWindow,
    Duration repeatPage,
    Duration escalateAfter,
    Duration runLimit,
    Duration verifyEvery,
    Duration verifyLimit,
    boolean practice) {}
