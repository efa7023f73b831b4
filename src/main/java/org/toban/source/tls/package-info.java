/**
 * Certificates: whether a server's is trusted, and which one it is shown.
 *
 * <p>Uses: nothing.
 */
@NullMarked
package org.toban.source.tls;

import org.jspecify.annotations.NullMarked;
