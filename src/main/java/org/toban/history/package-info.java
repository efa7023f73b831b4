/**
 * The event store: every incident's events, every alert's episodes, the output of runs, the letters
 * to people. The only room that knows JDBC.
 *
 * <p>Uses: alert, incident, notice.
 */
@NullMarked
package org.toban.history;

import org.jspecify.annotations.NullMarked;
