/** What the desk is given from outside: preferences, the archive, guards, practice and facts. */
@NullMarked
package org.toban.ui.parts;

import org.jspecify.annotations.NullMarked;
