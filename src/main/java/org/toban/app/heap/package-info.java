/**
 * The memory of a program that stands in the tray for weeks.
 *
 * <p>Uses: nothing.
 */
@NullMarked
package org.toban.app.heap;

import org.jspecify.annotations.NullMarked;
