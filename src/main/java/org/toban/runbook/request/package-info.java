/**
 * The text of an {@code http} block: a request with places for labels and secrets, how it is read
 * and how each value is written where it goes. Pure; nothing is sent from here.
 *
 * <p>Uses: nothing.
 */
@NullMarked
package org.toban.runbook.request;

import org.jspecify.annotations.NullMarked;
