/**
 * The pure core: what an incident is and how it moves. Phases and events are sealed records; an
 * incident is the fold of its events; decisions, deadlines, the business calendar, escalation and
 * policies are functions of values in which time is a field. No clock, thread, file or socket.
 *
 * <p>Uses: alert.
 */
@NullMarked
package org.toban.incident;

import org.jspecify.annotations.NullMarked;
