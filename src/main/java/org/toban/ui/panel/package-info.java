/**
 * Live panels of a runbook's queries: the chart, the lines, and what is said when there are none.
 */
@NullMarked
package org.toban.ui.panel;

import org.jspecify.annotations.NullMarked;
