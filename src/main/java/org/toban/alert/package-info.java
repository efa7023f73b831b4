/**
 * Alerts as every other room sees them: labels and their fingerprint, severity, matchers, a
 * source's whole answer as one immutable set, and how two sightings of one alert merge. Pure
 * values: no clock, thread, file or socket.
 *
 * <p>Uses: saying.
 */
@NullMarked
package org.toban.alert;

import org.jspecify.annotations.NullMarked;
