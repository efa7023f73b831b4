/**
 * What every view draws with: words and times in the reader's language, shapes and icons, text from
 * outside made harmless, links, sheets over the window, the one way on to the FX thread.
 */
@NullMarked
package org.toban.ui.look;

import org.jspecify.annotations.NullMarked;
