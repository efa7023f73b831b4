/**
 * One step on several hosts, a share of them at a time: what a block says of it, who is next, and
 * when it is over.
 *
 * <p>Uses: nothing.
 */
@NullMarked
package org.toban.incident.rollout;

import org.jspecify.annotations.NullMarked;
