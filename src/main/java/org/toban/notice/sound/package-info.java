/** Notices that are heard. */
@NullMarked
package org.toban.notice.sound;

import org.jspecify.annotations.NullMarked;
