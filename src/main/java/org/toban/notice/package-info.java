/**
 * What deserves a notice and why, and the channels that carry it: the desktop's notification
 * service and the log.
 *
 * <p>Uses: alert, incident.
 */
@NullMarked
package org.toban.notice;

import org.jspecify.annotations.NullMarked;
