/**
 * What Toban says to a person, as a name and its arguments: kept as that, and made into words late,
 * in the language of whoever reads it. The names of a room are an enum of its own; the words stand
 * in bundles of both languages.
 *
 * <p>Uses: nothing.
 */
@NullMarked
package org.toban.saying;

import org.jspecify.annotations.NullMarked;
