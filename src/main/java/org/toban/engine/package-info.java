/**
 * The loop: one thread owns the state. Inputs (readings, commands, outcomes, ticks) go in by the
 * inbox; a pure step gives the next board and effects; events are stored before any other effect;
 * the newest board goes out by the feed.
 *
 * <p>Uses: alert, incident, runbook, source, remedy, notice, history.
 */
@NullMarked
package org.toban.engine;

import org.jspecify.annotations.NullMarked;
