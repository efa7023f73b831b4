/**
 * What people copy from a terminal: prompts, and lines that begin with the name of a program.
 *
 * <p>Uses: nothing.
 */
@NullMarked
package org.toban.runbook.terminal;

import org.jspecify.annotations.NullMarked;
