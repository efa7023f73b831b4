/**
 * Jobs on hosts and their outcomes: the inventory, the SSH runner, strict host keys, quoting,
 * output limits and the guards that stand before a run. The only room that knows the SSH library.
 *
 * <p>Uses: alert.
 */
@NullMarked
package org.toban.remedy;

import org.jspecify.annotations.NullMarked;
