/**
 * A host's password for sudo: what asks for it on the host, and what keeps it out of a run's
 * output.
 *
 * <p>Uses: nothing.
 */
@NullMarked
package org.toban.remedy.sudo;

import org.jspecify.annotations.NullMarked;
