/**
 * What a step still needs before it can run: placeholders and variables that nobody sets, found by
 * reading the script as a shell would; how they are filled, and where no value may stand.
 *
 * <p>Uses: alert.
 */
@NullMarked
package org.toban.runbook.field;

import org.jspecify.annotations.NullMarked;
