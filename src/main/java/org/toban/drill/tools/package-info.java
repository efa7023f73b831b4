/**
 * The everyday commands of a Unix host, for simulated machines: text, files, processes. They know
 * the shell's world and nothing of what is practised on it.
 *
 * <p>Uses: nothing.
 */
@NullMarked
package org.toban.drill.tools;

import org.jspecify.annotations.NullMarked;
