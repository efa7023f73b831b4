/**
 * The loop: one thread owns the state. Inputs (readings, commands, outcomes, ticks) go in by the
 * inbox; a pure step gives the next board and effects; events are stored before any other effect;
 * the newest board goes out by the feed.
 *
 * <p>Rules that were chosen here. An automatic remedy starts once for a firing of an alert; what
 * fails is handed to the next contact, never repeated by itself. Approved verify steps run by
 * themselves, others when a person verifies; what has cleared and only waits for that does not
 * fail. An alert clears when enough complete answers of every source that showed it lack it; an
 * answer without the source's watchdog counts for nothing, nor does one of a server that has just
 * started, for what it has not said since; what flaps must have been away for the reopen window.
 * What is not critical closes as unreviewed a day after its recovery; a critical waits for its
 * review. After a sleep or a start the timers wait for the first answers, and tell what they have
 * to tell as one message.
 *
 * <p>Uses: alert, incident, runbook, source, remedy, notice, history, saying.
 */
@NullMarked
package org.toban.engine;

import org.jspecify.annotations.NullMarked;
