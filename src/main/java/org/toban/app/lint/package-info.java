/**
 * What {@code toban lint} knows besides the files: people and schedules of the configuration, and
 * which runbooks the history has seen used; and how problems are written as lines.
 *
 * <p>Uses: config, history, incident, runbook.
 */
@NullMarked
package org.toban.app.lint;

import org.jspecify.annotations.NullMarked;
