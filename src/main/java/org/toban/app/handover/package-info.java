/** The shift handover: its facts from a board and the history, its e-mail, its machine output. */
@NullMarked
package org.toban.app.handover;

import org.jspecify.annotations.NullMarked;
