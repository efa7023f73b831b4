/**
 * toban.yml in the window: its sections as forms and as text, written back with nothing changed but
 * what was changed; and the guide that writes the first one.
 *
 * <p>Uses: config.
 */
@NullMarked
package org.toban.ui.settings;

import org.jspecify.annotations.NullMarked;
