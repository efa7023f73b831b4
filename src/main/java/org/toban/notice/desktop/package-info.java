/** Notices on this machine's desktop: by D-Bus on Linux, by the system's own way elsewhere. */
@NullMarked
package org.toban.notice.desktop;

import org.jspecify.annotations.NullMarked;
