package org.toban.review;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.toban.incident.Event;
import org.toban.incident.Incident;

/**
 * The facts of one incident, computed from its events alone; documents are made from this.
 *
 * @param outputs what each run printed, by run id
 */
public record Review(
    Incident incident,
    List<Event> timeline,
    Map<String, String> outputs,
    @Nullable Duration timeToRespond,
    @Nullable Duration timeToRecover,
    @Nullable Instant recoveredAt,
    boolean practice) {}
