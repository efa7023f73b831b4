/**
 * The hosts that a step may run on, and the incident as it is about each of them.
 *
 * <p>Uses: alert, incident, remedy, runbook.
 */
@NullMarked
package org.toban.engine.rollout;

import org.jspecify.annotations.NullMarked;
