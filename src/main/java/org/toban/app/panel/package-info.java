/** The queries of runbooks, asked for the desk's panels. */
@NullMarked
package org.toban.app.panel;

import org.jspecify.annotations.NullMarked;
