/**
 * Files of hosts as a runbook declares them: looked at, put in place, put back. What runs on the
 * host is one script of Toban's own; paths and texts reach it as data.
 *
 * <p>Uses: alert.
 */
@NullMarked
package org.toban.remedy.files;

import org.jspecify.annotations.NullMarked;
