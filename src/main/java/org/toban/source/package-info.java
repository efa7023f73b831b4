/**
 * Where alerts come from: one adapter per kind of source, the poller, readings and faults. The only
 * room that knows the sources' protocols and JSON. Only a complete and valid answer is a reading of
 * alerts; anything else is a fault.
 *
 * <p>Uses: alert, incident, saying.
 */
@NullMarked
package org.toban.source;

import org.jspecify.annotations.NullMarked;
