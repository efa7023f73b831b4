/**
 * Runbooks proven before they are needed: their reading blocks run on a host, outside of any
 * incident, and nothing of it is recorded.
 *
 * <p>Uses: ui, config, engine, remedy, runbook, incident, alert.
 */
@NullMarked
package org.toban.app.runbook;

import org.jspecify.annotations.NullMarked;
