/**
 * What deserves a notice, who gets it, when and why; and the channels that carry it: the desktop, a
 * sound, Slack, e-mail, the log. Letters are stored by others; here they are carried, paced, tried
 * again and given up.
 *
 * <p>Uses: alert, incident, source.
 */
@NullMarked
package org.toban.notice;

import org.jspecify.annotations.NullMarked;
