/** The other pages: history, reviews, drill, settings. */
@NullMarked
package org.toban.ui.page;

import org.jspecify.annotations.NullMarked;
