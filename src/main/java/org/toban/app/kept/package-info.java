/** Keeps on disk what the next start shows before any server has answered it. */
@NullMarked
package org.toban.app.kept;

import org.jspecify.annotations.NullMarked;
