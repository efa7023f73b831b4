/** The tray icon and its menu: as a StatusNotifierItem over D-Bus, else by AWT, else none. */
@NullMarked
package org.toban.ui.tray;

import org.jspecify.annotations.NullMarked;
