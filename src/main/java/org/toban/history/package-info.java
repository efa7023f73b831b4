/**
 * The event store: every incident's events, every alert's episodes, the output of runs. The only
 * room that knows JDBC.
 *
 * <p>Uses: alert, incident.
 */
@NullMarked
package org.toban.history;

import org.jspecify.annotations.NullMarked;
