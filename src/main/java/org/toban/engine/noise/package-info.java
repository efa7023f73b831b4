/**
 * What a source may not do to people and to the disk: alerts that clear and fire again and again,
 * and ever new ones.
 *
 * <p>Uses: alert.
 */
@NullMarked
package org.toban.engine.noise;

import org.jspecify.annotations.NullMarked;
