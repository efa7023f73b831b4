/**
 * The way round and through proxies, and to addresses, with time limits.
 *
 * <p>Uses: nothing.
 */
@NullMarked
package org.toban.source.proxy;

import org.jspecify.annotations.NullMarked;
