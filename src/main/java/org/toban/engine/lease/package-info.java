/**
 * What runs claim on their hosts, and what its answers mean to an incident.
 *
 * <p>Uses: alert, incident, remedy.
 */
@NullMarked
package org.toban.engine.lease;

import org.jspecify.annotations.NullMarked;
