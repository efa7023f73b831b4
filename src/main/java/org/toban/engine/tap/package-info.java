/**
 * What runs print, on its way to the loop.
 *
 * <p>Uses: nothing.
 */
@NullMarked
package org.toban.engine.tap;

import org.jspecify.annotations.NullMarked;
