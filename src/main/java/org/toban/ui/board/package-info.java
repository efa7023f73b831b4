/** The board: what fires, as lines in groups, each with its deadline. */
@NullMarked
package org.toban.ui.board;

import org.jspecify.annotations.NullMarked;
