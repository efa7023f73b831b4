/** One incident: deadline, flow, runbook with its guards and runs, checks, timeline. */
@NullMarked
package org.toban.ui.incident;

import org.jspecify.annotations.NullMarked;
