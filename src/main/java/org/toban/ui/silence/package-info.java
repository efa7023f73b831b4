/** Silences at the desk: the sheet that makes or changes one, and the list of all. */
@NullMarked
package org.toban.ui.silence;

import org.jspecify.annotations.NullMarked;
