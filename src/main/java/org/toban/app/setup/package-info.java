/**
 * The configuration as the desk changes it: written, taken up without a new start, and made by the
 * guide.
 *
 * <p>Uses: ui, config, remedy, runbook, source, alert.
 */
@NullMarked
package org.toban.app.setup;

import org.jspecify.annotations.NullMarked;
