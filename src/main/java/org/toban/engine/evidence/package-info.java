/**
 * What is kept as evidence of an incident: by itself, when a block of the runbook says so.
 *
 * <p>Uses: incident, runbook, engine.lease.
 */
@NullMarked
package org.toban.engine.evidence;

import org.jspecify.annotations.NullMarked;
