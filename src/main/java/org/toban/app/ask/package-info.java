/**
 * What a command asks the person at the terminal before it acts.
 *
 * <p>Uses: nothing.
 */
@NullMarked
package org.toban.app.ask;

import org.jspecify.annotations.NullMarked;
