/**
 * What a block asks of people before it may start: a typed host name, a second person.
 *
 * <p>Uses: runbook.
 */
@NullMarked
package org.toban.engine.consent;

import org.jspecify.annotations.NullMarked;
